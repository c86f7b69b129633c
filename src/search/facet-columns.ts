import type { Facet, FilterField } from '../contracts/search.ts'
import type { Sql, Tables } from './embedded-schema.ts'
import type { FacetValue } from './labels.ts'

/** A document as the columns take it: its values numbered within it, the numbers of each passage, and those of all. */
export type FacetBlock = {
  documentKey: number
  documentId: string
  firstKey: number
  passageCount: number
  lastDay: number
  facets: { languages: string[]; values: FacetValue[]; shared: number[]; passages: number[][] }
}

/** A document in the columns: `held[offsets[n]]` up to `held[offsets[n + 1]]` are the values of its nth passage. */
export type DocumentColumn = Omit<FacetBlock, 'facets'> & {
  languages: string[]
  /** The document's values by its own numbers, as numbers of all documents. */
  values: Int32Array
  shared: Uint32Array
  offsets: Uint32Array
  held: Uint32Array
}

/** The passages of a document that match, ascending. */
export type MatchedDocument = { document: DocumentColumn; passageKeys: readonly number[] }

/**
 * What every document and passage holds, as numbers in memory: counting the values of fifty thousand passages takes a
 * few milliseconds here and hundreds in the database. Loaded at the first search, then kept up by every write.
 */
export type FacetColumns = {
  load(): Promise<ReadonlyMap<number, DocumentColumn>>
  put(block: FacetBlock): void
  remove(documentKey: number): void
  count(matched: Iterable<MatchedDocument>, fields: readonly FilterField[]): Facet[]
  /** Every value that passes, with the number of documents that hold it. */
  valuesWhere(passes: (value: FacetValue) => boolean): { value: FacetValue; count: number }[]
}

const valuesPerFacet = 100

export function openFacetColumns(sql: Pick<Sql, 'query'>, tables: Tables): FacetColumns {
  const ids = new Map<string, number>()
  const values: FacetValue[] = []
  const documents = new Map<number, DocumentColumn>()
  let loading: Promise<void> | undefined
  const put = (block: FacetBlock): void => {
    documents.set(
      block.documentKey,
      columnOf(block, (value) => idOf(value, ids, values)),
    )
  }
  return {
    async load() {
      loading ??= readBlocks(sql, tables, put)
      try {
        await loading
      } catch (error) {
        loading = undefined
        throw error
      }
      return documents
    },
    put,
    remove: (documentKey) => void documents.delete(documentKey),
    count: (matched, fields) => facetsOf(countsOf(matched, values.length), values, fields),
    valuesWhere(passes) {
      const counts = new Map<number, number>(values.flatMap((value, id) => (passes(value) ? [[id, 0]] : [])))
      for (const document of documents.values())
        for (const id of document.values) if (counts.has(id)) counts.set(id, counts.get(id)! + 1)
      return [...counts].filter(([, count]) => count > 0).map(([id, count]) => ({ value: values[id]!, count }))
    },
  }
}

async function readBlocks(sql: Pick<Sql, 'query'>, tables: Tables, put: (block: FacetBlock) => void): Promise<void> {
  const batch = 200
  for (let after = 0; ;) {
    const { rows } = await sql.query<BlockRow>(
      `select document_key, document_id, first_key, passage_count, coalesce(last_day, 0) as last_day, facets
       from ${tables.document} where document_key > $1 order by document_key limit ${batch}`,
      [after],
    )
    for (const row of rows) {
      const facets: unknown = JSON.parse(row.facets)
      put({
        documentKey: row.document_key,
        documentId: row.document_id,
        firstKey: row.first_key,
        passageCount: row.passage_count,
        lastDay: row.last_day,
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by ourselves, in embedded-write.ts
        facets: facets as FacetBlock['facets'],
      })
    }
    if (rows.length < batch) return
    after = rows.at(-1)!.document_key
  }
}

type BlockRow = {
  document_key: number
  document_id: string
  first_key: number
  passage_count: number
  last_day: number
  facets: string
}

function columnOf({ facets, ...block }: FacetBlock, idOf: (value: FacetValue) => number): DocumentColumn {
  const offsets = new Uint32Array(facets.passages.length + 1)
  facets.passages.forEach((held, index) => (offsets[index + 1] = offsets[index]! + held.length))
  return {
    ...block,
    languages: facets.languages,
    values: Int32Array.from(facets.values, idOf),
    shared: Uint32Array.from(facets.shared),
    offsets,
    held: Uint32Array.from(facets.passages.flat()),
  }
}

function idOf(value: FacetValue, ids: Map<string, number>, values: FacetValue[]): number {
  const key = value.join(':')
  let id = ids.get(key)
  if (id === undefined) {
    ids.set(key, (id = values.length))
    values.push(value)
  }
  return id
}

/** In how many of the documents each value is held by a passage that matches. */
function countsOf(matched: Iterable<MatchedDocument>, valueCount: number): Uint32Array {
  const counts = new Uint32Array(valueCount)
  for (const { document, passageKeys } of matched) {
    const seen = new Uint8Array(document.values.length)
    for (const own of document.shared) seen[own] = 1
    for (const key of passageKeys) {
      const nth = key - document.firstKey
      const end = document.offsets[nth + 1] ?? 0
      for (let at = document.offsets[nth] ?? end; at < end; at++) seen[document.held[at]!] = 1
    }
    for (let own = 0; own < seen.length; own++) if (seen[own]) counts[document.values[own]!]!++
  }
  return counts
}

function facetsOf(counts: Uint32Array, values: readonly FacetValue[], fields: readonly FilterField[]): Facet[] {
  const facets = new Map<FilterField, Facet>(fields.map((field) => [field, { field, values: [] }]))
  counts.forEach((count, id) => {
    const [field, value] = values[id]!
    if (count > 0) facets.get(field)?.values.push({ value, count })
  })
  for (const facet of facets.values()) {
    facet.values.sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
    facet.values.length = Math.min(facet.values.length, valuesPerFacet)
  }
  return [...facets.values()]
}
