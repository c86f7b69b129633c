import {
  type EntryRequest,
  type RegisterEntry,
  type RegisterEntryAnswer,
  type RegisterFilters,
  type RegisterName,
  type RegisterPage,
  type RegisterRequest,
  RegisterRow,
} from '../contracts/registers.ts'
import { toEntry } from '../registers/entry.ts'
import { rowTable } from './embedded-register-schema.ts'
import type { Sql } from './embedded-schema.ts'
import { readRegisterCursor, writeRegisterCursor } from './register-cursor.ts'
import { conditionsOf } from './register-filters.ts'
import { mostRowsTogether } from './register-index.ts'
import { storable } from './words.ts'

type Query = Pick<Sql, 'query'>

type Group = { entry: string; documents: number; evidence: number; new_at: string }

const groupColumns = `entry, count(distinct document_id)::int as documents, count(*)::int as evidence,
  min(received_at) as new_at`

/** What each order sorts by, largest first save for labels. What has no value or year comes last. */
const sorts = {
  documents: {
    by: 'count(distinct document_id)::float8 * 1e7::float8 + least(count(*), 9999999)::float8',
    type: 'float8',
    falling: true,
  },
  label: { by: 'lower(min(label))', type: 'text', falling: false },
  value: { by: 'coalesce(max(high), -1e300)', type: 'float8', falling: true },
  year: { by: 'coalesce(max(coalesce(last_year, first_year)), -1)', type: 'float8', falling: true },
  new: { by: 'min(received_at)', type: 'text', falling: true },
} as const

/** A page of entries. */
export async function listEntries(sql: Query, request: RegisterRequest): Promise<RegisterPage> {
  const { register, filters, size } = request
  const { found, total } = await entriesInOrder(sql, request)
  const page = found.slice(0, size)
  const keys = page.map(({ entry }) => entry)
  const groups = await groupsOf(sql, { register, filters, keys })
  const rows = await rowsOf(sql, { register, filters, keys })
  const last = page.at(-1)
  return {
    entries: keys.flatMap((key) => {
      const [group, own] = [groups.get(key), rows.get(key)!]
      // Between the questions a document may have been written anew.
      return group && own.length > 0 ? [toEntry(countsOf(group), own)] : []
    }),
    total,
    ...(found.length > size && last ? { cursor: writeRegisterCursor(request, last) } : {}),
  }
}

type Sorted = { entry: string; sorted: number | string }

/**
 * The keys of a page, one more than it holds if there are so many, and how many entries match. What else there is to know
 * of an entry is asked for those of the page only: so the usual order is read from an index, without its rows.
 */
async function entriesInOrder(sql: Query, request: RegisterRequest): Promise<{ found: Sorted[]; total: number }> {
  const { text, values } = conditionsOf(request.register, request.filters)
  const { by, type, falling } = sorts[request.sort]
  const after = readRegisterCursor(request)
  // A page that was read before goes on behind its last entry, wherever that now stands.
  let behind = ''
  if (after) {
    values.push(after.sorted, after.entry)
    const [sorted, entry] = [`$${values.length - 1}::${type}`, `$${values.length}::text`]
    behind = `where sorted ${falling ? '<' : '>'} ${sorted} or (sorted = ${sorted} and entry > ${entry})`
  }
  const order = `sorted ${falling ? 'desc' : 'asc'}, entry`
  // joined to the count, so that there is a row of it also where the page is empty
  const { rows } = await sql.query<{ total: number } & (Sorted | { entry: null })>(
    `with entries as materialized (
       select entry, (${by})::${type} as sorted from ${rowTable} where ${text} group by entry
     ), page as (select entry, sorted from entries ${behind} order by ${order} limit ${Math.trunc(request.size) + 1})
     select total, entry, sorted from (select count(*)::int as total from entries) as counted
     left join page on true order by ${order}`,
    values,
  )
  return { found: rows.filter((row) => row.entry !== null), total: rows[0]!.total }
}

async function groupsOf(
  sql: Query,
  { register, filters, keys }: { register: RegisterName; filters: RegisterFilters; keys: string[] },
): Promise<Map<string, Group>> {
  const { text, values } = conditionsOf(register, filters)
  const { rows } = await sql.query<Group>(
    `select ${groupColumns} from ${rowTable} where ${text} and entry = any($${values.length + 1}::text[]) group by entry`,
    [...values, keys],
  )
  return new Map(rows.map((row) => [row.entry, row]))
}

