import type { ReindexEvent } from '../contracts/operations.ts'
import type { RegisterRow } from '../contracts/registers.ts'
import type { IndexDocument } from '../contracts/search.ts'
import type { Store } from '../contracts/store.ts'
import { RihlaError } from '../errors.ts'
import type { RegisterIndex } from '../search/register-index.ts'
import type { IndexRebuild, SearchIndex } from '../search/search-index.ts'

export type ReindexParts = {
  store: Pick<Store, 'document' | 'documentIds'>
  index: Pick<SearchIndex, 'write' | 'remove' | 'documents' | 'rebuild'>
  registers: Pick<RegisterIndex, 'write' | 'remove'>
  /** Makes what index and registers keep of a document from the store. */
  read: (documentId: string) => Promise<{ document: IndexDocument; rows: readonly RegisterRow[] }>
}

const progressEvery = 20
/** So often the new index may lag behind before it is said that it never catches up. */
const mostRounds = 20

/** `reindex`, one at a time: throws `reindex-running` at the first event while another runs, in this or another process. */
export function reindexing(parts: ReindexParts) {
  let running = false
  return async function* (options: { dropOld: boolean }): AsyncGenerator<ReindexEvent> {
    if (running) throw new RihlaError('reindex-running', 'the index is being built anew already')
    running = true
    try {
      yield* reindex(parts, options)
    } finally {
      running = false
    }
  }
}

/**
 * Writes every document of the store into a new index beside the live one, and swaps them once it lacks nothing that the
 * live one holds. Cut off, it goes on the next time where it was. An index without a second one is written in place,
 * where each document is replaced in one step. Registers are written anew in place, document by document: never empty.
 */
async function* reindex(parts: ReindexParts, { dropOld }: { dropOld: boolean }): AsyncGenerator<ReindexEvent> {
  const rebuild = await parts.index.rebuild?.()
  try {
    yield* writeAll(parts, { rebuild, dropOld })
  } finally {
    await rebuild?.close()
  }
}

async function* writeAll(
  parts: ReindexParts,
  { rebuild, dropOld }: { rebuild: IndexRebuild | undefined; dropOld: boolean },
): AsyncGenerator<ReindexEvent> {
  const { store, index } = parts
  const began = performance.now()
  const held = rebuild ? await heldBy(rebuild) : new Map<string, number>()
  const ids = await indexedDocuments(store)
  let written = 0
  let resumed = 0
  const progress = (): ReindexEvent => {
    const rate = (written - resumed) / (performance.now() - began)
    const secondsLeft = rate > 0 ? Math.round((ids.size - written) / rate / 100) / 10 : undefined
    return { kind: 'progress', written, total: ids.size, resumed, ...(secondsLeft !== undefined && { secondsLeft }) }
  }
  yield progress()
  for (const [documentId, passageCount] of ids) {
    if (held.get(documentId) === passageCount) resumed++
    else await writeAnew(parts, rebuild ?? index, documentId)
    written++
    if (written % progressEvery === 0) yield progress()
  }
  const caughtUp = rebuild ? await catchUp(parts, rebuild) : 0
  const old = await rebuild?.swap()
  if (dropOld) await old?.dropOld()
  yield progress()
  const seconds = Math.round((performance.now() - began) / 100) / 10
  yield { kind: 'report', documents: ids.size, resumed, caughtUp, seconds, oldKept: old !== undefined && !dropOld }
}

/** Documents that were confirmed, with their passages. */
async function indexedDocuments(store: ReindexParts['store']): Promise<Map<string, number>> {
  const ids = new Map<string, number>()
  for await (const documentId of store.documentIds()) {
    const document = await store.document(documentId)
    if (document?.state === 'indexed') ids.set(documentId, document.passageCount ?? 0)
  }
  return ids
}

/** Until nothing that the live index holds is missing: writers have written to both since the new one was begun. */
async function catchUp(parts: ReindexParts, rebuild: IndexRebuild): Promise<number> {
  let caughtUp = 0
  for (let round = 1; round <= mostRounds; round++) {
    const live = await heldBy(parts.index)
    const held = await heldBy(rebuild)
    const missing = [...live].filter(([documentId, passages]) => held.get(documentId) !== passages)
    // A document whose text is read otherwise by this version has another number of passages: once written, it is right.
    const left = round === 1 ? missing : missing.filter(([documentId]) => !held.has(documentId))
    if (left.length === 0) return caughtUp
    for (const [documentId] of left) await writeAnew(parts, rebuild, documentId)
    caughtUp += left.length
  }
  throw new RihlaError('index-unavailable', `the new index did not catch up in ${mostRounds} rounds: begin it again`)
}

/** A document that is forgotten meanwhile is not written, or removed again. */
async function writeAnew(
  { store, index, registers, read }: ReindexParts,
  target: Pick<IndexRebuild, 'write'>,
  documentId: string,
): Promise<void> {
  try {
    const { document, rows } = await read(documentId)
    // first, so that whatever is found in a second index that was begun has its rows
    await registers.write(documentId, rows)
    await target.write(document)
  } catch (error) {
    if (await store.document(documentId)) throw error
  }
  if (await store.document(documentId)) return
  await index.remove(documentId)
  await registers.remove(documentId)
}

async function heldBy(index: Pick<IndexRebuild, 'documents'>): Promise<Map<string, number>> {
  const held = new Map<string, number>()
  for await (const { documentId, passageCount } of index.documents()) held.set(documentId, passageCount)
  return held
}
