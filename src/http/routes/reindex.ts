import { ReindexQuery } from '../../contracts/operations.ts'
import { eventLines } from '../event-lines.ts'
import { defineRoute, noValues } from '../route.ts'

export const reindexArchive = defineRoute({
  method: 'POST',
  role: 'operate',
  path: '/operations/reindex',
  operationId: 'reindex',
  summary: 'Build a new index from the store beside the live one, and put it in its place',
  description: 'Answers with lines of progress and a report at the end. A run that was cut off goes on with the next.',
  parameters: noValues,
  query: ReindexQuery,
  answers: { 200: 'progress as it is made, then the report' },
  content: 'application/x-ndjson',
  errors: ['reindex-running', 'index-unavailable', 'store-damaged'],
  handle: ({ query, reply }, { reindex }): Promise<object> =>
    eventLines(reply, reindex({ dropOld: query.dropOld ?? false })),
})
