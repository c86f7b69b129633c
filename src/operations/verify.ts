import type { VerifyEvent, VerifyFault, VerifyReport } from '../contracts/operations.ts'
import type { StageQueues } from '../contracts/queue.ts'
import type { Store } from '../contracts/store.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { nextStage } from '../queue/stage-steps.ts'
import { isRecent } from '../queue/recent.ts'
import { sendOn } from '../queue/send-on.ts'
import type { RegisterIndex } from '../search/register-index.ts'
import type { SearchIndex } from '../search/search-index.ts'
import { forget, type ForgetParts } from './forget.ts'
import { originalFault } from './original-fault.ts'

export type VerifyParts = ForgetParts & {
  store: Pick<Store, 'document' | 'documentIds' | 'originalPath' | 'readParsed' | 'readExtracted' | 'update'>
  queues: Pick<StageQueues, 'add' | 'holds'>
  index: Pick<SearchIndex, 'documents'>
  registers: Pick<RegisterIndex, 'documents'>
  /** What the index stage would write of the document. */
  read: (documentId: string) => Promise<{ rows: readonly unknown[] }>
}

type Found = Pick<VerifyFault, 'documentId' | 'fault' | 'message'> & { name?: string; mend?: () => Promise<void> }

const progressEvery = 50
/** A document that moved just now may be between two queues, or written and not yet recorded. */
const quietMilliseconds = 2_000

/**
 * Holds store, queue and index against each other, and each original against its hash, beside everything that runs.
 * What is on its way is looked at twice, so that nothing is called wrong that only moved meanwhile.
 */
export async function* verify(parts: VerifyParts, { fix }: { fix: boolean }): AsyncGenerator<VerifyEvent> {
  const began = Date.now()
  const indexed = new Map<string, number>()
  for await (const { documentId, passageCount } of parts.index.documents()) indexed.set(documentId, passageCount)
  const listed = new Map<string, number>()
  for await (const { documentId, rowCount } of parts.registers.documents()) listed.set(documentId, rowCount)
  const ids = await Array.fromAsync(parts.store.documentIds())
  const report: VerifyReport = { kind: 'report', documents: ids.length, faults: 0, mended: 0, byFault: {} }
  const tell = async (found: Found): Promise<VerifyFault> => {
    const { mend, ...fault } = found
    if (fix) await mend?.()
    const mended = fix && mend !== undefined
    report.faults++
    if (mended) report.mended++
    report.byFault[found.fault] = (report.byFault[found.fault] ?? 0) + 1
    return { kind: 'fault', ...fault, mended }
  }
  const moving: string[] = []
  for (const [checked, documentId] of ids.entries()) {
    if (checked % progressEvery === 0) yield { kind: 'progress', checked, total: ids.length }
    const read = await readRecord(parts, documentId)
    if (!read) continue
    if ('fault' in read) {
      yield await tell(read)
      continue
    }
    const damage = await originalFault(parts.store, read)
    if (damage) yield await tell({ ...damage, documentId, ...nameOf(read) })
    const inIndex = indexed.get(documentId)
    const inRegisters = listed.get(documentId) ?? 0
    indexed.delete(documentId)
    listed.delete(documentId)
    if (nextStage(read.state)) moving.push(documentId)
    else if (read.state === 'indexed' && !isRecent(read.stateAt, quietMilliseconds, began)) {
      const found = indexFault(parts, read, inIndex) ?? (await rowsFault(parts, read, inRegisters))
      if (found) yield await tell(found)
    }
  }
  yield { kind: 'progress', checked: ids.length, total: ids.length }
  for (const documentId of moving) {
    const found = await queueFault(parts, documentId)
    if (found) yield await tell(found)
  }
  for await (const { documentId, finished, by, reason } of parts.store.tombstones()) {
    if (finished) continue
    indexed.delete(documentId)
    listed.delete(documentId)
    const mend = async () => void (await forget(parts, { documentId, by, reason }))
    yield await tell({ documentId, fault: 'half-forgotten', message: 'its forgetting was cut off', mend })
  }
  for (const documentId of new Set([...indexed.keys(), ...listed.keys()])) {
    if (await parts.store.document(documentId).catch(() => true)) continue
    const mend = async () => {
      await parts.index.remove(documentId)
      await parts.registers.remove(documentId)
    }
    yield await tell({
      documentId,
      fault: 'unknown-in-index',
      message: 'the index holds what the store does not know',
      mend,
    })
  }
  yield report
}

