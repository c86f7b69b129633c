import { parsedOf, pipelineOf, type Doings } from '../queue/runner-kit.ts'
import type { CorrectionRequest } from '../../src/contracts/corrections.ts'
import { bytesOf, pdfOf } from '../ingest/bytes.ts'
import { temporaryStore } from '../ingest/store-kit.ts'
import { eventually } from '../eventually.ts'
import { startServer } from '../http/kit.ts'
import { storedDocument } from '../http/results.ts'
import type { Provocations } from './kit.ts'

/** The document, once a stage that does this has parked it. */
async function parkedBy(doings: Doings, changes: { timeLimitSeconds?: number } = {}, prepare = ''): Promise<unknown> {
  const pipeline = await pipelineOf(doings, { attempts: 1, ...changes })
  const document = await pipeline.add('a.pdf')
  if (prepare !== '') await pipeline.database.pglite.exec(prepare)
  const running = await pipeline.start()
  const parked = await eventually(async () => {
    const now = await pipeline.current(document)
    if (now.outcome !== 'parked') throw new Error(`is ${now.outcome}`)
    return now
  })
  await running.close(5)
  return parked
}

/** What a server answers of a document that was taken in and never read. */
async function ofUnread(path: (documentId: string) => string, method = 'GET'): Promise<Response> {
  const { ask, store } = await startServer()
  const { document } = await store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })
  return ask(path(document.documentId), { method })
}

/** Texts until two of them have an id that begins with the same digits: of 300, some do. */
async function ofTwins(): Promise<Response> {
  const { ask, store } = await startServer()
  const seen = new Set<string>()
  for (let count = 0; ; count++) {
    const { document } = await store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf(String(count))) })
    const digits = document.documentId.slice(0, 4)
    if (seen.has(digits)) return ask(`/documents/${digits}`)
    seen.add(digits)
  }
}

/** What stages and people do with documents. */
export const ofDocuments = {
  'stage-time-limit': () => parkedBy({ parse: () => new Promise(() => undefined) }, { timeLimitSeconds: 0.1 }),
  'stage-interrupted': () => parkedBy({}, {}, 'UPDATE bullmq.job SET attempts_started = 11'),
  'stage-failed': () =>
    parkedBy({
      extract: async () => {
        throw new TypeError('a fault of ours')
      },
    }),
  'contract-broken': () => parkedBy({ parse: async (documentId) => parsedOf(documentId, { pageCount: -1 }) }),
  async 'document-forgotten'() {
    const { store } = await temporaryStore()
    const { document } = await store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })
    const { documentId, generation } = document
    const forgottenAt = new Date().toISOString()
    await store.bury({ schema: 1, documentId, generation, forgottenAt, by: 'one', reason: 'asked', finished: true })
    return (await store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })).document
  },
  'id-ambiguous': ofTwins,
  async 'document-unknown'() {
    const { ask } = await startServer()
    return ask(`/documents/${'0'.repeat(64)}`)
  },
  async 'original-absent'() {
    const { ask, store } = await startServer()
    const { document } = await store.add({ name: 'a.pdf', bytes: bytesOf('no pdf') })
    return ask(`/documents/${document.documentId}/file`)
  },
  'document-unready': () => ofUnread((id) => `/documents/${id}/pages/1`),
  'document-not-parked': () => ofUnread((id) => `/documents/${id}/dismiss`, 'POST'),
  async 'range-not-satisfiable'() {
    const { ask, store } = await startServer()
    const { document } = await store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })
    return ask(`/documents/${document.documentId}/file`, { headers: { range: 'bytes=9000-' } })
  },
  async 'page-unknown'() {
    const { ask, store } = await startServer()
    const { documentId } = await storedDocument(store, { name: 'a.pdf', text: 'Nurses from Kenya.' })
    return ask(`/documents/${documentId}/pages/99`)
  },
  async 'correction-refused'() {
    const { ask, store } = await startServer()
    const { documentId } = await storedDocument(store, { name: 'a.pdf', text: 'Nurses from Kenya.' })
    const correction: CorrectionRequest = {
      action: 'reject',
      who: 'Asha',
      target: { kind: 'country', start: 0, end: 2, quote: 'Nu' },
    }
    const headers = { 'content-type': 'application/json' }
    return ask(`/documents/${documentId}/corrections`, { method: 'POST', headers, body: JSON.stringify(correction) })
  },
  async 'entry-unknown'() {
    const { ask } = await startServer()
    return ask('/countries/ZZZ')
  },
} satisfies Provocations
