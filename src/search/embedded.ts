import type { IndexDocument, IndexedDocument } from '../contracts/search.ts'
import { asDiskFull } from '../database/out-of-space.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { markRebuilt, needsRebuild, openTables, type SqlDatabase } from './embedded-schema.ts'
import { type Embedded, search } from './embedded-search.ts'
import { erase, prepare, replace } from './embedded-write.ts'
import { openFacetColumns } from './facet-columns.ts'
import type { SearchIndex } from './search-index.ts'
import { similar } from './similar.ts'
import { openStemmer } from './stemmers.ts'
import { complete } from './suggestions.ts'

/** The index in the database that the process itself runs; it does not close the database, which others use as well. */
export async function openEmbeddedIndex({ pglite }: { pglite: SqlDatabase }): Promise<SearchIndex> {
  const tables = await named(() => openTables(pglite))
  const index: Embedded = {
    sql: pglite,
    tables,
    stemmer: openStemmer(pglite),
    columns: openFacetColumns(pglite, tables),
  }
  let closed = false
  const open = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closed) throw new RihlaError('index-unavailable', 'the index is closed')
    return named(work)
  }
  return {
    write: (document, signal) => open(() => write(pglite, index, document, signal)),
    remove: (documentId) => open(() => remove(pglite, index, documentId)),
    refresh: () => open(async () => undefined),
    search: (request) => open(() => search(index, request)),
    similar: (passageId, page) => open(() => similar(index, passageId, page)),
    complete: (typed, size) => open(() => complete(index, typed, size)),
    needsRebuild: () => open(() => needsRebuild(pglite)),
    markRebuilt: () => open(() => markRebuilt(pglite)),
    documents: () => documents(index),
    sizeBytes: () => open(() => sizeBytes(pglite)),
    ready: () => open(async () => void (await pglite.query(`select 1 from ${tables.document} limit 1`))),
    async close() {
      closed = true
    },
  }
}

async function write(
  database: SqlDatabase,
  index: Embedded,
  document: IndexDocument,
  signal?: AbortSignal,
): Promise<IndexedDocument> {
  const columns = await index.columns.load()
  const prepared = await prepare(document, index.stemmer)
  signal?.throwIfAborted()
  const block = await database.transaction((sql) => replace(sql, index.tables, prepared))
  for (const held of columns.values())
    if (held.documentId === document.documentId) index.columns.remove(held.documentKey)
  index.columns.put(block)
  return { documentId: document.documentId, passageCount: document.passages.length, refused: [] }
}

async function remove(database: SqlDatabase, index: Embedded, documentId: string): Promise<void> {
  await index.columns.load()
  const documentKey = await database.transaction((sql) => erase(sql, index.tables, documentId))
  if (documentKey !== undefined) index.columns.remove(documentKey)
}

async function* documents({ sql, tables }: Embedded): AsyncIterable<{ documentId: string; passageCount: number }> {
  const batch = 500
  for (let after = ''; ;) {
    const { rows } = await named(() =>
      sql.query<{ document_id: string; passage_count: number }>(
        `select document_id, passage_count from ${tables.document} where document_id > $1 order by document_id limit ${batch}`,
        [after],
      ),
    )
    for (const row of rows) yield { documentId: row.document_id, passageCount: row.passage_count }
    if (rows.length < batch) return
    after = rows.at(-1)!.document_id
  }
}

async function sizeBytes(sql: Pick<SqlDatabase, 'query'>): Promise<number> {
  const { rows } = await sql.query<{ bytes: number }>(
    `select coalesce(sum(pg_total_relation_size(oid)), 0)::float8 as bytes
     from pg_class where relkind = 'r' and relnamespace = 'rihla'::regnamespace`,
  )
  return rows[0]?.bytes ?? 0
}

/** Gives a failure of the database its name; it may pass, so whoever asked tries again. */
async function named<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RihlaError || isOurFault(error)) throw error
    throw (
      asDiskFull(error) ??
      new RihlaError('index-unavailable', `the index failed: ${messageOf(error)}`, { cause: error })
    )
  }
}

/** A mistake of the code, or an order to stop, is not the database's failure. */
function isOurFault(error: unknown): boolean {
  if (error instanceof TypeError || error instanceof RangeError) return true
  return error instanceof Error && ['AbortError', 'TimeoutError', 'ZodError'].includes(error.name)
}
