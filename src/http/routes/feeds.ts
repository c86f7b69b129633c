import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { JsonFeed, RegisterFeedQuery, SearchFeedQuery, type Feed } from '../../contracts/feeds.ts'
import { SearchQuery } from '../../contracts/http.ts'
import { RegisterName } from '../../contracts/registers.ts'
import { atomOf, jsonFeedOf } from '../../export/feeds.ts'
import { registerFeed, searchFeed } from '../feeds.ts'
import { registerFilters } from '../register-query.ts'
import { defineRoute, noValues, type Route } from '../route.ts'
import { queryOf } from '../search-query.ts'
import { withWholeIds } from '../whole-ids.ts'

const answer: z.ZodType = JsonFeed

const formats = [
  { ending: 'atom', type: 'application/atom+xml', as: 'Atom', write: atomOf },
  {
    ending: 'json',
    type: 'application/feed+json',
    as: 'Json',
    write: (feed: Feed) => JSON.stringify(jsonFeedOf(feed)),
  },
] as const
type Format = (typeof formats)[number]

const about = (name: string, { ending, type, as }: Format) => ({
  method: 'GET' as const,
  role: 'read' as const,
  path: `/feeds/${name}.${ending}`,
  operationId: `feed${name[0]!.toUpperCase()}${name.slice(1)}As${as}`,
  parameters: noValues,
  headers: { 'If-None-Match': 'ETag of the feed that is here already' },
  answers: { 200: 'the feed, newest first', 304: 'nothing is new' },
  content: type,
  ...(ending === 'json' && { answer }),
})

const ofSearch = (format: Format): Route =>
  defineRoute({
    ...about('search', format),
    summary: `The newest documents in which a search finds something, as ${format.as === 'Json' ? 'JSON Feed' : 'Atom'}`,
    description: 'The same question as GET /search, without relaxing it, of the newest RIHLA_FEED_DOCUMENTS documents.',
    query: SearchFeedQuery,
    errors: ['query-invalid', 'index-unavailable'],
    async handle({ query: { size, ...asked }, request, reply }, parts): Promise<unknown> {
      const whole = { ...SearchQuery.parse({}), ...asked }
      const reading = { parseQuery: parts.parseQuery, maxCharacters: parts.limits.maxQueryCharacters }
      const query = await withWholeIds(queryOf(whole, reading), parts.store)
      return send(request, reply, format, await searchFeed(parts, { query, text: asked.q, size, ...placesOf(request) }))
    },
  })

const ofRegister = (register: RegisterName, format: Format): Route =>
  defineRoute({
    ...about(register, format),
    summary: `The newest entries of the ${register} as ${format.as === 'Json' ? 'JSON Feed' : 'Atom'}`,
    description: 'An entry is as new as the first document that speaks of it.',
    query: RegisterFeedQuery,
    errors: ['index-unavailable'],
    async handle({ query: { size, ...asked }, request, reply }, parts): Promise<unknown> {
      const filters = await registerFilters(asked, parts)
      return send(request, reply, format, await registerFeed(parts, { register, filters, size, ...placesOf(request) }))
    },
  })

/** Where we are, as the one who asks calls us, and what was asked there. */
function placesOf({ protocol, host, url }: FastifyRequest): { base: string; path: string } {
  return { base: `${protocol}://${host}`, path: url }
}

/** The same feed has the same text, so that its hash tells whether anything is new. */
function send(request: FastifyRequest, reply: FastifyReply, { type, write }: Format, feed: Feed): FastifyReply {
  const text = write(feed)
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  // A reader may keep it, and has to ask each time whether it still holds.
  void reply.headers({ etag, 'cache-control': 'private, no-cache' })
  const known = (request.headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (known.includes(etag) || known.includes('*')) return reply.status(304).send()
  return reply.type(`${type}; charset=utf-8`).send(text)
}

/** What is new, of any search and of every register, in both formats. */
export const feedRoutes: readonly Route[] = formats.flatMap((format) => [
  ofSearch(format),
  ...RegisterName.options.map((register) => ofRegister(register, format)),
])
