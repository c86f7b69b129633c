import type { OpsStatus } from '../contracts/ops.ts'
import { IncompletenessCode, incompletenessMeanings } from '../contracts/incompleteness.ts'
import type { DocumentCounts } from '../contracts/store.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { remedyOf } from '../errors.ts'
import { documentEntry } from './answers.ts'
import { oldestWaiting } from './oldest-waiting.ts'
import { readingStatus } from './reading-status.ts'
import type { ServerParts } from './server-parts.ts'
import { sizesNow } from './sizes.ts'

/** Of each group so many documents are shown; the others are listed by GET /documents. */
const shownOfGroup = 10

/** All that an operator looks at, as it is now. */
export async function opsStatus({
  store,
  queues,
  index,
  throughput,
  reading,
  version,
}: ServerParts): Promise<OpsStatus> {
  const [counts, queueCounts, waitingSince, workers, oldest, paused] = await Promise.all([
    store.counts(),
    queues.counts(),
    queues.oldestWaiting(),
    queues.workersSeen(),
    oldestWaiting(store),
    queues.paused(),
  ])
  const queue = (stage: keyof typeof queueCounts) => ({
    ...queueCounts[stage],
    paused: paused.includes(stage),
    ...(waitingSince[stage] && { oldestWaitingAt: waitingSince[stage] }),
  })
  return {
    version,
    at: new Date().toISOString(),
    documents: { total: counts.total, byOutcome: counts.byOutcome },
    throughput: throughput.look(counts.byOutcome.working),
    reading: await readingStatus(store, reading),
    sizes: await sizesNow({ store, index }),
    queues: { parse: queue('parse'), recognise: queue('recognise'), extract: queue('extract'), index: queue('index') },
    ...(oldest && { oldestWaiting: oldest }),
    failures: await failuresByCode(store, counts),
    partial: await partialByCode(store, counts),
    workers,
  }
}

async function failuresByCode(
  store: ServerParts['store'],
  { byCode, byOutcome }: DocumentCounts,
): Promise<OpsStatus['failures']> {
  const { documents } = await store.documents({ outcome: 'parked', size: byOutcome.parked })
  const newest = newestOf(documents, ({ failure }) => (failure ? [failure.code] : []))
  return mostFirst(byCode).map(([code, count]) => {
    const failed = (newest.get(code) ?? []).flatMap((document) => {
      const { failure } = documentEntry(document)
      return failure ? [{ ...named(document), failure }] : []
    })
    return { code, count, remedy: remedyOf(code), documents: failed }
  })
}

async function partialByCode(
  store: ServerParts['store'],
  { byLoss, byOutcome }: DocumentCounts,
): Promise<OpsStatus['partial']> {
  const { documents } = await store.documents({ outcome: 'partial', size: byOutcome.partial })
  const newest = newestOf(documents, ({ incomplete }) => new Set(incomplete.map(({ code }) => code)))
  return mostFirst(byLoss).map(([name, count]) => {
    const code = IncompletenessCode.parse(name)
    const lacking = (newest.get(code) ?? []).flatMap((document) => {
      const loss = document.incomplete.find((one) => one.code === code)
      return loss ? [{ ...named(document), message: loss.message }] : []
    })
    return { code, count, meaning: incompletenessMeanings[code], documents: lacking }
  })
}

/** Of each group the first few of the documents, in one look at all of them. */
function newestOf(
  documents: readonly DocumentSummary[],
  groupsOf: (document: DocumentSummary) => Iterable<string>,
): Map<string, DocumentSummary[]> {
  const newest = new Map<string, DocumentSummary[]>()
  for (const document of documents)
    for (const group of groupsOf(document)) {
      const shown = newest.get(group)
      if (!shown) newest.set(group, [document])
      else if (shown.length < shownOfGroup) shown.push(document)
    }
  return newest
}

const mostFirst = (counts: Record<string, number>): [string, number][] =>
  Object.entries(counts).toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))

const named = ({ documentId, names }: DocumentSummary) => ({ documentId, name: names[0] ?? documentId })
