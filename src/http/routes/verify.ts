import { VerifyQuery } from '../../contracts/operations.ts'
import { eventLines } from '../event-lines.ts'
import { defineRoute, noValues } from '../route.ts'

export const verifyArchive = defineRoute({
  method: 'POST',
  role: 'operate',
  path: '/operations/verify',
  operationId: 'verify',
  summary: 'Hold store, queue and index against each other, and mend what differs',
  description: 'Answers with a line of JSON for every fault, lines of progress between them, and a report at the end.',
  parameters: noValues,
  query: VerifyQuery,
  answers: { 200: 'faults and progress as they come, then the report' },
  content: 'application/x-ndjson',
  errors: ['index-unavailable', 'queue-unavailable'],
  handle: ({ query, reply }, { verify }): Promise<object> => eventLines(reply, verify({ fix: query.fix ?? false })),
})
