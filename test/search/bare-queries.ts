import { askJson } from '../bench/parts/http.ts'
import { wordsOf } from '../../src/search/words.ts'

type Sql = { query(text: string, values: unknown[]): Promise<unknown> }

/**
 * What anyone would write by hand against the same table for the same question: the count, and the ten best of two
 * thousand with their text; no stems, no facets, no grouping, no highlights.
 */
export function bareEmbeddedQuery(sql: Sql): (text: string) => Promise<unknown> {
  return (text) =>
    sql.query(
      `with matching as materialized (select passage_key, words from rihla.passage_1 where words @@ $1::tsquery),
       best as (select passage_key, ts_rank_cd(words, $1::tsquery) as score from (select * from matching limit 2000) as taken
         order by score desc limit 10)
       select (select count(*) from matching), passage.body from best join rihla.passage_1 as passage using (passage_key)`,
      [bareTsquery(text)],
    )
}

/** The same words, phrase, exclusion and filter, the ten best with their text, and plain counts of the facets, by passage. */
export function bareElasticsearchQuery(index: string, facets: readonly string[]): (text: string) => Promise<unknown> {
  const aggregations = facets.map((field) => [field, { terms: { field: `facets.${field}`, size: 100 } }])
  return async (text) =>
    askJson(`${index}/_search`, {
      query: bareClause(text, ['text']),
      size: 10,
      _source: ['body'],
      track_total_hits: true,
      aggs: Object.fromEntries(aggregations),
    })
}

/**
 * What the manual would have one write for an answer like ours, in one request: stems as well, ten documents with their
 * three best passages each and what matched in them, facets and totals counted by document.
 */
export function groupedElasticsearchQuery(
  index: string,
  facets: readonly string[],
): (text: string) => Promise<unknown> {
  const documents = { cardinality: { field: 'documentNumber', precision_threshold: 1_000 } }
  const aggregations = facets.map((field) => [
    field,
    { terms: { field: `facets.${field}`, size: 100, order: { documents: 'desc' } }, aggs: { documents } },
  ])
  const passages = {
    name: 'passages',
    size: 3,
    _source: ['body'],
    highlight: { number_of_fragments: 0, fields: { 'text*': {} } },
  }
  return async (text) =>
    askJson(`${index}/_search`, {
      query: bareClause(text, ['text', 'text_en']),
      size: 10,
      _source: ['documentId', 'record'],
      collapse: { field: 'documentId', inner_hits: passages },
      track_total_hits: true,
      aggs: { ...Object.fromEntries(aggregations), documents },
    })
}

function bareClause(text: string, fields: string[]): object {
  const { words, country } = partsOf(text)
  const asked = { simple_query_string: { query: words.replace(' OR ', ' | '), fields, default_operator: 'and' } }
  const filter = country === undefined ? [] : [{ term: { 'facets.country': country } }]
  return { bool: { must: [asked], filter } }
}

/** The questions of the word model as one tsquery over the words as printed. */
function bareTsquery(text: string): string {
  const { words, country } = partsOf(text)
  const alternatives = words.split(' OR ').map((part) => {
    if (part.startsWith('"')) return `(${lexemes(part).join(' <-> ')})`
    const asked = part.split(' ').map((word) => `${word.startsWith('-') ? '!' : ''}${lexemes(word)[0]}`)
    return `(${asked.join(' & ')})`
  })
  const filter = country === undefined ? '' : ` & '=country:${country.toLowerCase()}'`
  return `(${alternatives.join(' | ')})${filter}`
}

function partsOf(text: string): { words: string; country: string | undefined } {
  const country = / country:(\w+)/.exec(text)?.[1]
  return { words: text.replace(/ country:\w+/, ''), country }
}

const lexemes = (text: string): string[] => wordsOf(text).map((word) => `'.${word.folded}'`)
