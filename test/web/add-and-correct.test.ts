import { openAsBlob } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { hasBrowser, startBrowser } from '../browser.ts'
import { eventually } from '../eventually.ts'
import { looks, openPage, overflowOf, startArchive, violationsOf, type Archive } from './kit.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const fixture = (name: string) => join(fixtures, 'documents', name, `${name}.pdf`)

describe.skipIf(!hasBrowser)('who keeps the archive, in a browser', () => {
  let browser: Browser
  let archive: Archive
  beforeAll(async () => {
    ;[browser, archive] = await Promise.all([startBrowser(), startArchive([])])
  })
  afterAll(async () => {
    await browser?.close()
    await archive?.close()
  })
  const open = (path: string, options = {}) => openPage({ browser, url: archive.url }, path, options)

  test('an empty archive says how to fill it, and what is added is followed to its end', async () => {
    const page = await open('/')
    await page.getByRole('link', { name: 'Add documents' }).click()
    await page.waitForURL('**/add')
    const input = page.locator('input[type="file"]').first()
    await input.setInputFiles([
      fixture('brief-seasonal-work'),
      fixture('note-retour-sahel'),
      join(fixtures, 'hostile', 'text-named.pdf'),
    ])
    await page.locator('.upload', { hasText: 'refused' }).waitFor()
    expect(await page.locator('.upload', { hasText: 'text-named.pdf' }).textContent()).toContain(
      'convert it to PDF first',
    )
    // without a reload: the list is told of what happens
    await eventually(async () => expect(await page.locator('tr[data-outcome="done"]').count()).toBe(2), {
      timeoutSeconds: 60,
    })
    expect(await page.locator('tr[data-outcome="parked"]').textContent()).toContain('not-a-pdf')
    await input.setInputFiles([fixture('brief-seasonal-work')])
    await page.locator('.upload', { hasText: 'was here already' }).waitFor()
    await page.getByRole('link', { name: /^failed/ }).click()
    await page.waitForURL('**/add?outcome=parked')
    await eventually(async () => expect(await page.locator('tbody tr').count()).toBe(1))
    await page.getByRole('button', { name: 'Set aside' }).click()
    await page.locator('.empty').waitFor()
  })

  test('files are dropped anywhere', async () => {
    const page = await open('/')
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['no pdf at all'], 'dropped-here.pdf', { type: 'application/pdf' }))
      return transfer
    })
    await page.waitForSelector('main')
    await page.dispatchEvent('main', 'drop', { dataTransfer: dropped })
    await page.waitForURL('**/add')
    await page.locator('.upload', { hasText: 'dropped-here.pdf' }).waitFor()
  })

  test('a wrong country is corrected where it stands, and the correction can be taken back', async () => {
    const client = createClient({ url: archive.url })
    await client.addFile({ name: 'fact-sheet.pdf', body: await openAsBlob(fixture('fact-sheet-remittances')) })
    await eventually(async () => expect((await client.search({ q: 'Tonga' })).documentCount).toBe(1), {
      timeoutSeconds: 60,
    })
    const { hits } = await client.search({ q: 'Tonga' })
    const countries = async () =>
      (await client.document(hits[0]!.documentId)).entities!.countries.map(({ entity }) => entity)
    expect(await countries()).not.toContain('NIC')
    const page = await open(`/read/${hits[0]!.documentId}`)
    await page.getByRole('link', { name: /^Tonga/ }).click()
    await page.getByRole('button', { name: 'Change' }).click()
    await page.getByRole('combobox', { name: 'Country' }).selectOption('NIC')
    await page.getByLabel('Your name').fill('A. Archivist')
    await page.getByRole('button', { name: 'Save' }).click()
    await eventually(async () => expect(await countries()).toContain('NIC'))
    await page.getByRole('link', { name: /^Nicaragua/ }).waitFor()
    await page.getByRole('tab', { name: 'On this page' }).click()
    await page.locator('.history', { hasText: 'A. Archivist' }).waitFor()
    expect(await violationsOf(page)).toEqual([])
    await page.locator('.history').getByRole('button', { name: 'Undo' }).click()
    await eventually(async () => expect(await countries()).not.toContain('NIC'))
  })

  test('axe-core finds nothing where documents are added', async () => {
    for (const look of looks) {
      const page = await open('/add', look)
      await page.waitForSelector('tbody tr')
      expect(await violationsOf(page)).toEqual([])
      expect(await overflowOf(page)).toBe(0)
    }
  })
})
