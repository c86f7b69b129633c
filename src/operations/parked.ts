import { stat } from 'node:fs/promises'
import type { ParkedEvent } from '../contracts/operations.ts'
import type { StageQueues } from '../contracts/queue.ts'
import type { Store } from '../contracts/store.ts'
import type { DocumentState, DocumentSummary, Failure } from '../contracts/stored-document.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { documentsWith } from '../queue/recovery.ts'
import { sendOn } from '../queue/send-on.ts'

export type ParkedParts = {
  store: Pick<Store, 'document' | 'documents' | 'originalPath' | 'update'>
  queues: Pick<StageQueues, 'add' | 'remove'>
}

const progressEvery = 25

/** What a person can do with documents that wait for one; everything is safe to repeat. */
export function parkedActions(parts: ParkedParts) {
  const retry = (documentId: string) => retryDocument(parts, documentId)
  const dismiss = (documentId: string) => dismissDocument(parts, documentId)
  return {
    /** Sends a document on from the stage that failed; one that waits for nobody stays as it is. */
    retry,
    /** Lets a document be: it is found as before, with why it failed. Throws `document-not-parked` of any other. */
    dismiss,
    retryMany: (which: { code?: string }) => eachParked(parts, which, retry),
    dismissMany: (which: { code?: string }) => eachParked(parts, which, dismiss),
  }
}

/** Under a new generation, so that no job of the run before is taken for one of this. */
async function retryDocument({ store, queues }: ParkedParts, documentId: string): Promise<DocumentSummary> {
  const document = await known(store, documentId)
  const { state, failure, generation } = document
  if ((state !== 'parked' && state !== 'dismissed') || !failure) return document
  const original = await stat(store.originalPath(documentId)).catch(() => undefined)
  if (!original) throw new RihlaError('original-absent', `its bytes were not kept: ${nameOf(document)}`)
  const retried = await store.update(documentId, { state: lastBefore(failure), generation: generation + 1 })
  await sendOn(queues, retried)
  return retried
}

async function dismissDocument({ store, queues }: ParkedParts, documentId: string): Promise<DocumentSummary> {
  const document = await known(store, documentId)
  const { state } = document
  if (state !== 'parked' && state !== 'dismissed')
    throw new RihlaError('document-not-parked', `the document is ${state}: ${nameOf(document)}`)
  const dismissed = state === 'dismissed' ? document : await store.update(documentId, { state: 'dismissed' })
  // its job, kept as failed until now, is of no more use; who was cut off before does it now
  await queues.remove(dismissed)
  return dismissed
}

/** What each stage takes. */
const before: Record<Failure['stage'], DocumentState> = {
  ingest: 'stored',
  parse: 'stored',
  recognise: 'parsed',
  extract: 'recognised',
  index: 'extracted',
}

/** What lies in the store may be what is damaged: then everything is made anew from the original. */
const lastBefore = ({ code, stage }: Failure): DocumentState => (code === 'store-damaged' ? 'stored' : before[stage])

async function* eachParked(
  { store }: ParkedParts,
  { code }: { code?: string },
  act: (documentId: string) => Promise<DocumentSummary>,
): AsyncGenerator<ParkedEvent> {
  const parked = (await Array.fromAsync(documentsWith(store, 'parked'))).filter(
    ({ failure }) => code === undefined || failure?.code === code,
  )
  let refused = 0
  yield { kind: 'progress', done: 0, total: parked.length }
  for (const [done, { documentId, names }] of parked.entries()) {
    const about = { kind: 'document' as const, documentId, ...(names[0] !== undefined && { name: names[0] }) }
    try {
      await act(documentId)
      yield about
    } catch (error) {
      // a queue or a store that is away is away for all that follow
      if (!(error instanceof RihlaError) || !error.permanent) throw error
      refused++
      yield { ...about, refused: { code: error.code, message: messageOf(error) } }
    }
    if ((done + 1) % progressEvery === 0) yield { kind: 'progress', done: done + 1, total: parked.length }
  }
  yield { kind: 'report', documents: parked.length, changed: parked.length - refused, refused }
}

async function known(store: ParkedParts['store'], documentId: string): Promise<DocumentSummary> {
  const document = await store.document(documentId)
  if (!document) throw new RihlaError('document-unknown', `there is no document ${documentId}`)
  return document
}

const nameOf = ({ documentId, names }: DocumentSummary): string => names[0] ?? documentId
