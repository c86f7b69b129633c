import type { FastifyReply, FastifyRequest } from 'fastify'

/** What pages of other sites may send and read; cookies are not among it: such a page bears a token of its own. */
const sent = 'authorization, content-type, if-none-match, if-range, last-event-id, range'
const read = 'content-disposition, content-range, etag, retry-after'
const preflightSeconds = 600

/**
 * Lets pages of these origins read answers, and of no others. True of a request by which a browser asks beforehand: it is
 * answered, and nothing else is done. The origins are compared as they stand: there is no pattern that could be too wide.
 */
export function answerCors(request: FastifyRequest, reply: FastifyReply, origins: readonly string[]): boolean {
  if (origins.length === 0) return false
  // Without it a cache would give one site the answer that another may read.
  void reply.header('vary', 'Origin')
  const { origin } = request.headers
  if (origin === undefined || !origins.includes(origin)) return false
  void reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': read })
  if (request.method !== 'OPTIONS' || request.headers['access-control-request-method'] === undefined) return false
  void reply.headers({
    'access-control-allow-methods': 'GET, HEAD, POST, DELETE',
    'access-control-allow-headers': sent,
    'access-control-max-age': preflightSeconds,
  })
  return true
}
