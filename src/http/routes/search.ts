import { SearchQuery } from '../../contracts/http.ts'
import { SearchResponse } from '../../contracts/search.ts'
import { ProblemError } from '../problem.ts'
import { defineRoute, noValues } from '../route.ts'
import { queryOf } from '../search-query.ts'
import { withWholeIds } from '../whole-ids.ts'

export const search = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/search',
  operationId: 'search',
  summary: 'Passages that match, grouped by document, each with its page and what was found in it',
  description: 'The text asked for and every filter must hold; the values of one filter are alternatives.',
  parameters: noValues,
  query: SearchQuery,
  answers: { 200: 'the best documents with their best passages' },
  answer: SearchResponse,
  errors: ['query-invalid', 'index-unavailable'],
  async handle({ query }, { index, store, limits, parseQuery }) {
    if (query.size > limits.maxSearchResults) throw tooMany(limits.maxSearchResults)
    return index.search({
      query: await withWholeIds(queryOf(query, { parseQuery, maxCharacters: limits.maxQueryCharacters }), store),
      size: query.size,
      passagesPerDocument: query.passages,
      facets: [...new Set(query.facets)],
      relax: query.relax === 'yes',
      explain: query.explain === 'yes' || query.explain === '1',
      ...(query.cursor && { cursor: query.cursor }),
    })
  },
})

function tooMany(most: number): ProblemError {
  const message = `one answer holds at most ${most} documents: go on with the cursor`
  return new ProblemError('request-invalid', `size: ${message}`, { faults: [{ parameter: 'size', message }] })
}
