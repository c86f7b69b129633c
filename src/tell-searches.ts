import type { Config } from './config.ts'
import type { Store } from './contracts/store.ts'
import { SearchQuery } from './contracts/http.ts'
import { queryOf } from './http/search-query.ts'
import { withWholeIds } from './http/whole-ids.ts'
import { queryNames } from './query-names.ts'
import type { NameResolvers } from './search/names.ts'
import { parseQuery } from './search/query.ts'
import { keepTelling, type TellParts } from './searches/tell.ts'

/** Holds new documents against the saved searches, and tells their webhooks, until it is closed. */
export function tellSearches(
  config: Config,
  parts: Omit<TellParts, 'queryOf'> & { store: Pick<Store, 'documentIds'> },
): { close(): Promise<void> } {
  let names: NameResolvers | undefined
  const reading = {
    parseQuery: (text: string) => parseQuery(text, (names ??= queryNames())),
    maxCharacters: config.RIHLA_MAX_QUERY_CHARACTERS,
  }
  return keepTelling(
    {
      ...parts,
      queryOf: async ({ query }) => withWholeIds(queryOf({ ...SearchQuery.parse({}), ...query }, reading), parts.store),
    },
    {
      allowPrivate: config.RIHLA_WEBHOOK_PRIVATE === 'on',
      timeoutSeconds: config.RIHLA_WEBHOOK_TIMEOUT_SECONDS,
      attempts: config.RIHLA_WEBHOOK_ATTEMPTS,
      backoffSeconds: config.RIHLA_WEBHOOK_BACKOFF_SECONDS,
      everySeconds: 1,
    },
  )
}