/** An entry with a page of its evidence. */
export async function oneEntry(sql: Query, request: EntryRequest): Promise<RegisterEntryAnswer | undefined> {
  const { register, filters, size } = request
  const found = await sql.query<{ entry: string }>(
    `select entry from ${rowTable} where register = $1 and (entry = $2 or key = $2)
     order by (entry = $2) desc, entry limit 1`,
    [register, storable(request.key)],
  )
  const key = found.rows[0]?.entry
  if (key === undefined) return undefined
  const { text, values } = conditionsOf(register, filters)
  const where = `${text} and entry = $${values.length + 1}`
  const groups = await sql.query<Group>(`select ${groupColumns} from ${rowTable} where ${where} group by entry`, [
    ...values,
    key,
  ])
  const [group] = groups.rows
  const together = (await rowsOf(sql, { register, filters, keys: [key] })).get(key)!
  if (!group || together.length === 0) return undefined
  const after = readRegisterCursor(request)
  const paging = after ? ` and (document_id, ordinal) > ($${values.length + 2}, $${values.length + 3}::int)` : ''
  const rows = await sql.query<{ body: string; document_id: string; ordinal: number }>(
    `select body, document_id, ordinal from ${rowTable} where ${where}${paging}
     order by document_id, ordinal limit ${Math.trunc(size) + 1}`,
    [...values, key, ...(after ? [after.entry, after.sorted] : [])],
  )
  const page = rows.rows.slice(0, size)
  const last = page.at(-1)
  const more = rows.rows.length > size && last
  return {
    ...toEntry(countsOf(group), together),
    evidence: page.map(({ body }) => rowFrom(body)),
    ...(more ? { cursor: writeRegisterCursor(request, { entry: last.document_id, sorted: last.ordinal }) } : {}),
  }
}

/** The rows of each entry, by document and place, so many as an entry is put together from. */
async function rowsOf(
  sql: Query,
  { register, filters, keys }: { register: RegisterName; filters: RegisterFilters; keys: string[] },
): Promise<Map<string, RegisterRow[]>> {
  const { text, values } = conditionsOf(register, filters)
  const { rows } = await sql.query<{ entry: string; body: string }>(
    `select entry, body from (
       select entry, body, row_number() over (partition by entry order by document_id, ordinal) as place
       from ${rowTable} where ${text} and entry = any($${values.length + 1}::text[])
     ) as numbered where place <= ${mostRowsTogether} order by entry, place`,
    [...values, keys],
  )
  const found = new Map<string, RegisterRow[]>(keys.map((key) => [key, []]))
  for (const { entry, body } of rows) found.get(entry)!.push(rowFrom(body))
  return found
}

const batchSize = 200

/** Every entry with its rows, by key. */
export async function* allEntries(
  sql: Query,
  register: RegisterName,
  filters: RegisterFilters,
): AsyncIterable<{ entry: RegisterEntry; rows: RegisterRow[] }> {
  const { text, values } = conditionsOf(register, filters)
  for (let after = ''; ;) {
    const { rows } = await sql.query<Group>(
      `select ${groupColumns} from ${rowTable} where ${text} and entry > $${values.length + 1}::text
       group by entry order by entry limit ${batchSize}`,
      [...values, after],
    )
    const own = await rowsOf(sql, { register, filters, keys: rows.map(({ entry }) => entry) })
    // Between the two questions a document may have been written anew.
    for (const group of rows) {
      const found = own.get(group.entry)!
      if (found.length > 0) yield { entry: toEntry(countsOf(group), found), rows: found }
    }
    if (rows.length < batchSize) return
    after = rows.at(-1)!.entry
  }
}

/** Every row, those of one entry together. */
export async function* allRows(
  sql: Query,
  register: RegisterName,
  filters: RegisterFilters,
): AsyncIterable<RegisterRow & { entryKey: string }> {
  const { text, values } = conditionsOf(register, filters)
  const next = values.length + 1
  for (let after: unknown[] = ['', '', -1]; ;) {
    const { rows } = await sql.query<{ entry: string; document_id: string; ordinal: number; body: string }>(
      `select entry, document_id, ordinal, body from ${rowTable}
       where ${text} and (entry, document_id, ordinal) > ($${next}::text, $${next + 1}::text, $${next + 2}::int)
       order by entry, document_id, ordinal limit ${batchSize}`,
      [...values, ...after],
    )
    for (const { entry, body } of rows) yield { ...rowFrom(body), entryKey: entry }
    const last = rows.at(-1)
    if (rows.length < batchSize || !last) return
    after = [last.entry, last.document_id, last.ordinal]
  }
}

const countsOf = ({ entry, documents, evidence, new_at }: Group) => ({
  key: entry,
  documentCount: documents,
  evidenceCount: evidence,
  newAt: new_at,
})

const rowFrom = (body: string): RegisterRow => RegisterRow.parse(JSON.parse(body))
