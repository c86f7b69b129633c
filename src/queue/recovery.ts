import type { StageQueues } from '../contracts/queue.ts'
import type { Log } from '../contracts/stage-context.ts'
import type { Store } from '../contracts/store.ts'
import type { DocumentSummary, Outcome } from '../contracts/stored-document.ts'
import { sendOn } from './send-on.ts'

type Parts = {
  store: Pick<Store, 'documents' | 'update'>
  queues: Pick<StageQueues, 'add'>
  index: { needsRebuild(): Promise<boolean>; markRebuilt(): Promise<void> }
  log: Log
}

/**
 * Brings queue and index to what the store says: documents that an index has lost wait for it again, and every document
 * that has not ended is queued at the stage that it waits for. Safe to repeat and to cut off.
 */
export async function recoverDocuments({ store, queues, index, log }: Parts): Promise<{ queued: number }> {
  if (await index.needsRebuild()) {
    let lost = 0
    for (const outcome of ['done', 'partial'] as const)
      for await (const { documentId, generation } of documentsWith(store, outcome)) {
        await store.update(documentId, { state: 'extracted', generation: generation + 1 })
        lost++
      }
    // From here the records say what is missing: a new index is no longer a reason to look through them.
    await index.markRebuilt()
    if (lost > 0) log.warn({ documents: lost }, 'index is new: documents are indexed again')
  }
  let queued = 0
  for await (const document of documentsWith(store, 'working')) {
    await sendOn(queues, document)
    queued++
  }
  if (queued > 0) log.info({ documents: queued }, 'documents go on where they were')
  return { queued }
}

/** Every document of that outcome, newest first. */
export async function* documentsWith(
  store: Pick<Store, 'documents'>,
  outcome: Outcome,
): AsyncGenerator<DocumentSummary> {
  let cursor: string | undefined
  do {
    const batch = await store.documents({ outcome, size: 500, ...(cursor !== undefined && { cursor }) })
    yield* batch.documents
    cursor = batch.cursor
  } while (cursor !== undefined)
}
