import { z } from 'zod'
import type { Completion, Facet, SearchRequest, SearchResponse } from '../contracts/search.ts'
import { FilterField } from '../contracts/search.ts'
import { RihlaError } from '../errors.ts'
import { CompletionAnswer, SearchAnswer } from './elasticsearch-answers.ts'
import { type Engine, EngineError, type Names } from './elasticsearch-engine.ts'
import { marks, responseHits } from './elasticsearch-hits.ts'
import { type Clause, clausesOf } from './elasticsearch-query.ts'
import { fingerprint, jsonOf } from './cursor.ts'
import { textNodes } from './query-leaves.ts'
import { relaxed } from './relax.ts'
import { foldedText, storable, wordsOf } from './words.ts'

export type Searcher = { engine: Engine; names: Names }

const valuesPerFacet = 100
/** A page may be asked for this long after the one before it. */
const keepAlive = '5m'

/**
 * Where a page ended. The second page and those after it are read from a point in time, so that nothing shows up twice
 * and nothing is passed over; the first page is read without one, for most searches have no second.
 */
const Cursor = z.strictObject({
  query: z.string(),
  relaxed: z.boolean(),
  /** Documents of the first page, which the point in time came too late for. */
  seen: z.array(z.string()),
  pointInTime: z.string().optional(),
  from: z.int().nonnegative(),
})
type Cursor = z.infer<typeof Cursor>

/** Answers a search; passages are grouped by document in the engine. */
export async function search(searcher: Searcher, request: SearchRequest): Promise<SearchResponse> {
  const cursor = readCursor(request)
  const looser = request.relax === false ? undefined : relaxed(request.query)
  if (cursor)
    return answer(searcher, cursor.relaxed && looser ? { ...request, query: looser } : request, { request, cursor })
  const strict = await answer(searcher, request, { request })
  if (strict.passageCount > 0 || !looser) return strict
  const loose = await answer(searcher, { ...request, query: looser }, { request, relaxed: true })
  return loose.passageCount > 0
    ? { ...loose, ...(strict.corrections ? { corrections: strict.corrections } : {}) }
    : strict
}

/** Passages that share the words by which this one stands out. */
export async function similar(
  searcher: Searcher,
  passageId: string,
  page: Pick<SearchRequest, 'size' | 'passagesPerDocument'>,
): Promise<SearchResponse> {
  const known = /^[0-9a-f]{64}-\d{1,9}$/.test(passageId) && (await exists(searcher, passageId))
  if (!known) throw new RihlaError('document-unknown', `the index holds no such passage: ${passageId.slice(0, 100)}`)
  const query = {
    bool: {
      must: [
        {
          more_like_this: {
            fields: ['text'],
            like: [{ _index: searcher.names.passages, _id: passageId }],
            min_term_freq: 1,
            min_doc_freq: 2,
            min_word_length: 3,
            max_query_terms: 14,
            minimum_should_match: '25%',
          },
        },
      ],
      must_not: [{ ids: { values: [passageId] } }],
    },
  }
  const request: SearchRequest = { query: { type: 'everything' }, ...page, facets: [] }
  const body = searchBody({ query, highlight: undefined, ranks: true }, request, 0)
  return responseOf(
    searcher,
    SearchAnswer.parse(await post(searcher, `/${searcher.names.passages}/_search`, body)),
    request,
  )
}

/** Names that begin so, from any of their words on; the engine keeps no list of plain words to complete. */
export async function complete(searcher: Searcher, typed: string, size: number): Promise<Completion[]> {
  const start = foldedText(typed)
  if (start.length < 2) return []
  const include = `${start.replace(/[^\p{L}\p{N} ]/gu, (mark) => `\\${mark}`)}.*`
  const body = {
    size: 0,
    aggs: {
      beginnings: {
        terms: { field: 'beginnings', include, size: size * 3, order: [{ _count: 'desc' }, { _key: 'asc' }] },
      },
    },
  }
  const found = CompletionAnswer.parse(await post(searcher, `/${searcher.names.documents}/_search`, body))
  const completions = new Map<string, Completion>()
  for (const { key, doc_count } of found.aggregations.beginnings.buckets) {
    const [, field, ...value] = key.split('\t')
    const known = FilterField.safeParse(field).data
    const name = value.join('\t')
    if (known && !completions.has(`${known}:${name}`))
      completions.set(`${known}:${name}`, { field: known, value: name, count: doc_count })
  }
  return [...completions.values()].slice(0, size)
}

type Asked = { request: SearchRequest; cursor?: Cursor; relaxed?: boolean }

