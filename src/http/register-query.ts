import type { z } from 'zod'
import type { RegisterFilterQuery } from '../contracts/register-queries.ts'
import type { RegisterFilters } from '../contracts/registers.ts'
import type { QueryNode } from '../contracts/search.ts'
import { filterNode } from './search-query.ts'

type Asked = z.output<typeof RegisterFilterQuery>
type ParseQuery = (text: string) => QueryNode

/** What the parameters ask of a register's rows. Throws `request-invalid` where one of them cannot be understood. */
export function registerFilters(asked: Asked, parseQuery: ParseQuery): RegisterFilters {
  const { q, country, convention, donor, document, kind, currency, from, to, min, max } = asked
  return {
    ...(q === undefined ? {} : { q }),
    ...(country && { countries: meant('country', country, parseQuery) }),
    ...(convention && { conventions: meant('convention', convention, parseQuery) }),
    ...(donor && { donors: [...new Set([...donor, ...meant('donor', donor, parseQuery)])] }),
    ...(document && { documents: document }),
    ...(kind && { kinds: kind }),
    ...(currency && { currencies: currency }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  }
}

/** Names as the query language knows them: "Nepal" is NPL, "189" is C189. */
function meant(field: 'country' | 'convention' | 'donor', values: string[], parseQuery: ParseQuery): string[] {
  const node = filterNode(field, { values, implied: false, parseQuery })
  return node.type === 'filter' ? node.values : []
}
