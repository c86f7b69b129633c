import type { RegisterRequest, RegisterSort } from '../contracts/registers.ts'
import { rowsQuery } from './elasticsearch-register-query.ts'
import { bucketsOf, type WalkOptions } from './elasticsearch-register-walk.ts'
import type { RowWriter } from './elasticsearch-register-write.ts'
import type { RegisterCursor } from './register-cursor.ts'

/** An entry and what it is sorted by. */
type Sorted = Pick<RegisterCursor, 'sorted' | 'entry'>

/**
 * The first entries in the order asked for, behind those of the cursor, one more than the page holds if there are so
 * many; and how many match in all. Every entry is looked at, and only the best so far are kept.
 */
export async function entriesInOrder(
  rows: RowWriter,
  { register, filters, sort, size }: RegisterRequest,
  after: Sorted | undefined,
): Promise<{ found: Sorted[]; total: number }> {
  const compare = inOrderOf(sort)
  let best: Sorted[] = []
  let total = 0
  for await (const entry of sortedEntries(rows, { register, filters, sort })) {
    total++
    if (after && compare(entry, after) <= 0) continue
    if (best.push(entry) >= 4 * (size + 1) + 1_000) best = best.toSorted(compare).slice(0, size + 1)
  }
  return { found: best.toSorted(compare).slice(0, size + 1), total }
}

const walks: Record<RegisterSort, Pick<WalkOptions, 'by' | 'metrics'>> = {
  documents: { by: 'documentId' },
  label: { by: 'label' },
  value: { metrics: ['value'] },
  year: { metrics: ['year'] },
  new: { metrics: ['received'] },
}

const mostCounted = 9_999_999

/** Each entry once. By documents, then by places in them; what has no value or year comes last. */
async function* sortedEntries(
  rows: RowWriter,
  { register, filters, sort }: Pick<RegisterRequest, 'register' | 'filters' | 'sort'>,
): AsyncIterable<Sorted> {
  let current: { entry: string; documents: number; evidence: number; first: Sorted['sorted'] } | undefined
  const sorted = ({ entry, documents, evidence, first }: NonNullable<typeof current>): Sorted => ({
    entry,
    sorted: sort === 'documents' ? documents * 1e7 + Math.min(evidence, mostCounted) : first,
  })
  const query = rowsQuery(register, filters)
  for await (const { entry, part, rows: evidence, value, year, received } of bucketsOf(rows, register, {
    query,
    ...walks[sort],
  })) {
    if (current && current.entry !== entry) yield sorted(current)
    if (current?.entry !== entry) {
      const firsts = {
        documents: 0,
        label: lowered(part ?? ''),
        value: value ?? -1e300,
        year: year ?? -1,
        new: new Date(received ?? 0).toISOString(),
      }
      current = { entry, documents: 0, evidence: 0, first: firsts[sort] }
    }
    current.documents++
    current.evidence += evidence
  }
  if (current) yield sorted(current)
}

function inOrderOf(sort: RegisterSort) {
  const direction = sort === 'label' ? 1 : -1
  return (one: Sorted, other: Sorted): number =>
    direction * compareValues(one.sorted, other.sorted) || compareTexts(one.entry, other.entry)
}

function compareValues(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return compareTexts(String(one), String(other))
}

/** As the engine orders them, by their bytes: a text beyond the basic plane comes behind all others. */
function compareTexts(one: string, other: string): number {
  return one === other ? 0 : Buffer.compare(Buffer.from(one), Buffer.from(other))
}

/** As the database lowers them: the letters of English only. */
const lowered = (text: string): string => text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
