import { SearchQuery } from '../../contracts/http.ts'
import type { QueryNode } from '../../contracts/search.ts'
import { csvOf } from '../../export/csv.ts'
import { jsonLinesOf } from '../../export/json-lines.ts'
import { passageColumns, type FoundPassage } from '../../export/passage-columns.ts'
import { queryOf } from '../search-query.ts'
import { withWholeIds } from '../whole-ids.ts'
import { defineRoute, noValues, type Route } from '../route.ts'
import type { ServerParts } from '../server-parts.ts'
import { streamed } from '../streamed.ts'

const ExportQuery = SearchQuery.omit({
  size: true,
  passages: true,
  facets: true,
  relax: true,
  explain: true,
  cursor: true,
})

const formats = [
  {
    ending: 'csv',
    type: 'text/csv',
    as: 'Csv',
    write: (found: AsyncIterable<FoundPassage>) => csvOf(passageColumns, found),
  },
  { ending: 'jsonl', type: 'application/x-ndjson', as: 'JsonLines', write: jsonLinesOf },
] as const

/** What a search finds, as files. */
export const searchExports: readonly Route[] = formats.map(({ ending, type, as, write }) =>
  defineRoute({
    method: 'GET',
    role: 'read',
    path: `/export/search.${ending}`,
    operationId: `exportSearchAs${as}`,
    summary: `Every passage that a search finds, best documents first, as ${ending === 'csv' ? 'a table' : 'JSON Lines'}`,
    description: 'The same question as GET /search, without relaxing it. Streamed; sent to be saved.',
    parameters: noValues,
    query: ExportQuery,
    answers: { 200: 'the file' },
    content: type,
    errors: ['query-invalid', 'index-unavailable'],
    async handle({ query, reply }, { index, store, limits, parseQuery }) {
      const asked = { ...SearchQuery.parse({}), ...query }
      const reading = { parseQuery, maxCharacters: limits.maxQueryCharacters }
      const node = await withWholeIds(queryOf(asked, reading), store)
      return streamed(reply, write(everythingFound(index, node)), { name: `search.${ending}`, type })
    },
  }),
)

const documentsAtOnce = 20
/** More than any document has. */
const everyPassage = 100_000

async function* everythingFound(index: ServerParts['index'], query: QueryNode): AsyncGenerator<FoundPassage> {
  let cursor: string | undefined
  do {
    const page = await index.search({
      query,
      size: documentsAtOnce,
      passagesPerDocument: everyPassage,
      facets: [],
      relax: false,
      ...(cursor !== undefined && { cursor }),
    })
    for (const { passages, ...hit } of page.hits) for (const passage of passages) yield { hit, passage }
    cursor = page.cursor
  } while (cursor !== undefined)
}
