import { z } from 'zod'
import { RegisterRow, type RegisterFilters, type RegisterName } from '../contracts/registers.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { toEntry } from '../registers/entry.ts'
import { fingerprint, jsonOf } from './cursor.ts'
import { groupRows } from './embedded-register-groups.ts'
import {
  isGrouped,
  markRegistersRebuilt,
  openRegisterTables,
  registersNeedRebuild,
  rowTable,
} from './embedded-register-schema.ts'
import { eraseRows, replaceRows } from './embedded-register-write.ts'
import type { SqlDatabase } from './embedded-schema.ts'
import { conditionsOf, type Conditions } from './register-filters.ts'
import { type EntryRequest, mostRowsTogether, type RegisterIndex, type RegisterRequest } from './register-index.ts'

/** The registers in the database that the process itself runs; it does not close the database, which others use as well. */
export async function openEmbeddedRegisters({ pglite }: { pglite: SqlDatabase }): Promise<RegisterIndex> {
  await named(() => openRegisterTables(pglite))
  let closed = false
  const open = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closed) throw new RihlaError('index-unavailable', 'the registers are closed')
    return named(work)
  }
  const grouped = async (register: RegisterName) => {
    if (register === 'projects' && !(await isGrouped(pglite))) await groupRows(pglite)
  }
  return {
    write: (documentId, rows, signal) =>
      open(async () => {
        signal?.throwIfAborted()
        await pglite.transaction((sql) => replaceRows(sql, documentId, rows))
      }),
    remove: (documentId) => open(() => pglite.transaction((sql) => eraseRows(sql, documentId))),
    list: (request) =>
      open(async () => {
        await grouped(request.register)
        return list(pglite, request)
      }),
    entry: (request) =>
      open(async () => {
        await grouped(request.register)
        return entry(pglite, request)
      }),
    async *entries(register, filters) {
      await open(() => grouped(register))
      for await (const groups of batches(pglite, register, filters)) {
        const rows = await open(() => rowsOf(pglite, { register, filters, keys: groups.map(({ entry }) => entry) }))
        for (const group of groups) {
          const own = rows.get(group.entry) ?? []
          if (own.length > 0) yield { entry: toEntry(countsOf(group), own), rows: own }
        }
      }
    },
    async *rows(register, filters) {
      await open(() => grouped(register))
      yield* allRows(pglite, conditionsOf(register, filters))
    },
    needsRebuild: () => open(() => registersNeedRebuild(pglite)),
    markRebuilt: () => open(() => markRegistersRebuilt(pglite)),
    ready: () => open(async () => void (await pglite.query(`select 1 from ${rowTable} limit 1`))),
    async close() {
      closed = true
    },
  }
}

type Group = { entry: string; documents: number; evidence: number; new_at: string; sorted: number | string }

const groupColumns = `entry, count(distinct document_id)::int as documents, count(*)::int as evidence,
  min(received_at) as new_at`

/** What each order sorts by, largest first save for labels. What has no value or year comes last. */
const sorts = {
  documents: { by: 'count(distinct document_id) * 1e7 + least(count(*), 9999999)', type: 'float8', falling: true },
  label: { by: 'lower(min(label))', type: 'text', falling: false },
  value: { by: 'coalesce(max(high), -1e300)', type: 'float8', falling: true },
  year: { by: 'coalesce(max(coalesce(last_year, first_year)), -1)', type: 'float8', falling: true },
  new: { by: 'min(received_at)', type: 'text', falling: true },
} as const

async function list(sql: SqlDatabase, request: RegisterRequest) {
  const { register, filters, sort, size } = request
  const conditions = conditionsOf(register, filters)
  const { by, type, falling } = sorts[sort]
  const after = readCursor(request)
  const values = [...conditions.values]
  // A page that was read before goes on behind its last entry, wherever that now stands.
  let having = ''
  if (after) {
    values.push(after.sorted, after.entry)
    const [sorted, entry] = [`$${values.length - 1}::${type}`, `$${values.length}::text`]
    having = `having ${by} ${falling ? '<' : '>'} ${sorted} or (${by} = ${sorted} and entry > ${entry})`
  }
  const groups = await sql.query<Group>(
    `select ${groupColumns}, (${by})::${type} as sorted from ${rowTable} where ${conditions.text}
     group by entry ${having} order by sorted ${falling ? 'desc' : 'asc'}, entry limit ${Math.trunc(size) + 1}`,
    values,
  )
  const total = await sql.query<{ total: number }>(
    `select count(distinct entry)::int as total from ${rowTable} where ${conditions.text}`,
    conditions.values,
  )
  const page = groups.rows.slice(0, size)
  const rows = await rowsOf(sql, { register, filters, keys: page.map(({ entry }) => entry) })
  const last = page.at(-1)
  return {
    entries: page.map((group) => toEntry(countsOf(group), rows.get(group.entry)!)),
    total: total.rows[0]!.total,
    ...(groups.rows.length > size && last ? { cursor: writeCursor(request, last) } : {}),
  }
}

