import { FilterField, type SearchResponse } from '../../contracts/search.ts'
import type { SearchQuery } from '../../contracts/http.ts'
import { withParameters, type Address } from '../router.tsx'

/** Fields that can be narrowed down by a click, in the order in which they are shown. */
export const facetFields = [
  'country',
  'convention',
  'region',
  'donor',
  'project',
  'publisher',
  'year',
  'language',
  'kind',
  'completeness',
] as const satisfies FilterField[]

export const firstSize = 10
const mostSize = 100

/** What is asked, as the address says it. */
export type Question = {
  q: string
  filters: { field: FilterField; value: string }[]
  size: number
  /** A passage of which the like is asked for. */
  like?: { documentId: string; passage: string }
}

export function questionIn({ query }: Pick<Address, 'query'>): Question {
  const filters = FilterField.options.flatMap((field) => query.getAll(field).map((value) => ({ field, value })))
  const like = /^([0-9a-f]{64})-\d+$/.exec(query.get('like') ?? '')
  return {
    q: query.get('q') ?? '',
    filters,
    size: Math.min(mostSize, Math.max(firstSize, Number(query.get('size')) || firstSize)),
    ...(like && { like: { documentId: like[1]!, passage: like[0] } }),
  }
}

export const isAsked = ({ q, filters, like }: Question): boolean => q.trim() !== '' || filters.length > 0 || !!like

/** The question as the API takes it. */
export function searchQueryOf({ q, filters, size }: Question): SearchQuery {
  const byField = Map.groupBy(filters, ({ field }) => field)
  const given = [...byField].map(([field, of]) => [field, of.map(({ value }) => value)] as const)
  return { q, ...Object.fromEntries(given), size, facets: [...facetFields] }
}

/** The address with a filter put on, or taken away where it is on. */
export function toggled(address: Address, field: FilterField, value: string): string {
  const values = address.query.getAll(field)
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value]
  return withParameters(address, { [field]: next, size: undefined })
}

export const withoutFilters = (address: Address): string =>
  withParameters(address, Object.fromEntries(FilterField.options.map((field) => [field, undefined])))

/** The address with more documents in the answer; undefined where there are no more, or as many as can be asked for. */
export function withMore(address: Address, { size }: Question, answer: SearchResponse): string | undefined {
  if (answer.documentCount <= size || size >= mostSize) return undefined
  return withParameters(address, { size: String(size + firstSize) })
}
