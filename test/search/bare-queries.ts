import { wordsOf } from '../../src/search/words.ts'

type Sql = { query(text: string, values: unknown[]): Promise<unknown> }

/**
 * What anyone would write by hand against the same tables: all words, the count, and the ten best of two thousand with
 * their text; no facets, no grouping, no highlights.
 */
export function bareEmbeddedQuery(sql: Sql): (text: string) => Promise<unknown> {
  return (text) => {
    const words = wordsOf(bareWords(text)).map((word) => `'.${word.folded}'`)
    return sql.query(
      `with matching as materialized (select passage_key, words from rihla.passage_1 where words @@ $1::tsquery),
       best as (select passage_key, ts_rank_cd(words, $1::tsquery) as score from (select * from matching limit 2000) as taken
         order by score desc limit 10)
       select (select count(*) from matching), passage.body from best join rihla.passage_1 as passage using (passage_key)`,
      [words.join(' & ')],
    )
  }
}

/** All words in one field, the ten best with their text, and the plain counts of the same facets, by passage. */
export function bareElasticsearchQuery(index: string, facets: readonly string[]): (text: string) => Promise<unknown> {
  const aggregations = facets.map((field) => [field, { terms: { field: `facets.${field}`, size: 100 } }])
  return async (text) => {
    const query = { match: { text: { query: bareWords(text), operator: 'and' } } }
    const body = { query, size: 10, _source: ['body'], track_total_hits: true, aggs: Object.fromEntries(aggregations) }
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${index}/_search`, { method: 'POST', headers, body: JSON.stringify(body) })
    return answer.json()
  }
}

/** The words that a bare query can ask for: no fields, no phrases, nothing excluded. */
function bareWords(text: string): string {
  return text.replace(/[a-z]+:\S+|"[^"]*" OR|-\S+/g, '')
}
