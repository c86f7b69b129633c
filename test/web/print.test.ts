import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { hasBrowser } from '../browser.ts'
import { eventually } from '../eventually.ts'
import { linesFrom, makePdf } from '../parse/make-pdf.ts'
import { useArchive } from './kit.ts'

/** What only a screen can use. */
const ofScreens = [
  'nav',
  // marks of notes are part of the text
  'button:not(.note-mark > *)',
  'select',
  'input',
  '[role="tab"]',
  '.button',
  '.top',
  '.register-names',
  '.takeaway',
  '.filter-form',
  '.order',
  '.panel',
  '.facets',
  '.chip[data-kind="like"]',
]

describe.skipIf(!hasBrowser)('what is printed, in a browser', () => {
  const { archive, open } = useArchive([
    'documents/project-list-table/project-list-table.pdf',
    'documents/background-note-skills/background-note-skills.pdf',
    'registers/crossings-survey.md',
    'registers/crossings-brief.md',
  ])

  /** As it is printed by who reads in the dark. */
  async function printed(path: string, ready: (page: Page) => Promise<unknown>): Promise<Page> {
    const page = await open(path, { colorScheme: 'dark' })
    await ready(page)
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await page.evaluate(inkAndPaper)).toEqual({ ink: true, paper: true })
    expect(await page.evaluate(seenOf, ofScreens)).toEqual([])
    return page
  }

  test('of answers, every passage with its page', async () => {
    const page = await printed('/?q=domestic+workers', (page) => page.waitForSelector('.hit'))
    const passages = page.locator('.passage-text')
    expect(await passages.count()).toBeGreaterThan(3)
    expect(await page.locator('.passage-text:visible').count()).toBe(await passages.count())
    expect(await page.locator('.page-number:visible').count()).toBe(await passages.count())
  })

  test('of a register, the table with all its columns, light though the screen is dark', async () => {
    const page = await printed('/registers/projects', (page) => page.waitForSelector('tbody tr'))
    await page.setViewportSize({ width: 700, height: 900 })
    expect(await page.locator('.register-table thead th').allInnerTexts()).toEqual(
      expect.arrayContaining(['Name', 'Years', 'Countries', 'Donors', 'Documents']),
    )
    expect(await page.locator('thead:visible').count()).toBe(1)
    expect(await page.locator('.beneath:visible').count()).toBe(0)
    const names = await page.locator('tbody th a').allInnerTexts()
    expect(names.length).toBeGreaterThan(20)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(700)
  })

  test('of an entry, what documents say differently and every place of it', async () => {
    const page = await printed('/registers/projects/safe-bridg-safebridg', (page) => page.waitForSelector('.claims'))
    for (const part of ['h1', '.facts', '.claims', '.passage-text'])
      expect([part, await page.locator(part).first().isVisible()]).toEqual([part, true])
  })

  test('of a document, its title and its pages, whole, each on a sheet', async () => {
    const { hits } = await createClient({ url: archive().url }).search({ q: 'Safe Bridges' })
    const page = await printed(`/read/${hits[0]!.documentId}`, (page) =>
      page.waitForSelector('.page-slot[data-state="drawn"]'),
    )
    expect(await page.locator('h1').isVisible()).toBe(true)
    expect(await page.locator('.printed').isVisible()).toBe(false)
    const cut = await page
      .locator('.pages')
      .evaluate((pages) => [pages.scrollHeight - pages.clientHeight, pages.scrollWidth - pages.clientWidth])
    expect(cut).toEqual([0, 0])
    expect(sheetsOf(await page.pdf({ format: 'A4' }))).toBe(1)
  })

  test('of a long document, the pages that were in view, and where the others are', async () => {
    const client = createClient({ url: archive().url })
    const leaves = Array.from({ length: 30 }, (_, at) => ({ texts: linesFrom([`Leaf ${at + 1} of the log book.`]) }))
    const { documentId } = await client.addFile({ name: 'log.pdf', body: new Blob([new Uint8Array(makePdf(leaves))]) })
    await eventually(async () => expect((await client.document(documentId)).outcome).toBe('done'), {
      timeoutSeconds: 60,
    })
    const page = await printed(`/read/${documentId}`, (page) => page.waitForSelector('.page-slot[data-state="drawn"]'))
    expect(await page.locator('.page-slot:visible').count()).toBeGreaterThan(0)
    expect(await page.locator('.page-slot:not([data-state="drawn"]):visible').count()).toBe(0)
    expect(await page.locator('.printed').innerText()).toBe(
      `Only the pages that were in view are printed. The whole document: ${archive().url}/documents/${documentId}/file`,
    )
  })

  test('of the text of a page, all of it', async () => {
    const { hits } = await createClient({ url: archive().url }).search({ q: 'private homes' })
    const page = await printed(`/read/${hits[0]!.documentId}?page=2&view=text`, (page) =>
      page.waitForSelector('.text-view p'),
    )
    const cut = await page.locator('.pages').evaluate((pages) => pages.scrollHeight - pages.clientHeight)
    expect(cut).toBe(0)
  })
})

/** Runs in the page: whether letters are dark and what they stand on is white. */
function inkAndPaper(): { ink: boolean; paper: boolean } {
  const { color, backgroundColor } = getComputedStyle(document.documentElement)
  const parts = /\d+/g[Symbol.match](color)?.map(Number) ?? [255]
  return { ink: Math.max(...parts) < 80, paper: backgroundColor === 'rgb(255, 255, 255)' }
}

/** Runs in the page: which of these can be seen. */
function seenOf(selectors: readonly string[]): string[] {
  return selectors.filter((selector) => [...document.querySelectorAll(selector)].some((one) => one.checkVisibility()))
}

/** How many pages a PDF of Chromium has. */
function sheetsOf(pdf: Buffer): number {
  const text = pdf.toString('latin1')
  return text.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0
}
