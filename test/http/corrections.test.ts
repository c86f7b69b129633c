import { expect, test } from 'vitest'
import type { Correction, CorrectionRequest } from '../../src/contracts/corrections.ts'
import { createClient } from '../../src/http/client.ts'
import { bytesOf, pdfOf } from '../ingest/bytes.ts'
import { startServer } from './kit.ts'
import { indexAgain, indexedDocument } from './register-kit.ts'

const text = `# Moving

Togo and Benin agreed on seasonal work. In 2014, there were 3,100 carpenters in Togo.`

async function start() {
  const server = await startServer()
  const made = await indexedDocument(server.store, { name: 'moving.pdf', text })
  const togo = made.extracted.mentions.find(({ quote }) => quote === 'Togo')!
  const { start, end, quote } = togo
  const request: CorrectionRequest = { action: 'reject', target: { kind: 'country', start, end, quote }, who: 'Asha' }
  return { ...server, ...made, request, client: createClient({ url: server.url }) }
}

const post = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
})

test('a rejected value leaves the document and the registers, and comes back with an undo', async () => {
  const { client, documentId, request, store, extracted } = await start()
  const evidence = async () =>
    (await client.register('countries', { document: [documentId], q: 'Togo' })).entries[0]?.evidenceCount
  expect(await evidence()).toBe(2)
  const { correctionId, status } = await client.correct(documentId, { ...request, note: 'a surname' })
  expect(status).toBe('applied')
  // What a worker does with the job that was queued.
  expect(await store.document(documentId)).toMatchObject({ state: 'extracted', generation: 1 })
  await indexAgain(store, documentId)
  expect(await evidence()).toBe(1)
  const corrected = await client.document(documentId, { include: ['mentions'] })
  expect(corrected.mentions).toHaveLength(extracted.mentions.length - 1)
  expect(await store.readExtracted(documentId)).toEqual(extracted)
  await client.correct(documentId, { action: 'undo', undoes: correctionId, who: 'Ravi' })
  await indexAgain(store, documentId)
  expect(await evidence()).toBe(2)
  expect(await client.corrections(documentId)).toMatchObject({
    corrections: [
      { correctionId, action: 'reject', who: 'Asha', note: 'a surname', status: 'undone' },
      { action: 'undo', who: 'Ravi', status: 'applied' },
    ],
  })
})

test('an edited value bears who said so in the register', async () => {
  const { client, documentId, extracted, store } = await start()
  const { start: from, end, quote } = extracted.mentions.find((mention) => mention.kind === 'figure')!
  const target = { kind: 'figure' as const, start: from, end, quote }
  await client.correct(documentId, { action: 'edit', target, fields: { value: 31_000 }, who: 'Asha' })
  await indexAgain(store, documentId)
  const [entry] = (await client.register('figures', { document: [documentId] })).entries
  const { evidence } = await client.registerEntry('figures', entry!.key, { document: [documentId] })
  expect(evidence).toMatchObject([{ low: 31_000, quote: '3,100', correction: { action: 'edit', who: 'Asha' } }])
})

test.for<[string, (request: CorrectionRequest) => unknown, number, string]>([
  ['no JSON', () => '{"action":', 400, 'request-invalid'],
  ['nothing', () => ({}), 400, 'request-invalid'],
  ['an action that nobody knows', (request) => ({ ...request, action: 'delete' }), 400, 'request-invalid'],
  ['a key that nobody knows', (request) => ({ ...request, path: '../../etc' }), 400, 'request-invalid'],
  ['nobody', (request) => ({ ...request, who: ' ' }), 400, 'request-invalid'],
  ['__proto__', () => '{"__proto__":{"admin":true}}', 400, 'request-invalid'],
  ['a place without a value', (r) => ({ ...r, target: { ...r.target, start: 0, end: 2 } }), 422, 'correction-refused'],
  ['a place behind the text', (r) => ({ ...r, target: { ...r.target, end: 9e6 } }), 422, 'correction-refused'],
  ['a merge into nothing', (r) => ({ ...r, action: 'merge' }), 422, 'correction-refused'],
  ['fields of another kind', (r) => ({ ...r, action: 'edit', fields: { acronym: 'X' } }), 422, 'correction-refused'],
])('a correction with %s is refused', async ([, bodyOf, status, code]) => {
  const { json, documentId, request, store } = await start()
  expect(await json(`/documents/${documentId}/corrections`, post(bodyOf(request)))).toMatchObject({
    status,
    body: { code },
  })
  expect(await store.readCorrections(documentId)).toEqual([])
})

test('a form is no correction', async () => {
  const { json, documentId } = await start()
  const body = new URLSearchParams({ action: 'reject' })
  const answer = await json(`/documents/${documentId}/corrections`, { method: 'POST', body })
  expect(answer).toMatchObject({ status: 415, body: { code: 'media-type-unsupported' } })
})

test('a document that is not read yet cannot be corrected', async () => {
  const { json, store, request } = await start()
  const { document } = await store.add({ name: 'new.pdf', bytes: bytesOf(pdfOf('new')) })
  const answer = await json(`/documents/${document.documentId}/corrections`, post(request))
  expect(answer).toMatchObject({ status: 409, body: { code: 'document-unready' } })
})

test('hostile words of a correction are kept as words', async () => {
  const { client, documentId, request, store } = await start()
  const who = '=HYPERLINK("x")<script>alert(1)</script>'
  await client.correct(documentId, { ...request, who, note: '../../\u0000\u202E' })
  const [kept] = await store.readCorrections(documentId)
  expect(kept satisfies Correction | undefined).toMatchObject({ who, note: '../../\u0000\u202E' })
  await indexAgain(store, documentId)
  expect((await client.corrections(documentId)).corrections[0]).toMatchObject({ who })
})
