import type { z } from 'zod'
import type { SearchQuery } from '../contracts/http.ts'
import { FilterField, type QueryNode } from '../contracts/search.ts'
import { RihlaError } from '../errors.ts'
import { ProblemError } from './problem.ts'

type Asked = z.output<typeof SearchQuery>
type Reading = { parseQuery: (text: string) => QueryNode; maxCharacters: number }

/** What `q` and the filters ask for together. Throws where one of them cannot be understood, and names it. */
export function queryOf(asked: Asked, { parseQuery, maxCharacters }: Reading): QueryNode {
  if (asked.q.length > maxCharacters)
    throw new RihlaError('query-invalid', `the query has more than ${maxCharacters} characters`, {
      offset: maxCharacters,
    })
  const text = parseQuery(asked.q)
  const filters = FilterField.options.flatMap((field) => {
    const values = asked[field]
    return values && values.length > 0
      ? [filterNode(field, { values, implied: asked.implied === 'yes', parseQuery })]
      : []
  })
  if (filters.length === 0) return text
  return { type: 'and', nodes: text.type === 'everything' ? filters : [text, ...filters] }
}

/** Fields whose values are ids or names as facets give them; the others are read as the query language reads them. */
const takenAsTheyAre: ReadonlySet<FilterField> = new Set(['project', 'document', 'publisher', 'corridor'])
const spokenNames: Partial<Record<FilterField, string>> = { language: 'lang', completeness: 'is' }

/** The filter that the values of one parameter ask for. */
export function filterNode(
  field: FilterField,
  { values, implied, parseQuery }: { values: string[]; implied: boolean; parseQuery: (text: string) => QueryNode },
): QueryNode {
  if (takenAsTheyAre.has(field)) return { type: 'filter', field, values: [...new Set(values)] }
  const quoted = values.map((value) => `"${value.replace(/["“”„«»]/g, ' ')}"`).join(',')
  const suffix = implied && field === 'country' ? ' implied:yes' : ''
  try {
    return parseQuery(`${spokenNames[field] ?? field}:${quoted}${suffix}`)
  } catch (error) {
    if (!(error instanceof RihlaError) || error.code !== 'query-invalid') throw error
    const faults = [{ parameter: field, message: error.message }]
    throw new ProblemError('request-invalid', `${field}: ${error.message}`, { faults }, { cause: error })
  }
}
