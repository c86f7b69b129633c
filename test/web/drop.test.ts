import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { hasBrowser } from '../browser.ts'
import { eventually } from '../eventually.ts'
import { linesFrom, makePdf } from '../parse/make-pdf.ts'
import { tabTo, useArchive } from './kit.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')

describe.skipIf(!hasBrowser)('what is dropped on the page, in a browser', () => {
  const { archive, open } = useArchive([])
  const folder = mkdtempSync(join(tmpdir(), 'rihla-'))
  const years = join(folder, 'years')
  const path = (...names: string[]) => join(years, ...names)

  beforeAll(() => {
    mkdirSync(path('2019', 'annexes'), { recursive: true })
    mkdirSync(path('no-documents'))
    pdf(path('report.pdf'), 'The lighthouse keeper counts ships.')
    pdf(path('2019', 'REPORT.PDF'), 'The ferry runs on Tuesdays.')
    pdf(path('2019', 'annexes', 'table.pdf'), 'The harbour master writes it down.')
    writeFileSync(path('notes.txt'), 'to be done')
    writeFileSync(path('2019', 'annexes', 'map.docx'), 'PK')
    writeFileSync(path('2019', '.DS_Store'), 'of a system')
    writeFileSync(path('no-documents', 'budget.xlsx'), 'PK')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('a folder is taken with all folders in it: its PDFs are sent, and what was left out is said', async () => {
    const page = await open('/')
    await page.waitForSelector('.welcome')
    await drop(page, [years])
    await page.waitForURL('**/add')
    await sent(page, ['report.pdf', 'REPORT.PDF', 'table.pdf'])
    expect(await page.getByRole('status').filter({ hasText: 'Left out' }).innerText()).toMatch(
      /^Left out, for they are no PDFs: (?=.*\bnotes\.txt)(?=.*\bmap\.docx)(?=.*\bbudget\.xlsx)[^,]+, [^,]+, [^,]+$/,
    )
    await eventually(async () => expect(await namesInArchive()).toEqual(['REPORT.PDF', 'report.pdf', 'table.pdf']), {
      timeoutSeconds: 60,
    })
  })

  test('files beside a folder are sent whatever they are, and the archive says why not', async () => {
    const page = await open('/add')
    await page.getByRole('button', { name: 'Choose files' }).waitFor()
    await drop(page, [path('2019', 'annexes'), path('notes.txt')])
    await sent(page, ['notes.txt', 'table.pdf'])
    await page.locator('.upload[data-state="refused"]', { hasText: 'notes.txt' }).waitFor()
    expect(await page.locator('.upload', { hasText: 'table.pdf' }).innerText()).toContain('was here already')
    await page.getByText('Left out, for they are no PDFs: map.docx').waitFor()
  })

  test('a folder without a PDF says so, and the next that has one says nothing', async () => {
    const page = await open('/add')
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Choose a folder' }).click()
    await (await chooser).setFiles(path('no-documents'))
    const notice = page.getByText('There is no PDF in what you gave')
    await notice.waitFor()
    expect(await page.locator('.upload').count()).toBe(0)
    await drop(page, [path('report.pdf')])
    await sent(page, ['report.pdf'])
    expect(await notice.count()).toBe(0)
    expect(await page.getByText('Left out').count()).toBe(0)
  })

  test('what is held over the page is shown to have a place there', async () => {
    const page = await open('/add')
    await page.getByRole('button', { name: 'Choose files' }).waitFor()
    const { hold } = await dragged(page, [path('report.pdf')])
    await hold()
    await page.locator('main[data-over]').waitFor()
    // of a drag that is given up, nothing reaches the page from here: this is what it would be told
    await page.dispatchEvent('main', 'dragleave')
    await page.locator('main:not([data-over])').waitFor()
    expect(await page.locator('.upload').count()).toBe(0)
  })

  test('files and folders are chosen, and what became of them is reached, with the keyboard alone', async () => {
    const page = await open('/add', {})
    // each is caught from before the way there: Chromium may hear of a key sooner than of what it was told just before it
    const files = page.waitForEvent('filechooser')
    await tabTo(page, page.getByRole('button', { name: 'Choose files' }))
    await page.keyboard.press('Space')
    await (await files).setFiles([path('report.pdf'), join(fixtures, 'hostile', 'text-named.pdf')])
    await page.locator('.upload[data-state="refused"]', { hasText: 'text-named.pdf' }).waitFor()
    const whole = page.waitForEvent('filechooser')
    await tabTo(page, page.getByRole('button', { name: 'Choose a folder' }))
    await page.keyboard.press('Space')
    await (await whole).setFiles(years)
    await sent(page, ['report.pdf', 'text-named.pdf', 'report.pdf', 'REPORT.PDF', 'table.pdf'])
    await tabTo(page, page.getByRole('button', { name: 'Clear what is finished' }))
    await page.keyboard.press('Enter')
    await page.locator('.uploads').waitFor({ state: 'detached' })
    await tabTo(page, page.getByRole('link', { name: /^done/ }))
    await page.keyboard.press('Enter')
    await page.waitForURL('**/add?outcome=done')
    await page.locator('tr[data-outcome="done"]').first().waitFor()
    await eventually(async () => expect(await page.locator('tr[data-outcome="parked"]').count()).toBe(0))
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/read\/[0-9a-f]{64}$/)
  })

  test('while documents are under way it says how long that will take, and no longer', async () => {
    const client = createClient({ url: archive().url })
    const page = await open('/', {})
    await page.waitForSelector('.welcome')
    // what happens from here on is told to the page
    const following = page.waitForResponse((response) => new URL(response.url()).pathname === '/events')
    await page.getByRole('link', { name: 'Add', exact: true }).click()
    await following
    const live = page.getByText('This list follows along by itself.')
    await live.waitFor()
    for (const name of ['one.pdf', 'two.pdf', 'three.pdf', 'four.pdf']) {
      await client.addFile(named(name))
      await page.locator('tr[data-outcome="done"]', { hasText: name }).waitFor({ timeout: 90_000 })
    }
    await client.pauseOrResume('pause', 'parse')
    await client.addFile(named('waits.pdf'))
    await page.locator('tr[data-outcome="working"]', { hasText: 'waits.pdf' }).waitFor()
    await page.getByText(/^(less than a minute left|about \d+ min left)$/).waitFor()
    expect(await live.count()).toBe(0)
    await client.pauseOrResume('resume', 'parse')
    await live.waitFor({ timeout: 90_000 })
    await page.locator('tr[data-outcome="working"]').waitFor({ state: 'detached' })
  })

  async function namesInArchive(): Promise<string[]> {
    const { documents } = await createClient({ url: archive().url }).documents({ outcome: 'done' })
    return documents.flatMap(({ names }) => names).toSorted()
  }
})

function pdf(path: string, line: string): void {
  writeFileSync(path, makePdf([{ texts: linesFrom([line]) }]))
}

const named = (name: string) => ({
  name,
  body: new Blob([new Uint8Array(makePdf([{ texts: linesFrom([`The tide table of ${name}.`]) }]))]),
})

/** Waits until exactly these files have been sent. */
async function sent(page: Page, names: readonly string[]): Promise<void> {
  await eventually(
    async () => {
      expect(await page.locator('.upload[data-state="queued"], .upload[data-state="sending"]').count()).toBe(0)
      expect((await page.locator('.upload-name').allInnerTexts()).toSorted()).toEqual(names.toSorted())
    },
    { timeoutSeconds: 60 },
  )
}

/** Files and folders of the disk held over the page, as a file manager holds them. */
async function dragged(page: Page, files: string[]) {
  const session = await page.context().newCDPSession(page)
  const { x, y } = { x: 600, y: 300 }
  const data = { items: [], files, dragOperationsMask: 1 }
  const tell = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', { type, x, y, data })
  const hold = async () => {
    await tell('dragEnter')
    await tell('dragOver')
  }
  return { hold, release: () => tell('drop') }
}

async function drop(page: Page, files: string[]): Promise<void> {
  const { hold, release } = await dragged(page, files)
  await hold()
  await release()
}
