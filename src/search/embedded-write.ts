import type { IndexDocument, Passage } from '../contracts/search.ts'
import type { Sql, Tables } from './embedded-schema.ts'
import type { FacetBlock } from './facet-columns.ts'
import { contextOf } from './context.ts'
import { daysOf, facetsOfDocument, facetsOfPassage, type FacetValue } from './labels.ts'
import { contextWords, vectorOf } from './lexemes.ts'
import { pairFilter } from './pairs.ts'
import type { Stemmer } from './stemmers.ts'
import { type Word, storable, wordsOf } from './words.ts'

/** What of a document is written, made before the transaction begins so that it is short. */
export type PreparedDocument = {
  documentId: string
  days: { first: number; last: number } | undefined
  record: string
  facets: FacetBlock['facets']
  passages: { wordCount: number; pairs: string; words: string; body: string; figures: Passage['figures'] }[]
}

/** Analyses the document's passages. */
export async function prepare(document: IndexDocument, stemmer: Stemmer): Promise<PreparedDocument> {
  const shared = facetsOfDocument(document)
  const facets = facetTable()
  const titleWords = contextWords(document.title)
  const passages: PreparedDocument['passages'] = []
  const own: number[][] = []
  for (const passage of document.passages) {
    const words = wordsOf(passage.text)
    const sectionWords = contextWords(contextOf(passage))
    const stems = await stemmer.stemsOf(passage.language, [...words, ...sectionWords, ...titleWords])
    const held = facetsOfPassage(passage)
    const all = [...held, ...shared]
    const vector = { passage, words, sectionWords, titleWords: without(titleWords, words), stems, facets: all }
    own.push(held.map(facets.idOf))
    passages.push({
      wordCount: words.length,
      pairs: pairFilter(words).toString('base64'),
      words: storable(vectorOf(vector)),
      body: JSON.stringify(passage),
      figures: passage.figures,
    })
  }
  const { passages: _, entities: __, ...record } = document
  return {
    documentId: document.documentId,
    days: daysOf(document.date),
    record: JSON.stringify(record),
    facets: { languages: languagesOf(document), values: facets.values, shared: shared.map(facets.idOf), passages: own },
    passages,
  }
}

/** Puts the document in the place of whatever the index holds of it; to be run in a transaction. */
export async function replace(sql: Sql, tables: Tables, document: PreparedDocument): Promise<FacetBlock> {
  await erase(sql, tables, document.documentId)
  const count = document.passages.length
  const { rows: keys } = await sql.query<{ first: number }>(
    `select setval($1::regclass, nextval($1::regclass) + greatest($2::int - 1, 0))::int - greatest($2::int - 1, 0) as first`,
    [tables.passageKey, count],
  )
  const firstKey = keys[0]!.first
  const { rows } = await sql.query<{ document_key: number }>(
    `insert into ${tables.document} (document_id, first_day, last_day, first_key, passage_count, facets, record)
     values ($1, $2, $3, $4, $5, $6, $7) returning document_key`,
    [
      document.documentId,
      document.days?.first ?? null,
      document.days?.last ?? null,
      firstKey,
      count,
      JSON.stringify(document.facets),
      document.record,
    ],
  )
  const documentKey = rows[0]!.document_key
  await insertPassages(sql, tables, { documentKey, firstKey, document })
  await sql.query('select gin_clean_pending_list($1::regclass)', [tables.words])
  await countTerms(sql, tables, documentKey)
  const { documentId, days, facets } = document
  return { documentKey, documentId, firstKey, passageCount: count, lastDay: days?.last ?? 0, facets }
}

/** Removes all that the index holds of the document; returns its key, undefined where it holds nothing. */
export async function erase(sql: Sql, tables: Tables, documentId: string): Promise<number | undefined> {
  const { rows } = await sql.query<{ document_key: number }>(
    `delete from ${tables.document} where document_id = $1 returning document_key`,
    [documentId],
  )
  const documentKey = rows[0]?.document_key
  if (documentKey === undefined) return undefined
  await uncountTerms(sql, tables, documentKey)
  const gone = `select passage_key from ${tables.passage} where document_key = $1`
  await sql.query(`delete from ${tables.figure} where passage_key in (${gone})`, [documentKey])
  await sql.query(`delete from ${tables.passage} where document_key = $1`, [documentKey])
  return documentKey
}

type Placed = { documentKey: number; firstKey: number; document: PreparedDocument }

async function insertPassages(sql: Sql, tables: Tables, { documentKey, firstKey, document }: Placed): Promise<void> {
  const rows = document.passages.map(({ wordCount, pairs, words, body }, index) => ({
    passage_key: firstKey + index,
    word_count: wordCount,
    pairs,
    words,
    body,
  }))
  const figures = document.passages.flatMap((passage, index) =>
    passage.figures.map(({ kind, low, high, currency }) => ({
      passage_key: firstKey + index,
      kind,
      low,
      high,
      currency,
    })),
  )
  const perStatement = 500
  for (let at = 0; at < rows.length; at += perStatement) {
    const batch = JSON.stringify(rows.slice(at, at + perStatement))
    await sql.query(
      `insert into ${tables.passage} (passage_key, document_key, word_count, pairs, words, body)
       select passage_key, $1, word_count, decode(pairs, 'base64'), words::tsvector, body
       from json_to_recordset($2::json) as row (passage_key int, word_count int, pairs text, words text, body text)`,
      [documentKey, batch],
    )
  }
  await sql.query(
    `insert into ${tables.figure} (passage_key, kind, low, high, currency)
     select passage_key, kind, low, high, currency
     from json_to_recordset($1::json) as row (passage_key int, kind text, low float8, high float8, currency text)`,
    [JSON.stringify(figures)],
  )
}

/** How many passages hold each lexeme: rare words weigh more, and misspelt ones are looked for here. */
async function countTerms(sql: Sql, tables: Tables, documentKey: number): Promise<void> {
  await sql.query(
    `insert into ${tables.term} as held (term, passages) select word, ndoc from ts_stat($1)
     on conflict (term) do update set passages = held.passages + excluded.passages`,
    [vectorsOf(tables, documentKey)],
  )
}

async function uncountTerms(sql: Sql, tables: Tables, documentKey: number): Promise<void> {
  const vectors = vectorsOf(tables, documentKey)
  await sql.query(
    `update ${tables.term} as held set passages = held.passages - ndoc from ts_stat($1) where term = word`,
    [vectors],
  )
  await sql.query(`delete from ${tables.term} using ts_stat($1) where term = word and passages <= 0`, [vectors])
}

/** `ts_stat` takes a statement as text; only our own names and a whole number go into it. */
function vectorsOf(tables: Tables, documentKey: number): string {
  return `select words from ${tables.passage} where document_key = ${Math.trunc(documentKey)}`
}

/** Words that the passage has itself need not be repeated from the title. */
function without(words: readonly Word[], others: readonly Word[]): Word[] {
  const held = new Set(others.map((word) => word.folded))
  return words.filter((word) => !held.has(word.folded))
}

function languagesOf(document: IndexDocument): string[] {
  return [...new Set([document.language, ...document.passages.map((passage) => passage.language)])]
}

/** Numbers the values of one document, so that each is written once. */
function facetTable(): { values: FacetValue[]; idOf: (value: FacetValue) => number } {
  const ids = new Map<string, number>()
  const values: FacetValue[] = []
  const idOf = (value: FacetValue): number => {
    const key = value.join(':')
    let id = ids.get(key)
    if (id === undefined) {
      ids.set(key, (id = values.length))
      values.push(value)
    }
    return id
  }
  return { values, idOf }
}
