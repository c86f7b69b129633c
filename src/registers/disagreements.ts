import type { Disagreement, RegisterRow, RegisterValue } from '../contracts/registers.ts'
import { compatible, reachOf } from './agreement.ts'

/** What different documents say differently of one entry. What one document says twice is its own affair. */
export function disagreementsOf(rows: readonly RegisterRow[]): Disagreement[] {
  return fieldsOf(rows[0]?.register).flatMap((field) => {
    const claims = rows.flatMap((row) => claimOf(row, field))
    return agree(claims, field) ? [] : [{ field: field.name, values: grouped(claims) }]
  })
}

type Claim = { row: RegisterRow; value: RegisterValue }
type Field = {
  name: string
  read: (row: RegisterRow) => RegisterValue | undefined
  /** Whether two claims may both be true; equal ones always may. */
  together?: (one: Claim, other: Claim) => boolean
}

/** A list that lies in the other is less complete, not different. */
const nested = ({ value: one }: Claim, { value: other }: Claim): boolean => {
  const [small, large] = [asList(one), asList(other)].toSorted((some, others) => some.length - others.length)
  return small!.every((part) => large!.includes(part))
}
const asList = (value: RegisterValue): unknown[] => (Array.isArray(value) ? value : [value])

const projectFields: readonly Field[] = [
  { name: 'acronym', read: (row) => projectOf(row)?.acronym },
  { name: 'from', read: (row) => row.from },
  { name: 'to', read: (row) => row.to },
  { name: 'donors', read: (row) => filled(projectOf(row)?.donors.map(({ name }) => name)), together: nested },
  { name: 'countries', read: (row) => filled(projectOf(row)?.countries), together: nested },
  {
    name: 'amounts',
    read: (row) => filled(projectOf(row)?.amounts.map(({ value, currency }) => `${value} ${currency}`)),
    together: nested,
  },
]

const figureFields: readonly Field[] = [
  {
    name: 'value',
    read: ({ low, high }) => (low === undefined || high === undefined ? undefined : low === high ? low : [low, high]),
    together: (one, other) => compatible(reachOf(one.row), reachOf(other.row)),
  },
]

const conventionFields: readonly Field[] = [
  {
    name: 'year',
    read: ({ details }) => (details.kind === 'instrument' && details.yearPrinted ? details.year : undefined),
  },
]

function fieldsOf(register: RegisterRow['register'] | undefined): readonly Field[] {
  if (register === 'projects') return projectFields
  if (register === 'figures') return figureFields
  return register === 'conventions' ? conventionFields : []
}

const projectOf = ({ details }: RegisterRow) => (details.kind === 'project' ? details : undefined)
const filled = (list: string[] | undefined): string[] | undefined =>
  list && list.length > 0 ? [...new Set(list)].toSorted() : undefined

function claimOf(row: RegisterRow, { read }: Field): Claim[] {
  const value = read(row)
  return value === undefined ? [] : [{ row, value }]
}

/** Two documents agree where something that the one says may be true together with something that the other says. */
function agree(claims: readonly Claim[], { together }: Field): boolean {
  const byDocument = [...Map.groupBy(claims, ({ row }) => row.documentId).values()].slice(0, mostDocuments)
  const same = (one: Claim, other: Claim) =>
    JSON.stringify(one.value) === JSON.stringify(other.value) || (together?.(one, other) ?? false)
  return byDocument.every((mine, index) =>
    byDocument.slice(index + 1).every((theirs) => mine.some((one) => theirs.some((other) => same(one, other)))),
  )
}

const mostDocuments = 200

/** Every value once, that of most pieces of evidence first. */
function grouped(claims: readonly Claim[]): Disagreement['values'] {
  const byValue = Map.groupBy(claims, ({ value }) => JSON.stringify(value))
  return [...byValue.values()]
    .map((same) => ({ value: same[0]!.value, evidence: same.map(({ row }) => row.rowId) }))
    .toSorted((one, other) => other.evidence.length - one.evidence.length)
}