async function answer(searcher: Searcher, request: SearchRequest, asked: Asked): Promise<SearchResponse> {
  const { cursor } = asked
  const clauses = clausesOf(request.query)
  const body = searchBody(clauses, request, cursor?.from ?? 0)
  const seen = cursor?.seen ?? []
  const pointInTime = cursor ? (cursor.pointInTime ?? (await openPoint(searcher))) : undefined
  if (seen.length > 0) body['post_filter'] = { bool: { must_not: [{ terms: { documentId: seen } }] } }
  if (pointInTime !== undefined) body['pit'] = { id: pointInTime, keep_alive: keepAlive }
  const path = pointInTime === undefined ? `/${searcher.names.passages}/_search` : '/_search'
  const found = SearchAnswer.parse(await post(searcher, path, body))
  const response = await responseOf(searcher, found, request)
  const isRelaxed = cursor?.relaxed ?? asked.relaxed ?? false
  const next: Cursor = {
    query: fingerprint(asked.request.query),
    relaxed: isRelaxed,
    seen: cursor ? seen : response.hits.map((hit) => hit.documentId),
    ...(pointInTime === undefined ? {} : { pointInTime: found.pit_id ?? pointInTime }),
    from: cursor ? cursor.from + request.size : 0,
  }
  const more = next.from + (pointInTime === undefined ? request.size : seen.length) < response.documentCount
  if (!more && next.pointInTime !== undefined) await closePoint(searcher, next.pointInTime)
  const corrections = correctionsOf(found)
  return {
    ...response,
    relaxed: isRelaxed,
    ...(corrections.length > 0 ? { corrections } : {}),
    ...(more && response.hits.length > 0 ? { cursor: Buffer.from(JSON.stringify(next)).toString('base64url') } : {}),
  }
}

function searchBody(
  { query, highlight, ranks }: ReturnType<typeof clausesOf>,
  request: SearchRequest,
  from: number,
): Clause {
  const facets = request.facets.map((field) => [`facet_${field}`, facetOf(field)] as const)
  return {
    query,
    from,
    size: request.size,
    _source: false,
    track_total_hits: false,
    track_scores: true,
    sort: ranks
      ? [{ _score: 'desc' }, { documentId: 'asc' }]
      : [{ lastDay: { order: 'desc', missing: 0 } }, { documentId: 'asc' }],
    collapse: {
      field: 'documentId',
      inner_hits: {
        name: 'passages',
        size: request.passagesPerDocument,
        sort: ranks ? [{ _score: 'desc' }, { ordinal: 'asc' }] : [{ ordinal: 'asc' }],
        track_scores: true,
        _source: ['body'],
        ...(highlight ? { highlight: { ...marks, highlight_query: highlight } } : {}),
      },
    },
    aggs: {
      documents: { cardinality: { field: 'documentId', precision_threshold: 40_000 } },
      passages: { value_count: { field: 'documentId' } },
      ...Object.fromEntries(facets),
    },
    ...suggestions(request),
  }
}

/** Documents are counted, not passages: few enough a value for the count to be exact. */
function facetOf(field: FilterField) {
  const documents = { cardinality: { field: 'documentId', precision_threshold: 3_000 } }
  return {
    terms: { field: `facets.${field}`, size: valuesPerFacet, order: [{ documents: 'desc' }, { _key: 'asc' }] },
    aggs: { documents },
  }
}

function suggestions({ query }: SearchRequest): Clause {
  const typed = textNodes(query).flatMap(({ node, negated }) =>
    !negated && node.type === 'word' && node.match === 'word' && wordsOf(node.word).length === 1 ? [node.word] : [],
  )
  if (typed.length === 0) return {}
  const term = { field: 'text', suggest_mode: 'missing', prefix_length: 1, min_word_length: 3, max_edits: 2 }
  return {
    suggest: Object.fromEntries(typed.slice(0, 3).map((text) => [storable(text), { text: storable(text), term }])),
  }
}

function correctionsOf({ suggest }: SearchAnswer): NonNullable<SearchResponse['corrections']> {
  return Object.entries(suggest ?? {}).flatMap(([typed, [entry]]) => {
    const meant = entry?.options[0]?.text
    return meant === undefined ? [] : [{ typed, meant }]
  })
}

async function responseOf(searcher: Searcher, found: SearchAnswer, request: SearchRequest): Promise<SearchResponse> {
  return {
    documentCount: countIn(found, 'documents'),
    passageCount: countIn(found, 'passages'),
    hits: await responseHits(searcher, found.hits.hits, request.explain === true),
    relaxed: false,
    facets: request.facets.map((field) => facetIn(found, field)),
  }
}

function countIn({ aggregations }: SearchAnswer, name: string): number {
  const found = aggregations?.[name]
  return found && 'value' in found ? found.value : 0
}

function facetIn({ aggregations }: SearchAnswer, field: FilterField): Facet {
  const found = aggregations?.[`facet_${field}`]
  const buckets = found && 'buckets' in found ? found.buckets : []
  return { field, values: buckets.map(({ key, documents }) => ({ value: key, count: documents.value })) }
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

async function exists({ engine, names }: Searcher, passageId: string): Promise<boolean> {
  try {
    await engine.request({ method: 'GET', path: `/${names.passages}/_doc/${passageId}`, query: { _source: false } })
    return true
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return false
    throw error
  }
}

/** A point in time that has gone makes the cursor useless, and only that. */
async function post({ engine }: Searcher, path: string, body: unknown): Promise<unknown> {
  try {
    return await engine.request({ method: 'POST', path, body, query: { include_named_queries_score: true } })
  } catch (error) {
    if (error instanceof EngineError && error.status === 404 && path === '/_search')
      throw new RihlaError('request-invalid', 'the cursor is too old: start again without it', { cause: error })
    throw error
  }
}
