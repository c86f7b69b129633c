import { globSync, mkdtempSync, openAsBlob, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everything, openApp, type App } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { SearchResponse } from '../../src/contracts/search.ts'
import { createClient, type Client } from '../../src/http/client.ts'
import { eventually } from '../eventually.ts'
import { descriptionOf, type Description } from './description.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const folder = mkdtempSync(join(tmpdir(), 'rihla-'))
let app: App
let client: Client
let description: Description

beforeAll(async () => {
  const settings = { RIHLA_DATA: join(folder, 'data'), RIHLA_DROP: join(folder, 'drop') }
  app = await openApp(readConfig({ ...settings, RIHLA_PORT: '0', RIHLA_LOG_LEVEL: 'silent' }), everything)
  client = createClient({ url: app.url! })
  description = await descriptionOf(app.url!)
})

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a form with every fixture makes each findable or says why not', async () => {
  const form = new FormData()
  for (const path of globSync(['documents/*/*.pdf', 'hostile/*.pdf'], { cwd: fixtures }).toSorted())
    form.append('file', await openAsBlob(join(fixtures, path)), basename(path))
  const response = await fetch(`${app.url}/documents`, { method: 'POST', body: form })
  await description.check('POST', '/documents', response)
  expect(response.status).toBe(202)
  await eventually(
    async () => {
      const { documents } = await client.status()
      expect(documents).toEqual({ total: 14, byOutcome: { working: 0, done: 9, partial: 0, parked: 5, dismissed: 0 } })
    },
    { timeoutSeconds: 90 },
  )
  const { documents } = await client.documents({ outcome: 'parked' })
  const codes = Object.fromEntries(documents.map(({ names, failure }) => [names[0], failure?.code]))
  expect(codes).toEqual({
    'empty.pdf': 'file-empty',
    'encrypted.pdf': 'pdf-encrypted',
    'no-pages.pdf': 'pdf-without-pages',
    'text-named.pdf': 'not-a-pdf',
    'truncated.pdf': 'pdf-damaged',
  })
  for (const { failure } of documents) expect(failure).toMatchObject({ remedy: expect.stringMatching(/\w{3}/) })
})

test.for([
  ['words', 'q=remittances Tonga', 'fact-sheet-remittances.pdf'],
  ['a country as a code', 'q=wages&country=NPL', 'background-note-skills.pdf'],
  ['a country by its name', 'q=wages&country=Nepal', 'background-note-skills.pdf'],
  ['a convention and a country', 'convention=C189&country=LBN', 'background-note-skills.pdf'],
  ['a convention in words', 'convention=No. 189&country=Lebanon', 'background-note-skills.pdf'],
  ['a language', 'q=retour&language=fr', 'note-retour-sahel.pdf'],
  ['a phrase', 'q="gross domestic product" Tonga', 'fact-sheet-remittances.pdf'],
] as const)('%s find the document', async ([, parameters, name]) => {
  const path = `/search?${parameters.replaceAll(' ', '%20')}&facets=country,convention,kind,language&explain=yes`
  const response = await fetch(new URL(path, app.url))
  await description.check('GET', path, response)
  const answer = SearchResponse.parse(await response.json())
  expect(answer.hits[0]?.names).toEqual([name])
  expect(answer.facets.map(({ field }) => field)).toEqual(['country', 'convention', 'kind', 'language'])
  for (const { text, highlights } of answer.hits[0]!.passages)
    for (const { start, end } of highlights) expect(text.slice(start, end).trim()).not.toBe('')
})

test('every value of a facet finds as many documents as the facet says', async () => {
  const { facets } = await client.search({
    facets: ['country', 'convention', 'language', 'kind', 'year', 'completeness', 'corridor'],
  })
  expect(facets.flatMap(({ values }) => values).length).toBeGreaterThan(30)
  for (const { field, values } of facets) {
    for (const { value, count } of values.slice(0, 5)) {
      const { documentCount } = await client.search({ [field]: [value], size: 1 })
      expect([field, value, documentCount]).toEqual([field, value, count])
    }
  }
})

test('paging by cursor gives every document once', async () => {
  const seen: string[] = []
  for (let cursor: string | undefined; ;) {
    const page = await client.search({ size: 2, ...(cursor && { cursor }) })
    seen.push(...page.hits.map(({ documentId }) => documentId))
    cursor = page.cursor
    if (!cursor) break
  }
  expect(new Set(seen).size).toBe(9)
  expect(seen).toHaveLength(9)
})

test('a document shows its projects, and its file comes back byte for byte', async () => {
  const { documents } = await client.documents({ name: 'background-note' })
  const { documentId } = documents[0]!
  const document = await client.document(documentId, { include: ['mentions'] })
  expect(document.entities?.projects.length).toBeGreaterThan(4)
  expect(document.projects).toHaveLength(document.entities!.projects.length)
  const original = await openAsBlob(join(fixtures, 'documents/background-note-skills/background-note-skills.pdf'))
  const received = await (await client.file(documentId)).bytes()
  expect(Buffer.from(received).equals(await original.bytes())).toBe(true)
})
