import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { attachment } from './content-disposition.ts'

/** So much is collected before it is sent: a line alone is a costly packet. */
const chunkCharacters = 32 * 1024

/**
 * Sends texts as they are made, as a file to be saved: no more is made than the client takes, and nothing is made any more
 * once it has gone. What fails before the first chunk is answered as any other error.
 */
export async function streamed(
  reply: FastifyReply,
  texts: AsyncIterable<string>,
  { name, type }: { name: string; type: string },
): Promise<FastifyReply> {
  const chunks = chunked(texts)
  const first = await chunks.next()
  void reply.headers({ 'content-type': `${type}; charset=utf-8`, 'content-disposition': attachment(name) })
  return reply.send(Readable.from(after(first, chunks), { objectMode: false, highWaterMark: 2 * chunkCharacters }))
}

async function* after(first: IteratorResult<Buffer>, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (!first.done) yield first.value
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}

async function* chunked(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let collected: string[] = []
  let length = 0
  for await (const text of texts) {
    collected.push(text)
    length += text.length
    if (length < chunkCharacters) continue
    yield Buffer.from(collected.join(''))
    collected = []
    length = 0
  }
  if (length > 0) yield Buffer.from(collected.join(''))
}
