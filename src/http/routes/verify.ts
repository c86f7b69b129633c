import { Readable } from 'node:stream'
import { VerifyQuery } from '../../contracts/operations.ts'
import { defineRoute, noValues } from '../route.ts'

export const verifyArchive = defineRoute({
  method: 'POST',
  path: '/operations/verify',
  operationId: 'verify',
  summary: 'Hold store, queue and index against each other, and mend what differs',
  description: 'Answers with a line of JSON for every fault, lines of progress between them, and a report at the end.',
  parameters: noValues,
  query: VerifyQuery,
  answers: { 200: 'faults and progress as they come, then the report' },
  content: 'application/x-ndjson',
  errors: ['index-unavailable', 'queue-unavailable'],
  async handle({ query, reply }, { verify }): Promise<object> {
    const events = verify({ fix: query.fix ?? false })
    // What fails before the first line is answered as any other error.
    const first = await events.next()
    const lines = async function* () {
      if (!first.done) yield `${JSON.stringify(first.value)}\n`
      for await (const event of events) yield `${JSON.stringify(event)}\n`
    }
    void reply.type('application/x-ndjson')
    return reply.send(Readable.from(lines()))
  },
})
