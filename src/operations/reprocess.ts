import type { ParkedEvent } from '../contracts/operations.ts'
import type { StageQueues } from '../contracts/queue.ts'
import { outdatedFrom, type Reading } from '../contracts/reading.ts'
import type { Store } from '../contracts/store.ts'
import { documentsWith } from '../queue/recovery.ts'
import { sendOn } from '../queue/send-on.ts'

export type ReprocessParts = {
  store: Pick<Store, 'document' | 'documents' | 'update'>
  queues: Pick<StageQueues, 'add'>
  /** What reads documents here and now. */
  reading: Reading
}

const progressEvery = 25

/**
 * Sends every searchable document that an older parser or older rules have read through the stages that would make it
 * otherwise; corrections are applied to what they make. Safe to repeat and to cut off: what was sent is no more outdated.
 * Until it is through, each is found as it was.
 */
export async function* reprocessOutdated({ store, queues, reading }: ReprocessParts): AsyncGenerator<ParkedEvent> {
  const outdated: string[] = []
  for (const outcome of ['done', 'partial'] as const)
    for await (const document of documentsWith(store, outcome))
      if (outdatedFrom(document, reading)) outdated.push(document.documentId)
  let changed = 0
  yield { kind: 'progress', done: 0, total: outdated.length }
  for (const [done, documentId] of outdated.entries()) {
    // it may have been corrected, forgotten or sent through meanwhile
    const document = await store.document(documentId)
    const state = document && outdatedFrom(document, reading)
    if (state) {
      await sendOn(queues, await store.update(documentId, { state, generation: document.generation + 1 }))
      changed++
      const [name] = document.names
      yield { kind: 'document', documentId, ...(name !== undefined && { name }) }
    }
    if ((done + 1) % progressEvery === 0) yield { kind: 'progress', done: done + 1, total: outdated.length }
  }
  yield { kind: 'report', documents: outdated.length, changed, refused: 0 }
}
