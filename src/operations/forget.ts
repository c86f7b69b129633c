import type { StageQueues } from '../contracts/queue.ts'
import type { Store } from '../contracts/store.ts'
import type { Log } from '../contracts/stage-context.ts'
import type { Tombstone } from '../contracts/tombstones.ts'
import { RihlaError } from '../errors.ts'
import type { RegisterIndex } from '../search/register-index.ts'
import type { SearchIndex } from '../search/search-index.ts'
import type { SearchFiles } from '../searches/saved-searches.ts'

export type ForgetParts = {
  store: Pick<Store, 'document' | 'bury' | 'tombstone' | 'tombstones'>
  queues: Pick<StageQueues, 'remove'>
  index: Pick<SearchIndex, 'remove' | 'refresh'>
  registers: Pick<RegisterIndex, 'remove'>
  searches: Pick<SearchFiles, 'forget'>
}

/**
 * Removes all that there is of a document, and leaves a tombstone. The tombstone is written first: whatever cuts this off,
 * `finishForgetting` goes on with it at the next start. Safe to repeat.
 */
export async function forget(
  parts: ForgetParts,
  { documentId, by, reason }: { documentId: string; by: string; reason: string },
): Promise<Tombstone> {
  const document = await parts.store.document(documentId).catch(unreadable)
  const before = await parts.store.tombstone(documentId)
  if (!document && !before) throw new RihlaError('document-unknown', `there is no document ${documentId}`)
  if (!document && before?.finished) return before
  const begun = before ?? {
    schema: 1 as const,
    documentId,
    generation: document?.generation ?? 0,
    forgottenAt: new Date().toISOString(),
    by,
    reason,
    finished: false,
  }
  return finish(parts, begun)
}

/** Goes on with every document the forgetting of which was cut off. */
export async function finishForgetting(parts: ForgetParts, log: Log): Promise<{ finished: number }> {
  let finished = 0
  for await (const tombstone of parts.store.tombstones()) {
    if (tombstone.finished) continue
    await finish(parts, tombstone)
    finished++
  }
  if (finished > 0) log.warn({ documents: finished }, 'documents that were half forgotten were forgotten')
  return { finished }
}

/** In this order: a job that still runs finds no document any more, and removes itself what it has written to the index. */
async function finish(
  { store, queues, index, registers, searches }: ForgetParts,
  begun: Tombstone,
): Promise<Tombstone> {
  const { documentId, generation } = begun
  await store.bury({ ...begun, finished: false })
  await queues.remove({ documentId, generation })
  await index.remove(documentId)
  await registers.remove(documentId)
  await searches.forget(documentId)
  await index.refresh()
  return store.bury({ ...begun, finished: true })
}

/** A document whose record is broken can be forgotten like any other. */
function unreadable(error: unknown) {
  if (error instanceof RihlaError && error.code === 'store-damaged') return { generation: 0 }
  throw error
}
