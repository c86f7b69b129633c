import { openAsBlob } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { hasBrowser } from '../browser.ts'
import { eventually } from '../eventually.ts'
import { checkLooks, useArchive, violationsOf } from './kit.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const fixture = (name: string) => join(fixtures, 'documents', name, `${name}.pdf`)

describe.skipIf(!hasBrowser)('who keeps the archive, in a browser', () => {
  const { archive, open } = useArchive([])

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
    // as in Britain, where this browser is: in America, the month comes first
    expect(await page.locator('td time').first().innerText()).toMatch(/^\d{1,2} \p{L}+ \d{4}, \d\d:\d\d$/u)
    await input.setInputFiles([fixture('brief-seasonal-work')])
    await page.locator('.upload', { hasText: 'was here already' }).waitFor()
    await page.getByRole('link', { name: /^failed/ }).click()
    await page.waitForURL('**/add?outcome=parked')
    await eventually(async () => expect(await page.locator('tbody tr').count()).toBe(1))
    await page.getByRole('button', { name: 'Set aside' }).click()
    await page.locator('.empty').waitFor()
  })

  test('a document that is still being read is shown as soon as it is', async () => {
    const client = createClient({ url: archive().url })
    await client.pauseOrResume('pause', 'parse')
    const { documentId } = await client.addFile({
      name: 'annex.pdf',
      body: await openAsBlob(fixture('statistical-annex')),
    })
    const page = await open(`/read/${documentId}`)
    await page.getByText('This document is still being read.').waitFor()
    await client.pauseOrResume('resume', 'parse')
    await page.locator('.page-slot[data-state="drawn"]').first().waitFor({ timeout: 90_000 })
  })

  test('a wrong country is corrected where it stands, and the correction can be taken back', async () => {
    const client = createClient({ url: archive().url })
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

  test('a value is called right, counted to another entry, and called wrong', async () => {
    const client = createClient({ url: archive().url })
    const { documentId } = await client.addFile({
      name: 'seasonal.pdf',
      body: await openAsBlob(fixture('brief-seasonal-work')),
    })
    const earlier = (await client.corrections(documentId)).corrections.length
    const judged = async () =>
      (await client.corrections(documentId)).corrections.slice(earlier).map(({ action }) => action)
    const countries = async () =>
      (await client.document(documentId)).entities!.countries.map(({ entity }) => entity).toSorted()
    const before = await countries()
    const page = await open(`/read/${documentId}`)
    await page.getByRole('link', { name: /^Spain/ }).click()
    await page.getByRole('button', { name: 'Right' }).click()
    await eventually(async () => expect(await judged()).toEqual(['accept']))
    expect(await countries()).toEqual(before)
    await page.getByRole('button', { name: 'Count to another' }).click()
    await page.getByLabel('The entry that it belongs to').fill('tonga')
    await page.getByRole('button', { name: /^Tonga/ }).click()
    await eventually(async () => expect(await countries()).toContain('TON'))
    await page.getByRole('link', { name: /^Morocco/ }).click()
    await page.getByRole('button', { name: 'Wrong' }).click()
    await eventually(async () => expect(await judged()).toEqual(['accept', 'merge', 'reject']))
    await page.getByRole('tab', { name: 'On this page' }).click()
    await eventually(async () =>
      expect((await page.locator('.history li').allInnerTexts()).slice(0, 3)).toEqual([
        expect.stringContaining('called wrong'),
        expect.stringContaining('counted to another'),
        expect.stringContaining('called right'),
      ]),
    )
  })

  test.for([
    [
      'fr-FR',
      'Que faire\u00a0: son contenu n’est pas un PDF, quel que soit son nom\u00a0: convertissez-le d’abord en PDF',
    ],
    ['es-ES', 'Qué hacer: su contenido no es un PDF, sea cual sea su nombre: conviértalo antes a PDF'],
  ] as const)('who reads in %s is told the way out in that language', async ([locale, way]) => {
    const client = createClient({ url: archive().url })
    const { documentId } = await client.addFile({ name: 'no-pdf.pdf', body: new Blob(['no pdf, in any language']) })
    const page = await open(`/read/${documentId}`, { locale })
    const spaced = (text: string) => text.replaceAll('\u00a0', ' ')
    expect(spaced(await page.locator('.way-out').innerText())).toBe(`${spaced(way)} not-a-pdf`)
    await page.goto(`${archive().url}/add`)
    const row = page.locator('tr[data-outcome="parked"]', { hasText: 'no-pdf.pdf' })
    expect(spaced(await row.locator('.way-out').innerText())).toBe(`${spaced(way)} not-a-pdf`)
  })

  test('axe-core finds nothing where documents are added', async () => {
    const client = createClient({ url: archive().url })
    const { documentId } = await client.addFile({ name: 'letter.pdf', body: new Blob(['a letter, and no pdf']) })
    await checkLooks(await open('/', {}), [
      { path: '/add', ready: (page) => page.waitForSelector('tbody tr') },
      { path: `/read/${documentId}`, ready: (page) => page.getByRole('alert').waitFor() },
    ])
  })
})
