import type { DocumentFilter } from '../contracts/store.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { RihlaError } from '../errors.ts'
import { makeTallies, type Tallies } from './tallies.ts'

/** Every document's summary in memory, for lists and counts. */
export type Catalogue = {
  get(documentId: string): DocumentSummary | undefined
  /** True where the summary differs from the one held. */
  set(summary: DocumentSummary): boolean
  delete(documentId: string): void
  /** Newest first. */
  list(filter: DocumentFilter): { documents: DocumentSummary[]; total: number; cursor?: string }
} & Omit<Tallies, 'replace'>

/** A place in the list, and what stands there now. */
type Entry = { readonly key: string; summary: DocumentSummary }

export function makeCatalogue(): Catalogue {
  const entries = new Map<string, Entry>()
  const { replace, ...tallies } = makeTallies()
  // Sorted when first asked for; only documents that come and go spoil it, since a document never changes its place.
  let sorted: Entry[] | undefined

  const newestFirst = (): readonly Entry[] =>
    (sorted ??= [...entries.values()].sort((one, other) => compareKeys(other.key, one.key)))

  return {
    get: (documentId) => entries.get(documentId)?.summary,
    set(summary) {
      const entry = entries.get(summary.documentId)
      if (entry && JSON.stringify(entry.summary) === JSON.stringify(summary)) return false
      replace(entry?.summary, summary)
      const key = keyOf(summary)
      if (entry?.key === key) {
        entry.summary = summary
        return true
      }
      entries.set(summary.documentId, { key, summary })
      sorted = undefined
      return true
    },
    delete(documentId) {
      replace(entries.get(documentId)?.summary, undefined)
      if (entries.delete(documentId)) sorted = undefined
    },
    list(filter) {
      const after = filter.cursor === undefined ? undefined : keyOfCursor(filter.cursor)
      const shown: Entry[] = []
      let total = 0
      let more = false
      for (const entry of newestFirst()) {
        if (!matches(entry.summary, filter)) continue
        total++
        if (after !== undefined && entry.key >= after) continue
        if (shown.length < filter.size) shown.push(entry)
        else more = true
      }
      const last = shown.at(-1)
      const cursor = more && last ? { cursor: Buffer.from(last.key).toString('base64url') } : {}
      return { documents: shown.map(({ summary }) => summary), total, ...cursor }
    },
    ...tallies,
  }
}

function matches(summary: DocumentSummary, { outcome, code, name }: DocumentFilter): boolean {
  if (outcome && summary.outcome !== outcome) return false
  if (code && summary.failure?.code !== code && !summary.incomplete.some((loss) => loss.code === code)) return false
  if (!name) return true
  const wanted = name.toLowerCase()
  return [summary.title ?? '', ...summary.names].some((text) => text.toLowerCase().includes(wanted))
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
