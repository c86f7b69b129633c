import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { bytesOf, pdfOf } from '../ingest/bytes.ts'
import { startServer } from './kit.ts'
import { storedDocument } from './results.ts'

const text = [
  'Nurses on the move',
  'Lebanon receives domestic workers from Nepal and Sri Lanka. Lebanon has not ratified the Domestic Workers Convention, 2011 (No. 189).',
  'In 2012 their families received US$ 4.5 billion, or 29 per cent of what Nepal produces. Nepal counts on it.',
].join('\n\n')

test('a document tells what was found in it, with the evidence', async () => {
  const { json, store } = await startServer()
  const { documentId, parsed } = await storedDocument(store, { name: 'nurses.pdf', text })
  const { body } = await json(`/documents/${documentId}`)
  expect(body).toMatchObject({ documentId, names: ['nurses.pdf'], state: 'indexed', outcome: 'done', incomplete: [] })
  expect(body.metadata).toMatchObject({ language: 'en' })
  const { countries } = body.entities
  expect(countries.map((country: { entity: string }) => country.entity)).toEqual(['NPL', 'LBN', 'LKA'])
  expect(countries[0]).toMatchObject({ count: 3, pages: [1], evidence: { quote: 'Nepal', page: 1 } })
  for (const { evidence } of countries) expect(parsed.text.slice(evidence.start, evidence.end)).toBe(evidence.quote)
  expect(body).not.toHaveProperty('mentions')
})

test('a document gives every mention where they are asked for', async () => {
  const { json, store } = await startServer()
  const { documentId, extracted } = await storedDocument(store, { name: 'nurses.pdf', text })
  const { body } = await json(`/documents/${documentId}?include=mentions`)
  expect(body.mentions).toEqual(extracted.mentions)
  expect(body.projects).toEqual(extracted.projects)
})

test('a document of which something is missing is partial, and says what', async () => {
  const { json, store } = await startServer()
  const incomplete = [{ code: 'page-without-text' as const, message: 'nothing could be read on page 2', pages: [2] }]
  const { documentId } = await storedDocument(store, { name: 'scan.pdf', text, incomplete })
  expect((await json(`/documents/${documentId}`)).body).toMatchObject({ outcome: 'partial', incomplete })
  expect((await json('/documents?code=page-without-text')).body.documents).toMatchObject([{ documentId }])
})

test('a document that no stage has read yet tells only what is known', async () => {
  const { json, store } = await startServer()
  const { document } = await store.add({ name: 'new.pdf', bytes: bytesOf(pdfOf('new')) })
  const { body } = await json(`/documents/${document.documentId}`)
  expect(body).toMatchObject({ outcome: 'working', state: 'stored' })
  expect(body).not.toHaveProperty('entities')
})

test('a document is found by the first digits of its id where they are its alone', async () => {
  const { json, store } = await startServer()
  const { document } = await store.add({ name: 'new.pdf', bytes: bytesOf(pdfOf('new')) })
  const { status, body } = await json(`/documents/${document.documentId.slice(0, 6)}`)
  expect([status, body.documentId]).toEqual([200, document.documentId])
  expect(await json('/documents/ffffffff')).toMatchObject({ status: 404, body: { code: 'document-unknown' } })
  expect(await json(`/documents/${'0'.repeat(64)}`)).toMatchObject({ status: 404, body: { code: 'document-unknown' } })
})

test('first digits that several ids share are not guessed at', async () => {
  const { store, json } = await startServer()
  const { digits, texts } = textsThatShareDigits()
  for (const text of texts) await store.add({ name: 'one of two.pdf', bytes: bytesOf(pdfOf(text)) })
  expect(await json(`/documents/${digits}`)).toMatchObject({ status: 409, body: { code: 'id-ambiguous' } })
})

test('the list is newest first, filtered, and goes on where it stopped', async () => {
  const { json, store } = await startServer()
  for (const name of ['one.pdf', 'two.pdf', 'three.pdf']) await store.add({ name, bytes: bytesOf(pdfOf(name)) })
  await store.add({ name: 'letter.doc', bytes: bytesOf('Dear all') })
  const first = await json('/documents?size=3')
  expect(first.body).toMatchObject({ total: 4 })
  const second = await json(`/documents?size=3&cursor=${encodeURIComponent(first.body.cursor)}`)
  const names = [...first.body.documents, ...second.body.documents].map((document) => document.names[0])
  expect(new Set(names)).toEqual(new Set(['letter.doc', 'one.pdf', 'three.pdf', 'two.pdf']))
  expect(second.body).not.toHaveProperty('cursor')
  expect((await json('/documents?outcome=parked')).body.documents).toMatchObject([{ names: ['letter.doc'] }])
  expect((await json('/documents?code=not-a-pdf')).body).toMatchObject({ total: 1 })
  expect((await json('/documents?name=TWO')).body.documents).toMatchObject([{ names: ['two.pdf'] }])
})

test('a cursor of another list is a fault', async () => {
  const { json } = await startServer()
  expect(await json('/documents?cursor=made-up')).toMatchObject({ status: 400, body: { code: 'request-invalid' } })
})

/** Two texts of which the ids, as PDFs, begin with the same four digits. */
function textsThatShareDigits(): { digits: string; texts: string[] } {
  const seen = new Map<string, string>()
  for (let count = 0; ; count++) {
    const text = `document ${count}`
    const digits = createHash('sha256').update(pdfOf(text)).digest('hex').slice(0, 4)
    const other = seen.get(digits)
    if (other) return { digits, texts: [other, text] }
    seen.set(digits, text)
  }
}

test('a document is forgotten by its first digits, and its bytes are answered by a named error from then on', async () => {
  const { json, store, parts } = await startServer()
  const body = pdfOf('private')
  const headers = { 'content-type': 'application/pdf' }
  const { document } = await parts.submit({ name: 'private.pdf', bytes: bytesOf(body) })
  const { documentId } = document
  const path = `/documents/${documentId.slice(0, 12)}`
  expect(await json(path, { method: 'DELETE' })).toMatchObject({ status: 400, body: { code: 'request-invalid' } })
  expect(await json(`${path}?reason=it+is+private`, { method: 'DELETE' })).toMatchObject({
    status: 200,
    body: { documentId, by: 'loopback', reason: 'it is private', finished: true },
  })
  expect(await json(`/documents/${documentId}`)).toMatchObject({ status: 404, body: { code: 'document-unknown' } })
  const sent = { method: 'POST', body, headers }
  expect(await json('/documents', sent)).toMatchObject({ status: 410, body: { code: 'document-forgotten' } })
  expect((await store.counts()).total).toBe(0)
  expect(await json('/documents?again=true', sent)).toMatchObject({ status: 202, body: { files: [{ documentId }] } })
  expect((await store.counts()).total).toBe(1)
})
