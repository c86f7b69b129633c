import type { Reading } from '../contracts/reading.ts'
import type { DocumentCounts } from '../contracts/store.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'

/** Counts that follow every change, so that nobody who asks for them waits until all documents were looked through. */
export type Tallies = {
  /** A summary takes the place of another; none where the document came, or went. */
  replace: (before: DocumentSummary | undefined, after: DocumentSummary | undefined) => void
  counts(): DocumentCounts
  countOutdated(reading: Reading): number
  oldestWorking(): DocumentSummary | undefined
}

export function makeTallies(): Tallies {
  const byOutcome: DocumentCounts['byOutcome'] = { working: 0, done: 0, partial: 0, parked: 0, dismissed: 0 }
  const byCode = new Map<string, number>()
  const byLoss = new Map<string, number>()
  const byReading = new Map<string, number>()
  const working = new Map<string, DocumentSummary>()
  let total = 0
  let originalsBytes = 0

  function count(summary: DocumentSummary, by: 1 | -1): void {
    const { documentId, outcome, state, failure, incomplete } = summary
    total += by
    // of what was refused at the door nothing was kept
    if (failure?.stage !== 'ingest') originalsBytes += by * summary.sizeBytes
    byOutcome[outcome] += by
    if (failure && outcome === 'parked') add(byCode, failure.code, by)
    if (outcome === 'partial') for (const code of new Set(incomplete.map((loss) => loss.code))) add(byLoss, code, by)
    if (state === 'indexed') add(byReading, keyOf(summary), by)
    if (outcome === 'working' && by > 0) working.set(documentId, summary)
    else working.delete(documentId)
  }

  return {
    replace(before, after) {
      if (before) count(before, -1)
      if (after) count(after, 1)
    },
    counts: () => ({
      total,
      originalsBytes,
      byOutcome: { ...byOutcome },
      byCode: Object.fromEntries(byCode),
      byLoss: Object.fromEntries(byLoss),
    }),
    countOutdated(reading) {
      const current = byReading.get(keyOf(reading)) ?? 0
      return [...byReading.values()].reduce((sum, documents) => sum + documents, 0) - current
    },
    oldestWorking() {
      let oldest: DocumentSummary | undefined
      for (const summary of working.values()) if (!oldest || cameBefore(summary, oldest)) oldest = summary
      return oldest
    },
  }
}

function add(counts: Map<string, number>, name: string, by: number): void {
  const count = (counts.get(name) ?? 0) + by
  if (count === 0) counts.delete(name)
  else counts.set(name, count)
}

const keyOf = ({ parserVersion, rulesVersion }: Pick<DocumentSummary, keyof Reading>): string =>
  `${parserVersion} ${rulesVersion}`

function cameBefore(one: DocumentSummary, other: DocumentSummary): boolean {
  if (one.receivedAt !== other.receivedAt) return one.receivedAt < other.receivedAt
  return one.documentId < other.documentId
}