async function readRecord({ store }: VerifyParts, documentId: string): Promise<DocumentSummary | Found | undefined> {
  try {
    return await store.document(documentId)
  } catch (error) {
    return { documentId, fault: 'record-damaged', message: messageOf(error) }
  }
}

/** What the record says was confirmed, against what is there. */
function indexFault(parts: VerifyParts, document: DocumentSummary, inIndex: number | undefined): Found | undefined {
  const { documentId, passageCount = 0 } = document
  if (inIndex === passageCount) return undefined
  const mend = () => indexAgain(parts, document)
  const about = { documentId, ...nameOf(document), mend }
  if (inIndex === undefined) return { ...about, fault: 'not-in-index', message: 'the index has lost it' }
  const message = `the index holds ${inIndex} passages of it, and ${passageCount} were written`
  return { ...about, fault: 'passages-differ', message }
}

/** Rows are made of what the store holds; where that is damaged, the document is made anew from its original. */
async function rowsFault(parts: VerifyParts, document: DocumentSummary, held: number): Promise<Found | undefined> {
  const { documentId } = document
  const mend = () => indexAgain(parts, document)
  const about = { documentId, ...nameOf(document), fault: 'rows-differ' as const, mend }
  try {
    const { rows } = await parts.read(documentId)
    if (rows.length === held) return undefined
    return { ...about, message: `the registers hold ${held} rows of it, and ${rows.length} belong there` }
  } catch (error) {
    if (!(error instanceof RihlaError) || !error.permanent) throw error
    return { ...about, message: `what belongs in the registers cannot be told: ${messageOf(error)}` }
  }
}

async function indexAgain({ store, queues }: VerifyParts, { documentId, generation }: DocumentSummary): Promise<void> {
  const state = await lastReadable(store, documentId)
  await sendOn(queues, await store.update(documentId, { state, generation: generation + 1 }))
}

/** What lies in the store may be damaged as well: then it is made anew from the original. */
async function lastReadable(store: VerifyParts['store'], documentId: string): Promise<'extracted' | 'stored'> {
  try {
    await Promise.all([store.readParsed(documentId), store.readExtracted(documentId)])
    return 'extracted'
  } catch (error) {
    if (error instanceof RihlaError && error.code === 'store-damaged') return 'stored'
    throw error
  }
}

/** Asked twice, with a wait between: in the meantime another stage may have taken the document over. */
async function queueFault({ store, queues }: VerifyParts, documentId: string): Promise<Found | undefined> {
  for (let attempt = 1; ; attempt++) {
    const document = await store.document(documentId)
    const stage = document && nextStage(document.state)
    if (!stage || (await queues.holds(stage, document))) return undefined
    if (attempt > 1 && !isRecent(document.stateAt, quietMilliseconds)) {
      const message = `it waits for stage ${stage}, and no queue holds it`
      const mend = () => sendOn(queues, document)
      return { documentId, ...nameOf(document), fault: 'not-queued', message, mend }
    }
    const quiet = Date.now() - Date.parse(document.stateAt)
    const left = Math.min(quietMilliseconds, quietMilliseconds - quiet)
    await new Promise((resolve) => setTimeout(resolve, Math.max(20, left)))
  }
}

function nameOf({ names: [name] }: DocumentSummary): { name?: string } {
  return name === undefined ? {} : { name }
}
