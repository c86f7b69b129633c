import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

/** Answers with a line of JSON for every event; what fails before the first one is answered as any other error. */
export async function eventLines(reply: FastifyReply, events: AsyncGenerator<object>): Promise<FastifyReply> {
  const first = await events.next()
  const lines = async function* () {
    if (!first.done) yield `${JSON.stringify(first.value)}\n`
    for await (const event of events) yield `${JSON.stringify(event)}\n`
  }
  const stream = Readable.from(lines())
  // a reader who left before the first line would otherwise leave it begun for ever
  stream.once('close', () => void events.return(undefined))
  return reply.type('application/x-ndjson').send(stream)
}
