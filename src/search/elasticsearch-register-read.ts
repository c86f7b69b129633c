import { z } from 'zod'
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
import { type EntryCounts, toEntry } from '../registers/entry.ts'
import { passing } from './elasticsearch-bulk.ts'
import type { Clause } from './elasticsearch-query.ts'
import { rowsQuery } from './elasticsearch-register-query.ts'
import { entriesInOrder } from './elasticsearch-register-order.ts'
import { bucketsOf } from './elasticsearch-register-walk.ts'
import type { RowWriter } from './elasticsearch-register-write.ts'
import { readRegisterCursor, writeRegisterCursor } from './register-cursor.ts'
import { mostRowsTogether } from './register-index.ts'
import { storable } from './words.ts'

type Asked = { register: RegisterName; filters: RegisterFilters }

/** A page of entries. */
export async function listEntries(rows: RowWriter, request: RegisterRequest): Promise<RegisterPage> {
  const { size } = request
  const { found, total } = await entriesInOrder(rows, request, readRegisterCursor(request))
  const page = found.slice(0, size)
  const counts = await Array.fromAsync(countsOf(rows, request, { keys: page.map(({ entry }) => entry) }))
  const together = await rowsOf(rows, request, counts)
  const byKey = new Map(counts.map((count) => [count.key, count]))
  const last = page.at(-1)
  return {
    entries: page.flatMap(({ entry }) => {
      const [own, count] = [together.get(entry) ?? [], byKey.get(entry)]
      // Between the questions a document may have been written anew.
      return count && own.length > 0 ? [toEntry(count, own)] : []
    }),
    total,
    ...(found.length > size && last ? { cursor: writeRegisterCursor(request, last) } : {}),
  }
}

/** An entry with a page of its evidence. */
export async function oneEntry(rows: RowWriter, request: EntryRequest): Promise<RegisterEntryAnswer | undefined> {
  const { register, filters, size } = request
  const key = await entryWith(rows, register, storable(request.key))
  if (key === undefined) return undefined
  const [counts] = await Array.fromAsync(countsOf(rows, request, { keys: [key] }))
  if (!counts) return undefined
  const together = (await rowsOf(rows, request, [counts])).get(key) ?? []
  if (together.length === 0) return undefined
  const after = readRegisterCursor(request)
  const hits = await hitsOf(rows, {
    query: rowsQuery(register, filters, { term: { entry: key } }),
    size: size + 1,
    ...(after && { after: [key, after.entry, after.sorted] }),
  })
  const page = hits.slice(0, size)
  const last = page.at(-1)?._source
  return {
    ...toEntry(counts, together),
    evidence: page.map(rowFrom),
    ...(hits.length > size && last
      ? { cursor: writeRegisterCursor(request, { entry: last.documentId, sorted: last.ordinal }) }
      : {}),
  }
}

const entriesTogether = 200

/** Every entry with its rows, by key. */
export async function* allEntries(
  rows: RowWriter,
  asked: Asked,
): AsyncIterable<{ entry: RegisterEntry; rows: RegisterRow[] }> {
  let batch: EntryCounts[] = []
  const together = async function* () {
    const own = await rowsOf(rows, asked, batch)
    for (const counts of batch) {
      const found = own.get(counts.key) ?? []
      if (found.length > 0) yield { entry: toEntry(counts, found), rows: found }
    }
    batch = []
  }
  for await (const counts of countsOf(rows, asked)) {
    if (batch.push(counts) === entriesTogether) yield* together()
  }
  yield* together()
}

const rowsTogether = 500

/** Every row, those of one entry together. */
export async function* allRows(rows: RowWriter, asked: Asked): AsyncIterable<RegisterRow & { entryKey: string }> {
  const query = rowsQuery(asked.register, asked.filters)
  for (let after: unknown[] | undefined; ;) {
    const hits = await hitsOf(rows, { query, size: rowsTogether, ...(after && { after }) })
    for (const hit of hits) yield { ...rowFrom(hit), entryKey: hit._source.entry }
    if (hits.length < rowsTogether) return
    const { entry, documentId, ordinal } = hits.at(-1)!._source
    after = [entry, documentId, ordinal]
  }
}

