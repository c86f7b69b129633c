import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { hasBrowser, startBrowser } from '../browser.ts'
import { eventually } from '../eventually.ts'
import { openPage, startArchive, violationsOf, type Archive } from './kit.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const built = join(import.meta.dirname, '..', '..', 'dist', 'web')

test('the first view needs less than 200 kB of script', () => {
  const [html] = globSync('index.html', { cwd: built })
  expect(html, 'npm ci builds the page; npm run build does it again').toBeDefined()
  const scripts = [...readFileSync(join(built, 'index.html'), 'utf8').matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)]
  const bytes = scripts.map(([, file]) => gzipSync(readFileSync(join(built, file!))).length)
  expect(scripts.length).toBeGreaterThan(0)
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000)
})

describe.skipIf(!hasBrowser)('the page in a browser', () => {
  let browser: Browser
  let archive: Archive
  beforeAll(async () => {
    const names = ['background-note-skills', 'hostile-markup', 'note-retour-sahel']
    ;[browser, archive] = await Promise.all([
      startBrowser(),
      startArchive(names.map((name) => `documents/${name}/${name}.pdf`)),
    ])
  })
  afterAll(async () => {
    await browser?.close()
    await archive?.close()
  })
  const open = (path: string, options = {}) => openPage({ browser, url: archive.url }, path, options)
  const drawn = (page: Page) => page.waitForSelector('.page-slot[data-state="drawn"] rect[data-mark="matched"]')

  test('an answer opens on its page, and what is marked lies over the words that were asked', async () => {
    const page = await open('/')
    await box(page).fill('domestic workers')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/?q=domestic+workers')
    await page.locator('[data-passage]', { hasText: 'private homes' }).click()
    await page.waitForURL(/\/read\/[0-9a-f]{64}\?page=2&at=\d+&q=/)
    await drawn(page)
    await eventually(async () => {
      const words = await page.evaluate(wordsUnderMarks, 'matched')
      expect(words.length).toBeGreaterThan(5)
      expect(words.filter((word) => !/^(domestic|workers?)$/i.test(word))).toEqual([])
    })
    expect(await page.locator('rect[data-mark="passage"]').count()).toBeGreaterThan(3)
  })

  test('a value opens where it was read', async () => {
    const page = await open('/?q=domestic+workers')
    await page.locator('.hit h2 a').first().click()
    await page.getByRole('link', { name: /^C181/ }).click()
    await page.waitForSelector('rect[data-mark="picked"]')
    await page.waitForSelector('.page-slot[data-page="1"][data-state="drawn"] .text-layer span')
    await eventually(async () => {
      const words = await page.evaluate(wordsUnderMarks, 'picked')
      expect(words.length).toBeGreaterThan(0)
      expect(words.filter((word) => !/^(Private|Employment|Agencies|Convention)$/.test(word))).toEqual([])
    })
    expect(await page.getByRole('link', { name: /^C181/ }).getAttribute('aria-current')).toBe('true')
  })

  test('everything can be done with the keyboard alone', async () => {
    const page = await open('/')
    await page.waitForSelector('.welcome')
    await page.keyboard.press('/')
    await page.keyboard.type('convention:C189')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-passage]')
    await page.keyboard.press('Tab')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-passage'))).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/read\//)
    await page.goBack()
    await page.waitForURL('**/?q=convention%3AC189')
    await page.waitForSelector('[data-passage]')
  })

  test('names are completed, and what is taken stands in the address', async () => {
    const page = await open('/')
    await box(page).fill('leban')
    await page.getByRole('option', { name: /^Lebanon/ }).click()
    await page.waitForURL('**/?q=country%3ALBN')
    await page.waitForSelector('.hit')
    await page.locator('.facet a').first().click()
    await page.waitForURL(/q=country%3ALBN&\w+=/)
    await page.getByRole('link', { name: 'Take away' }).first().click()
    await page.waitForURL((url) => url.search === '?q=country%3ALBN')
  })

  test('a wrong query says where it is wrong', async () => {
    const page = await open('/?q=country%3ANowhereland')
    await page.waitForSelector('.query-fault')
    expect(await page.locator('.query-fault').textContent()).toBe('country:Nowhereland\n        ▲')
  })

  test('markup of a document is text', async () => {
    const page = await open('/?q=DROP+TABLE')
    await page.waitForSelector('.hit')
    expect(await page.locator('.hit h2').first().textContent()).toContain('<script>alert("title")</script>')
    await page.locator('.hit h2 a').first().click()
    await page.waitForSelector('.page-slot[data-state="drawn"]')
    expect(await page.locator('.toolbar h1').textContent()).toContain('<script>')
  })

  test('notes open at their marks in the text of a page', async () => {
    const page = await open('/?q=passports+withheld')
    await page.locator('[data-passage]').first().click()
    await page.getByRole('link', { name: 'Text', exact: true }).click()
    await page.getByRole('button', { name: 'Note 5' }).click()
    expect(await page.locator('.note-text:popover-open').textContent()).toContain('five employers were fined')
  })

  test.for(['/', '/?q=domestic+workers', '/?q=country%3ANowhereland', '/registers/nothing'])(
    'axe-core finds nothing on %s, light and dark, narrow and wide',
    async (path) => {
      for (const [colorScheme, width] of [
        ['light', 1440],
        ['dark', 360],
      ] as const) {
        const page = await open(path, { colorScheme, viewport: { width, height: 800 } })
        await page.waitForSelector('.welcome, .hit, .notice, .empty')
        expect(await violationsOf(page)).toEqual([])
        expect(await overflowOf(page)).toBe(0)
      }
    },
  )

  test('axe-core finds nothing on a document, light and dark, narrow and wide, pages and text', async () => {
    const { hits } = await (await fetch(`${archive.url}/search?q=domestic+workers`)).json()
    for (const [colorScheme, width, view] of [
      ['light', 1440, 'pages'],
      ['dark', 1440, 'text'],
      ['dark', 360, 'pages'],
      ['light', 360, 'text'],
    ] as const) {
      const path = `/read/${hits[0].documentId}?page=2&view=${view}&q=domestic`
      const page = await open(path, { colorScheme, viewport: { width, height: 800 } })
      await page.waitForSelector(view === 'text' ? '.text-view' : '.page-slot[data-state="drawn"]')
      await page.getByRole('tab', { name: 'On this page' }).click()
      await page.waitForSelector('.citation')
      expect(await violationsOf(page)).toEqual([])
      expect(await overflowOf(page)).toBe(0)
    }
  })

  test.for([
    ['fr-FR', 'Interroger les archives'],
    ['es-ES', 'Preguntar al archivo'],
    ['de-DE', 'Ask the archive'],
  ])('a browser in %s is spoken to: %s', async ([locale, title]) => {
    const page = await open('/', { locale })
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(
      locale === 'de-DE' ? 'en' : locale!.slice(0, 2),
    )
  })
})

describe.skipIf(!hasBrowser)('a page of an archive with a token', () => {
  const token = 'a-token-of-this-very-test'
  let browser: Browser
  let archive: Archive
  beforeAll(async () => {
    ;[browser, archive] = await Promise.all([startBrowser(), startArchive([], { RIHLA_TOKEN: token })])
  })
  afterAll(async () => {
    await browser?.close()
    await archive?.close()
  })

  test('is shown to who signs in, and the token is kept nowhere', async () => {
    const page = await openPage({ browser, url: archive.url }, '/')
    await page.getByLabel('Token').fill('a-wrong-token-of-some-length')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').waitFor()
    expect(await violationsOf(page)).toEqual([])
    await page.getByLabel('Token').fill(token)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await box(page).waitFor()
    const kept = await page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
    )
    expect(kept).not.toContain(token)
    await page.reload()
    await box(page).waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Token').waitFor()
  })
})

const box = (page: Page) => page.getByRole('combobox', { name: 'What do you want to know?' })

const overflowOf = (page: Page): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth))

/** Runs in the page: the word of the text layer below the middle of each mark in the window. */
function wordsUnderMarks(kind: string): string[] {
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
