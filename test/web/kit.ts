import { mkdtempSync, openAsBlob, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import axeCore from 'axe-core'
import type {
  Browser,
  BrowserContext,
  BrowserContextOptions,
  ConsoleMessage,
  Dialog,
  Locator,
  Page,
  Request,
} from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { renderMarkdown } from '../../fixtures/render-markdown.ts'
import { everything, openApp, type App } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createClient } from '../../src/http/client.ts'
import { startBrowser } from '../browser.ts'
import { eventually } from '../eventually.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')

/** A browser for the tests of a suite, from before the first to after the last. */
export function useBrowser(): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(() => browser?.close())
  return () => browser!
}

export type Archive = { url: string; app: App }

/**
 * The whole of Rihla in this process for the tests of a suite, with these fixtures in it ("documents/…/….pdf",
 * "registers/….md"), and a browser beside it. `open` shows an address of it: without options in the one tab of the
 * suite, with them in a context of its own.
 */
export function useArchive(
  files: readonly string[],
  changes: Record<string, string> = {},
): { archive: () => Archive; open: (path: string, options?: PageOptions) => Promise<Page> } {
  let app: App
  let tab: Promise<Page> | undefined
  const folder = mkdtempSync(join(tmpdir(), 'rihla-'))
  beforeAll(async () => {
    const settings = { RIHLA_DATA: join(folder, 'data'), RIHLA_DROP: join(folder, 'drop'), RIHLA_PORT: '0' }
    app = await openApp(readConfig({ ...settings, RIHLA_LOG_LEVEL: 'silent', ...changes }), everything)
    const client = createClient({ url: app.url!, token: changes['RIHLA_TOKEN'] })
    for (const file of files) await client.addFile(await fixture(file))
    await eventually(async () => expect((await client.status()).documents.byOutcome.working).toBe(0), {
      timeoutSeconds: 90,
    })
  })
  afterAll(async () => {
    await app?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const browser = useBrowser()
  const archive = () => ({ url: app.url!, app })
  const open = async (path: string, options?: PageOptions) => {
    if (options) return openPage({ browser: browser(), url: app.url! }, path, options)
    const page = await (tab ??= newContext(browser()).then((context) => context.newPage()))
    watchFaults(page, { url: app.url!, after: () => page.goto('about:blank') })
    await page.goto(app.url! + path)
    return page
  }
  return { archive, open }
}

async function fixture(file: string): Promise<{ name: string; body: Blob }> {
  const path = join(fixtures, file)
  if (!file.endsWith('.md')) return { name: basename(file), body: await openAsBlob(path) }
  const pdf = await renderMarkdown(readFileSync(path, 'utf8'))
  return { name: basename(file).replace(/md$/, 'pdf'), body: new Blob([Buffer.from(pdf)]) }
}

/** Of this origin every answer may be an error that a test asks for; nothing else may go wrong unseen. */
const refused = /status of 4\d\d/

/** Besides what a context takes, what the browser is expected to complain of. */
type PageOptions = BrowserContextOptions & { expected?: RegExp }

/** Opens a page in a context of its own, and watches over it. */
export async function openPage(
  { browser, url }: { browser: Browser; url: string },
  path: string,
  { expected, ...options }: PageOptions = {},
): Promise<Page> {
  const context = await newContext(browser, options)
  const page = await context.newPage()
  watchFaults(page, { url, expected, after: () => context.close() })
  await page.goto(url + path)
  return page
}

const newContext = (browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options })

type Watch = { url: string; expected?: RegExp | undefined; after: () => Promise<unknown> }

/** When the test ends, nothing must have left the origin, broken the content policy, or been thrown. */
function watchFaults(page: Page, { url, expected, after }: Watch): void {
  const faults: string[] = []
  const onError = (error: Error) => faults.push(`thrown: ${error.message}`)
  const onDialog = (dialog: Dialog) => {
    faults.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  }
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === 'error' && !refused.test(message.text()) && !expected?.test(message.text()))
      faults.push(message.text())
  }
  const onRequest = (request: Request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== url && !/^(blob|data|about):$/.test(protocol)) faults.push(`left the origin: ${request.url()}`)
  }
  page.on('pageerror', onError).on('dialog', onDialog).on('console', onConsole).on('request', onRequest)
  onTestFinished(async () => {
    await after()
    page.off('pageerror', onError).off('dialog', onDialog).off('console', onConsole).off('request', onRequest)
    expect(faults).toEqual([])
  })
}

/** Each theme, on a desk and in a hand; the width changes but once, for much is drawn anew then. */
const looks = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'dark', width: 360 },
  { colorScheme: 'light', width: 360 },
] as const

/**
 * Looks at one view after the other in each theme, on a desk and in a hand: axe-core must find nothing, and nobody must
 * have to scroll sideways. The page stays, and goes from view to view as a link does, for most of the time of a check is
 * spent on starting page and axe-core.
 */
export async function checkLooks(page: Page, views: readonly View[]): Promise<void> {
  for (const { path, ready } of views) {
    await page.evaluate((path) => {
      history.pushState(null, '', path)
      dispatchEvent(new PopStateEvent('popstate'))
    }, path)
    for (const { colorScheme, width } of looks) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.setViewportSize({ width, height: 800 })
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
      await ready(page)
      const [violations, overflow] = [await violationsOf(page), await overflowOf(page)]
      expect({ path, colorScheme, width, violations, overflow }).toEqual({
        path,
        colorScheme,
        width,
        violations: [],
        overflow: 0,
      })
    }
  }
}

/** An address, and what is to be waited for, or done, before it is looked at; also done anew at another width. */
type View = { path: string; ready: (page: Page) => Promise<unknown> }

type Axe = { run(options: { runOnly: string[]; resultTypes: string[] }): Promise<{ violations: Violation[] }> }
type Violation = { id: string; nodes: { target: unknown; failureSummary?: string }[] }
declare global {
  /** Of the page, once the script is in it; not of this program. */
  var axe: Axe | undefined
}

/** What axe-core finds against WCAG 2.2 A and AA, as lines; none is right. */
export async function violationsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => globalThis.axe !== undefined))) await page.evaluate(axeCore.source)
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await globalThis.axe!.run({ runOnly: tags, resultTypes: ['violations'] })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${String(node.target)} ${node.failureSummary}`).join(' | ')}`,
    )
  })
}

/** How much wider the page is than its window, in pixels; a reader must not have to scroll sideways. */
const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth))

/** Presses Tab until the keyboard is there; fails where it never comes. */
export async function tabTo(page: Page, goal: Locator): Promise<void> {
  await goal.waitFor()
  for (let pressed = 0; pressed < 200; pressed++) {
    if (await goal.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the keyboard never comes there')
}

/** Runs in the page: the word of the text layer below the middle of each mark in the window. */
export function wordsUnderMarks(kind: string): string[] {
  return [...document.querySelectorAll(`.page-slot[data-state="drawn"] rect[data-mark="${kind}"]`)].flatMap((mark) => {
    const { left, top, width, height } = mark.getBoundingClientRect()
    const at = document.caretPositionFromPoint(left + width / 2, top + height / 2)
    const text = at?.offsetNode.textContent ?? ''
    if (!at || at.offsetNode.nodeType !== Node.TEXT_NODE) return []
    const before = /\p{L}*$/u.exec(text.slice(0, at.offset))?.[0] ?? ''
    const after = /^\p{L}*/u.exec(text.slice(at.offset))?.[0] ?? ''
    return [before + after]
  })
}
