import { mkdtempSync, openAsBlob, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import axeCore from 'axe-core'
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { renderMarkdown } from '../../fixtures/render-markdown.ts'
import { everything, openApp, type App } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createClient } from '../../src/http/client.ts'
import { eventually } from '../eventually.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')

export type Archive = { url: string; app: App; close: () => Promise<void> }

/** The whole of Rihla in this process, with these fixtures in it ("documents/…/….pdf", "registers/….md"). */
export async function startArchive(files: readonly string[], changes: Record<string, string> = {}): Promise<Archive> {
  const folder = mkdtempSync(join(tmpdir(), 'rihla-'))
  const settings = { RIHLA_DATA: join(folder, 'data'), RIHLA_DROP: join(folder, 'drop'), RIHLA_PORT: '0' }
  const app = await openApp(readConfig({ ...settings, RIHLA_LOG_LEVEL: 'silent', ...changes }), everything)
  const client = createClient({ url: app.url!, token: changes['RIHLA_TOKEN'] })
  for (const file of files) await client.addFile(await fixture(file))
  await eventually(async () => expect((await client.status()).documents.byOutcome.working).toBe(0), {
    timeoutSeconds: 90,
  })
  const close = async () => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { url: app.url!, app, close }
}

async function fixture(file: string): Promise<{ name: string; body: Blob }> {
  const path = join(fixtures, file)
  if (!file.endsWith('.md')) return { name: basename(file), body: await openAsBlob(path) }
  const pdf = await renderMarkdown(readFileSync(path, 'utf8'))
  return { name: basename(file).replace(/md$/, 'pdf'), body: new Blob([Buffer.from(pdf)]) }
}

/** Of this origin every answer may be an error that a test asks for; nothing else may go wrong unseen. */
const refused = /status of 4\d\d/

/**
 * Opens a page; when the test ends, nothing must have left the origin, broken the content policy, or been thrown. What the
 * browser is expected to complain of is given.
 */
export async function openPage(
  { browser, url }: { browser: Browser; url: string },
  path: string,
  { expected, ...options }: BrowserContextOptions & { expected?: RegExp } = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`thrown: ${error.message}`))
  page.on('dialog', (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (message.type() === 'error' && !refused.test(message.text()) && !expected?.test(message.text()))
      faults.push(message.text())
  })
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== url && !/^(blob|data):$/.test(protocol)) faults.push(`left the origin: ${request.url()}`)
  })
  onTestFinished(async () => {
    await context.close()
    expect(faults).toEqual([])
  })
  await page.goto(url + path)
  return page
}

/** Each theme, on a desk and in a hand. */
export const looks = (['light', 'dark'] as const).flatMap((colorScheme) =>
  [1440, 360].map((width) => ({ colorScheme, viewport: { width, height: 800 } })),
)

type Axe = { run(options: { runOnly: string[] }): Promise<{ violations: Violation[] }> }
type Violation = { id: string; nodes: { target: unknown; failureSummary?: string }[] }
declare global {
  /** Of the page, once the script is in it; not of this program. */
  var axe: Axe
}

/** What axe-core finds against WCAG 2.2 A and AA, as lines; none is right. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source)
  return page.evaluate(async () => {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await globalThis.axe.run({ runOnly: tags })
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => `${String(node.target)} ${node.failureSummary}`).join(' | ')}`,
    )
  })
}

/** How much wider the page is than its window, in pixels; a reader must not have to scroll sideways. */
export const overflowOf = (page: Page): Promise<number> =>
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
