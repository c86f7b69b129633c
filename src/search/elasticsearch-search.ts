import { z } from 'zod'
import type { SearchRequest, SearchResponse } from '../contracts/search.ts'
import { RihlaError } from '../errors.ts'
import { fingerprint, jsonOf } from './cursor.ts'
import { EngineError } from './elasticsearch-engine.ts'
import { findPage } from './elasticsearch-page.ts'
import { keepAlive, type Searcher } from './elasticsearch-post.ts'
import { clausesOf } from './elasticsearch-query.ts'
import { correctionsOf } from './elasticsearch-related.ts'
import { relaxations } from './relax.ts'

/**
 * Where a page ended. The second page and those after it are read from a point in time, so that nothing shows up twice
 * and nothing is passed over; the first page is read without one, for most searches have no second.
 */
const Cursor = z.strictObject({
  query: z.string(),
  /** How often the query was relaxed until something was found. */
  relaxed: z.int().nonnegative(),
  /** Documents of the first page, which the point in time came too late for. */
  seen: z.array(z.string()),
  pointInTime: z.string().optional(),
  from: z.int().nonnegative(),
})
type Cursor = z.infer<typeof Cursor>

/** Answers a search; passages are grouped by document in the engine. */
export async function search(searcher: Searcher, request: SearchRequest): Promise<SearchResponse> {
  const cursor = readCursor(request)
  const queries = [request.query, ...(request.relax === false ? [] : relaxations(request.query))]
  const ask = (relaxed: number, more: { cursor?: Cursor } = {}) =>
    answer(searcher, { ...request, query: queries[relaxed] ?? request.query }, { request, relaxed, ...more })
  if (cursor) return ask(cursor.relaxed, { cursor })
  const strict = await ask(0)
  if (strict.passageCount > 0) return strict
  let best = strict
  for (let step = 1; best.passageCount === 0 && step < queries.length; step++) best = await ask(step)
  const corrections = await correctionsOf(searcher, request)
  const found = best.passageCount > 0 ? best : strict
  return corrections.length > 0 ? { ...found, corrections } : found
}

/** `relaxed`: how often, to ask `request` as it was asked now. */
type Asked = { request: SearchRequest; cursor?: Cursor; relaxed: number }

async function answer(searcher: Searcher, request: SearchRequest, asked: Asked): Promise<SearchResponse> {
  const { cursor, relaxed } = asked
  const clauses = clausesOf(request.query, { explain: request.explain === true })
  const seen = cursor?.seen ?? []
  const { response: whole, pointInTime } = await findPage(searcher, {
    clauses,
    request: cursor ? { ...request, size: request.size + 1 } : request,
    ...(cursor ? { from: cursor.from, seen, pointInTime: cursor.pointInTime ?? (await openPoint(searcher)) } : {}),
  })
  const response = { ...whole, hits: whole.hits.slice(0, request.size) }
  const more = cursor ? whole.hits.length > request.size : whole.documentCount > request.size
  const next: Cursor = {
    query: fingerprint(asked.request.query),
    relaxed,
    seen: cursor ? seen : response.hits.map((hit) => hit.documentId),
    ...(pointInTime === undefined ? {} : { pointInTime }),
    from: cursor ? cursor.from + request.size : 0,
  }
  if (!more && next.pointInTime !== undefined) await closePoint(searcher, next.pointInTime)
  return {
    ...response,
    relaxed: relaxed > 0,
    ...(more && response.hits.length > 0 ? { cursor: Buffer.from(JSON.stringify(next)).toString('base64url') } : {}),
  }
}

function readCursor({ cursor, query }: SearchRequest): Cursor | undefined {
  if (cursor === undefined) return undefined
  const read = Cursor.safeParse(jsonOf(cursor)).data
  if (read?.query !== fingerprint(query))
    throw new RihlaError('request-invalid', 'the cursor does not belong to this query: start again without it')
  return read
}

const Point = z.object({ id: z.string() })

async function openPoint({ engine, names }: Searcher): Promise<string> {
  const answered = await engine.request({
    method: 'POST',
    path: `/${names.passages}/_pit`,
    query: { keep_alive: keepAlive },
  })
  return Point.parse(answered).id
}

/** It would go by itself in time, so it does not matter if it has gone already. */
async function closePoint({ engine }: Searcher, id: string): Promise<void> {
  try {
    await engine.request({ method: 'DELETE', path: '/_pit', body: { id } })
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
  }
}
