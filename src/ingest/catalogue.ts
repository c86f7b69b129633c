import type { DocumentCounts, DocumentFilter } from '../contracts/store.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { RihlaError } from '../errors.ts'

/** Every document's summary in memory, for lists and counts. */
export type Catalogue = {
  get(documentId: string): DocumentSummary | undefined
  /** True where the summary differs from the one held. */
  set(summary: DocumentSummary): boolean
  delete(documentId: string): void
  /** Newest first. */
  list(filter: DocumentFilter): { documents: DocumentSummary[]; total: number; cursor?: string }
  counts(): DocumentCounts
}

export function makeCatalogue(): Catalogue {
  const summaries = new Map<string, DocumentSummary>()
  // Sorted when first asked for; only documents that come and go spoil it, since a document never changes its place.
  let sorted: string[] | undefined

  function newestFirst(): DocumentSummary[] {
    sorted ??= [...summaries.values()]
      .map(keyOf)
      .sort((one, other) => compareKeys(other, one))
      .map((key) => key.slice(-64))
    return sorted.flatMap((documentId) => summaries.get(documentId) ?? [])
  }

  return {
    get: (documentId) => summaries.get(documentId),
    set(summary) {
      const before = summaries.get(summary.documentId)
      if (before && JSON.stringify(before) === JSON.stringify(summary)) return false
      summaries.set(summary.documentId, summary)
      if (before?.receivedAt !== summary.receivedAt) sorted = undefined
      return true
    },
    delete(documentId) {
      if (summaries.delete(documentId)) sorted = undefined
    },
    list(filter) {
      const after = filter.cursor === undefined ? undefined : keyOfCursor(filter.cursor)
      const matching = newestFirst().filter((summary) => matches(summary, filter))
      const start = after === undefined ? 0 : matching.findIndex((summary) => compareKeys(keyOf(summary), after) < 0)
      const documents = start === -1 ? [] : matching.slice(start, start + filter.size)
      const more = start !== -1 && start + filter.size < matching.length
      const last = documents.at(-1)
      const cursor = more && last ? { cursor: Buffer.from(keyOf(last)).toString('base64url') } : {}
      return { documents, total: matching.length, ...cursor }
    },
    counts: () => countsOf(summaries.values()),
  }
}

function matches(summary: DocumentSummary, { outcome, code, name }: DocumentFilter): boolean {
  if (outcome && summary.outcome !== outcome) return false
  if (code && summary.failure?.code !== code && !summary.incomplete.some((loss) => loss.code === code)) return false
  if (!name) return true
  const wanted = name.toLowerCase()
  return [summary.title ?? '', ...summary.names].some((text) => text.toLowerCase().includes(wanted))
}

function countsOf(summaries: Iterable<DocumentSummary>): DocumentCounts {
  const counts: DocumentCounts = {
    total: 0,
    byOutcome: { working: 0, done: 0, partial: 0, parked: 0, dismissed: 0 },
    byCode: {},
  }
  for (const { outcome, failure } of summaries) {
    counts.total++
    counts.byOutcome[outcome]++
    if (failure && outcome === 'parked') counts.byCode[failure.code] = (counts.byCode[failure.code] ?? 0) + 1
  }
  return counts
}

/** Where a document stands in the list: by the time it came, then by its id. */
const keyOf = ({ receivedAt, documentId }: DocumentSummary): string => `${receivedAt} ${documentId}`

const compareKeys = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

function keyOfCursor(cursor: string): string {
  const key = Buffer.from(cursor, 'base64url').toString()
  // "2024-05-17T09:30:00.000Z 3f9a…": a time, a blank, the 64 digits of an id
  if (!/^[0-9T:.Z-]+ [0-9a-f]{64}$/.test(key)) throw new RihlaError('request-invalid', 'cursor is none of this list')
  return key
}