async function entry(sql: SqlDatabase, request: EntryRequest) {
  const { register, filters, size } = request
  const found = await sql.query<{ entry: string }>(
    `select entry from ${rowTable} where register = $1 and (entry = $2 or key = $2)
     order by (entry = $2) desc, entry limit 1`,
    [register, request.key],
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
  if (!group) return undefined
  const together = await rowsOf(sql, { register, filters, keys: [key] })
  const after = readCursor(request)
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
    ...toEntry(countsOf(group), together.get(key)!),
    evidence: page.map(({ body }) => rowFrom(body)),
    ...(more ? { cursor: writeCursor(request, { entry: last.document_id, sorted: last.ordinal }) } : {}),
  }
}

/** The rows of each entry, by document and place, so many as an entry is put together from. */
async function rowsOf(
  sql: SqlDatabase,
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

async function* batches(sql: SqlDatabase, register: RegisterName, filters: RegisterFilters): AsyncIterable<Group[]> {
  const { text, values } = conditionsOf(register, filters)
  for (let after = ''; ;) {
    const { rows } = await named(() =>
      sql.query<Group>(
        `select ${groupColumns} from ${rowTable} where ${text} and entry > $${values.length + 1}::text
         group by entry order by entry limit ${batchSize}`,
        [...values, after],
      ),
    )
    yield rows
    if (rows.length < batchSize) return
    after = rows.at(-1)!.entry
  }
}

async function* allRows(
  sql: SqlDatabase,
  { text, values }: Conditions,
): AsyncIterable<RegisterRow & { entryKey: string }> {
  const next = values.length + 1
  for (let after: unknown[] = ['', '', -1]; ;) {
    const { rows } = await named(() =>
      sql.query<{ entry: string; document_id: string; ordinal: number; body: string }>(
        `select entry, document_id, ordinal, body from ${rowTable}
         where ${text} and (entry, document_id, ordinal) > ($${next}::text, $${next + 1}::text, $${next + 2}::int)
         order by entry, document_id, ordinal limit ${batchSize}`,
        [...values, ...after],
      ),
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

/** Where a page ended: what it was sorted by, and the entry (of a page of evidence: the row's number and its document). */
const Cursor = z.strictObject({ of: z.string(), sorted: z.union([z.number(), z.string()]), entry: z.string() })

function writeCursor(
  request: RegisterRequest | EntryRequest,
  { sorted, entry }: Pick<Group, 'sorted' | 'entry'>,
): string {
  return Buffer.from(JSON.stringify({ of: askedOf(request), sorted, entry })).toString('base64url')
}

function readCursor(request: RegisterRequest | EntryRequest): z.infer<typeof Cursor> | undefined {
  if (request.cursor === undefined) return undefined
  const cursor = Cursor.safeParse(jsonOf(request.cursor)).data
  if (cursor?.of !== askedOf(request))
    throw new RihlaError('request-invalid', 'the cursor does not belong to this request: start again without it')
  return cursor
}

function askedOf({ size: _, cursor: __, ...asked }: RegisterRequest | EntryRequest): string {
  return fingerprint({ type: 'word', word: JSON.stringify(asked), match: 'word' })
}

/** Gives a failure of the database its name; it may pass, so whoever asked tries again. */
async function named<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RihlaError || error instanceof TypeError || error instanceof z.ZodError) throw error
    if (error instanceof Error && ['AbortError', 'TimeoutError'].includes(error.name)) throw error
    throw new RihlaError('index-unavailable', `the registers failed: ${messageOf(error)}`, { cause: error })
  }
}
