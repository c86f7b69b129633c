import type { z } from 'zod'
import type { RegisterFilterQuery } from '../contracts/register-queries.ts'
import type { RegisterFilters } from '../contracts/registers.ts'
import type { QueryNode } from '../contracts/search.ts'
import { filterNode } from './search-query.ts'
import type { ServerParts } from './server-parts.ts'
import { wholeIds } from './whole-ids.ts'

type Asked = z.output<typeof RegisterFilterQuery>
type ParseQuery = (text: string) => QueryNode
type Reading = { parseQuery: ParseQuery; store: Pick<ServerParts['store'], 'documentIds'> }

/** What the parameters ask of a register's rows. Throws `request-invalid` where one of them cannot be understood. */
export async function registerFilters(asked: Asked, { parseQuery, store }: Reading): Promise<RegisterFilters> {
  const { q, country, convention, donor, document, kind, currency, from, to, min, max } = asked
  return {
    ...(q === undefined ? {} : { q }),
    ...(country && { countries: meant('country', country, parseQuery) }),
    ...(convention && { conventions: meant('convention', convention, parseQuery) }),
    ...(donor && { donors: [...new Set([...donor, ...meant('donor', donor, parseQuery)])] }),
    ...(document && { documents: await wholeIds(document, store) }),
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
