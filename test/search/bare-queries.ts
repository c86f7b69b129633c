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
  return async (text) => {
    const { words, country } = partsOf(text)
    const asked = {
      simple_query_string: { query: words.replace(' OR ', ' | '), fields: ['text'], default_operator: 'and' },
    }
    const filter = country === undefined ? [] : [{ term: { 'facets.country': country } }]
    const query = { bool: { must: [asked], filter } }
    const body = { query, size: 10, _source: ['body'], track_total_hits: true, aggs: Object.fromEntries(aggregations) }
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${index}/_search`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(await answer.text())
    return answer.json()
  }
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
