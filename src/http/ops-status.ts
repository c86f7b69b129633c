import type { OpsStatus } from '../contracts/ops.ts'
import { type IncompletenessCode, incompletenessMeanings } from '../contracts/incompleteness.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { remedyOf } from '../errors.ts'
import { documentEntry } from './answers.ts'
import { oldestWaiting } from './oldest-waiting.ts'
import type { ServerParts } from './server-parts.ts'

/** Of each group so many documents are shown; the others are listed by GET /documents. */
const shownOfGroup = 10
/** Partial documents are grouped in memory: of more than these, the newest are. */
const mostPartial = 10_000

/** All that an operator looks at, as it is now. */
export async function opsStatus({ store, queues, throughput, version }: ServerParts): Promise<OpsStatus> {
  const [counts, queueCounts, waitingSince, workers, oldest] = await Promise.all([
    store.counts(),
    queues.counts(),
    queues.oldestWaiting(),
    queues.workersSeen(),
    oldestWaiting(store),
  ])
  const queue = (stage: keyof typeof queueCounts) => ({
    ...queueCounts[stage],
    ...(waitingSince[stage] && { oldestWaitingAt: waitingSince[stage] }),
  })
  return {
    version,
    at: new Date().toISOString(),
    documents: { total: counts.total, byOutcome: counts.byOutcome },
    throughput: throughput.look(counts.byOutcome.working),
    queues: { parse: queue('parse'), recognise: queue('recognise'), extract: queue('extract'), index: queue('index') },
    ...(oldest && { oldestWaiting: oldest }),
    failures: await failuresByCode(store, counts.byCode),
    partial: await partialByCode(store),
    workers,
  }
}

async function failuresByCode(
  store: ServerParts['store'],
  byCode: Record<string, number>,
): Promise<OpsStatus['failures']> {
  const codes = Object.entries(byCode).toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
  return Promise.all(
    codes.map(async ([code, count]) => {
      const { documents } = await store.documents({ outcome: 'parked', code, size: shownOfGroup })
      const failed = documents.flatMap((document) => {
        const { failure } = documentEntry(document)
        return failure ? [{ ...named(document), failure }] : []
      })
      return { code, count, remedy: remedyOf(code), documents: failed }
    }),
  )
}

async function partialByCode(store: ServerParts['store']): Promise<OpsStatus['partial']> {
  const { documents } = await store.documents({ outcome: 'partial', size: mostPartial })
  const groups = new Map<IncompletenessCode, OpsStatus['partial'][number]>()
  for (const document of documents) {
    for (const { code, message } of new Map(document.incomplete.map((loss) => [loss.code, loss])).values()) {
      const group = groups.get(code) ?? { code, count: 0, meaning: incompletenessMeanings[code], documents: [] }
      groups.set(code, group)
      group.count++
      if (group.documents.length < shownOfGroup) group.documents.push({ ...named(document), message })
    }
  }
  return [...groups.values()].toSorted((one, other) => other.count - one.count)
}

const named = ({ documentId, names }: DocumentSummary) => ({ documentId, name: names[0] ?? documentId })
