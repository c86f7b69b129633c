import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { hasBrowser } from '../browser.ts'
import { eventually } from '../eventually.ts'
import { tabTo, useArchive, wordsUnderMarks, type Archive } from './kit.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'documents')
const fixture = (name: string) => join(fixtures, name, `${name}.pdf`)
const files = ['background-note-skills', 'brief-seasonal-work', 'note-retour-sahel', 'project-list-table'].map(fixture)

describe.skipIf(!hasBrowser).for([1440, 360])('the whole story, %i px wide', (width) => {
  const { archive, open } = useArchive([])

  test('is told with the keyboard alone: add, watch, ask, check on the page, correct, take away', async () => {
    const page = await open('/', { viewport: { width, height: 800 } })
    await addByKeyboard(page)
    const documentId = await askAndOpen(page)
    await correctByKeyboard(page)
    const countries = async () => (await countriesOf(archive(), documentId)).toSorted()
    await eventually(async () => expect(await countries()).toContain('NIC'))
    const corrected = await countries()
    await extractAnew(archive(), documentId)
    expect(await countries()).toEqual(corrected)
    await page.reload()
    await page
      .getByRole('link', { name: /^Nicaragua/ })
      .first()
      .waitFor()
    const csv = await exportByKeyboard(page)
    expect(csv.split('\n')[0]).toContain('title')
    expect(csv).toContain('Fair Contracts for Tea and Flower Workers')
  })
})

async function addByKeyboard(page: Page): Promise<void> {
  await follow(page, page.getByRole('link', { name: 'Add documents' }))
  await page.waitForURL('**/add')
  // caught from before the way there: Chromium may hear of a key sooner than of what it was told just before the key
  const chooser = page.waitForEvent('filechooser')
  await tabTo(page, page.getByRole('button', { name: 'Choose files' }))
  // a real Enter does the same; one that Playwright sends is no activation by the user to Chromium
  await page.keyboard.press('Space')
  await (await chooser).setFiles(files)
  const done = page.locator('tr[data-outcome="done"]')
  await eventually(async () => expect(await done.count()).toBe(files.length), { timeoutSeconds: 90 })
  await follow(page, page.getByRole('navigation', { name: 'Rihla' }).getByRole('link', { name: 'Ask' }))
  await page.waitForSelector('.welcome')
}

/** Tab goes there, Enter does what a click does. */
async function follow(page: Page, goal: ReturnType<Page['locator']>): Promise<void> {
  await tabTo(page, goal)
  await page.keyboard.press('Enter')
}

async function askAndOpen(page: Page): Promise<string> {
  await page.keyboard.press('/')
  await page.keyboard.type('domestic workers convention')
  await page.keyboard.press('Enter')
  const passage = page.locator('[data-step]', { hasText: 'Domestic Workers Convention, 2011' }).first()
  await passage.waitFor()
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
  await eventually(async () => {
    await page.keyboard.press('j')
    expect(await passage.evaluate((element) => element === document.activeElement)).toBe(true)
  })
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/read\/[0-9a-f]{64}\?page=2&at=\d+&q=/)
  await page.waitForSelector('.page-slot[data-state="drawn"] rect[data-mark="matched"]')
  await eventually(async () => {
    const words = await page.evaluate(wordsUnderMarks, 'matched')
    expect(words.length).toBeGreaterThan(5)
    expect(words.filter((word) => !/^(domestic|workers?|conventions?)$/i.test(word))).toEqual([])
  })
  return /\/read\/([0-9a-f]{64})/.exec(page.url())![1]!
}

/** Calls Italy Nicaragua, as somebody would who knows better. */
async function correctByKeyboard(page: Page): Promise<void> {
  await follow(page, page.getByRole('link', { name: /^Italy/ }))
  await follow(page, page.getByRole('button', { name: 'Change' }))
  const country = page.getByRole('combobox', { name: 'Country' })
  await tabTo(page, country)
  await page.keyboard.type('Nicar')
  expect(await country.inputValue()).toBe('NIC')
  await tabTo(page, page.getByLabel('Your name'))
  await page.keyboard.type('A. Archivist')
  // the form stands before the name: back to its button
  for (let pressed = 0; pressed < 10; pressed++) {
    if (await page.getByRole('button', { name: 'Save' }).evaluate((element) => element === document.activeElement))
      break
    await page.keyboard.press('Shift+Tab')
  }
  await page.keyboard.press('Enter')
  await page.getByText('It holds from now on').waitFor()
}

/** The projects as a file, as they are saved. */
async function exportByKeyboard(page: Page): Promise<string> {
  await follow(page, page.getByRole('navigation', { name: 'Rihla' }).getByRole('link', { name: 'Registers' }))
  await page.waitForURL('**/registers/projects')
  const link = page.getByRole('link', { name: 'CSV', exact: true })
  await page.locator('.register-head h1').waitFor()
  const fold = page.locator('summary', { hasText: 'Save or follow' })
  if ((await fold.count()) > 0) await follow(page, fold)
  await link.waitFor()
  const saved = page.waitForEvent('download')
  await follow(page, link)
  return readFileSync(await (await saved).path(), 'utf8')
}

async function countriesOf({ url }: Archive, documentId: string): Promise<string[]> {
  return (await createClient({ url }).document(documentId)).entities!.countries.map(({ entity }) => entity)
}

/** As a new version of the rules has it. */
async function extractAnew({ app }: Archive, documentId: string): Promise<void> {
  const { generation } = (await app.store.document(documentId))!
  const document = await app.store.update(documentId, { state: 'parsed', generation: generation + 1 })
  await app.submit({ document, already: true })
  await eventually(async () => expect((await app.store.document(documentId))!.state).toBe('indexed'))
}