/** How much evidence there is of each entry, by key; of these keys, or of every one. */
async function* countsOf(
  rows: RowWriter,
  { register, filters }: Asked,
  { keys }: { keys?: readonly string[] } = {},
): AsyncIterable<EntryCounts> {
  if (keys?.length === 0) return
  const query = rowsQuery(register, filters, ...(keys ? [{ terms: { entry: keys } }] : []))
  let current: { key: string; documents: number; evidence: number; received: number } | undefined
  const counts = ({ key, documents, evidence, received }: NonNullable<typeof current>): EntryCounts => ({
    key,
    documentCount: documents,
    evidenceCount: evidence,
    newAt: new Date(received).toISOString(),
  })
  const walk = { query, by: 'documentId', metrics: ['received'] } as const
  for await (const { entry, rows: evidence, received = 0 } of bucketsOf(rows, register, walk)) {
    if (current && current.key !== entry) yield counts(current)
    if (current?.key !== entry) current = { key: entry, documents: 0, evidence: 0, received }
    current.documents++
    current.evidence += evidence
    current.received = Math.min(current.received, received)
  }
  if (current) yield counts(current)
}

/** The rows of each entry, by document and place, so many as an entry is put together from. */
async function rowsOf(
  rows: RowWriter,
  { register, filters }: Asked,
  counts: readonly EntryCounts[],
): Promise<Map<string, RegisterRow[]>> {
  const found = new Map<string, RegisterRow[]>()
  for (const { keys, size } of inQuestions(counts)) {
    const query = rowsQuery(register, filters, { terms: { entry: keys } })
    for (const hit of await hitsOf(rows, { query, size })) {
      const { entry } = hit._source
      const own = found.get(entry)
      if (own) own.push(rowFrom(hit))
      else found.set(entry, [rowFrom(hit)])
    }
  }
  return found
}

/** Entries whose rows are asked for together; one with more rows than are put together is asked for alone. */
function inQuestions(counts: readonly EntryCounts[]): { keys: string[]; size: number }[] {
  const questions: { keys: string[]; size: number }[] = []
  for (const { key, evidenceCount } of counts) {
    const last = questions.at(-1)
    if (last && last.size + evidenceCount <= mostRowsTogether) {
      last.keys.push(key)
      last.size += evidenceCount
    } else questions.push({ keys: [key], size: Math.min(evidenceCount, mostRowsTogether) })
  }
  return questions
}

/** The entry of this key, or of which a row has it. */
async function entryWith(rows: RowWriter, register: RegisterName, key: string): Promise<string | undefined> {
  for (const field of ['entry', 'key']) {
    const [hit] = await hitsOf(rows, { query: rowsQuery(register, {}, { term: { [field]: key } }), size: 1 })
    if (hit) return hit._source.entry
  }
  return undefined
}

const Hit = z.object({
  _source: z.object({ entry: z.string(), documentId: z.string(), ordinal: z.int(), body: z.string() }),
})
const HitsAnswer = z.object({ hits: z.object({ hits: z.array(Hit) }) })

/** Rows in order of their entries, documents and places. */
async function hitsOf(
  rows: RowWriter,
  { query, size, after }: { query: Clause; size: number; after?: unknown[] },
): Promise<z.infer<typeof Hit>[]> {
  const body = {
    query,
    size,
    track_total_hits: false,
    sort: [{ entry: 'asc' }, { documentId: 'asc' }, { ordinal: 'asc' }],
    _source: ['entry', 'documentId', 'ordinal', 'body'],
    ...(after ? { search_after: after } : {}),
  }
  return HitsAnswer.parse(await passing(rows, { method: 'POST', path: `/${rows.index}/_search`, body })).hits.hits
}

const rowFrom = ({ _source }: z.infer<typeof Hit>): RegisterRow => RegisterRow.parse(JSON.parse(_source.body))
