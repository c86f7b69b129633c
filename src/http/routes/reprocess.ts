import { ReprocessQuery } from '../../contracts/operations.ts'
import { eventLines } from '../event-lines.ts'
import { defineRoute, noValues } from '../route.ts'

export const reprocessArchive = defineRoute({
  method: 'POST',
  role: 'operate',
  path: '/operations/reprocess',
  operationId: 'reprocess',
  summary: 'Read again what an older parser or older rules have read',
  description:
    'Answers with a line of JSON for every document that is sent through, and a report. Each is found as it was until it is through; corrections stay.',
  parameters: noValues,
  query: ReprocessQuery,
  answers: { 200: 'documents and progress as they come, then the report' },
  content: 'application/x-ndjson',
  errors: ['store-unwritable', 'queue-unavailable', 'store-damaged'],
  handle: ({ reply }, { reprocessOutdated }): Promise<object> => eventLines(reply, reprocessOutdated()),
})
