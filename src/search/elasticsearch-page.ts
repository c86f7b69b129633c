import type { Facet, FilterField, SearchRequest, SearchResponse } from '../contracts/search.ts'
import { RihlaError } from '../errors.ts'
import { PassagesAnswer, type SearchAnswer } from './elasticsearch-answers.ts'
import { type Engine, EngineError, type Names } from './elasticsearch-engine.ts'
import { marks, responseHits } from './elasticsearch-hits.ts'
import type { Clause, clausesOf } from './elasticsearch-query.ts'

export type Searcher = { engine: Engine; names: Names }

const valuesPerFacet = 100
/** A page may be asked for this long after the one before it. */
export const keepAlive = '5m'

type Clauses = ReturnType<typeof clausesOf>

/** One page of documents, and the counts over all that match. */
export function searchBody({ query, ranks }: Clauses, request: SearchRequest, from: number): Clause {
  const facets = request.facets.map((field) => [`facet_${field}`, facetOf(field)] as const)
  return {
    query,
    from,
    size: request.size,
    _source: ['documentId', 'record'],
    track_total_hits: false,
    track_scores: true,
    sort: ranks
      ? [{ _score: 'desc' }, { documentId: 'asc' }]
      : [{ lastDay: { order: 'desc', missing: 0 } }, { documentId: 'asc' }],
    collapse: { field: 'documentId' },
    aggs: {
      documents: { cardinality: { field: 'documentId', precision_threshold: 40_000 } },
      passages: { value_count: { field: 'documentId' } },
      ...Object.fromEntries(facets),
    },
  }
}

/**
 * The best passages of these documents. Asked for by itself: within the page, the engine would search once a document,
 * each time for all the words.
 */
export function passagesBody(
  { query, highlight, ranks }: Clauses,
  request: SearchRequest,
  documentIds: string[],
): Clause {
  const passages = {
    size: request.passagesPerDocument,
    sort: ranks ? [{ _score: 'desc' }, { ordinal: 'asc' }] : [{ ordinal: 'asc' }],
    track_scores: true,
    _source: ['body'],
    ...(highlight ? { highlight: { ...marks, highlight_query: highlight } } : {}),
  }
  return {
    size: 0,
    query: { bool: { must: [query], filter: [{ terms: { documentId: documentIds } }] } },
    aggs: {
      documents: {
        terms: { field: 'documentId', size: Math.max(1, documentIds.length) },
        aggs: { passages: { top_hits: passages } },
      },
    },
  }
}

/** Documents are counted, not passages: few enough a value for the count to be exact. */
function facetOf(field: FilterField) {
  const documents = { cardinality: { field: 'documentId', precision_threshold: 1_000 } }
  return {
    terms: { field: `facets.${field}`, size: valuesPerFacet, order: [{ documents: 'desc' }, { _key: 'asc' }] },
    aggs: { documents },
  }
}

/** What was found, in our own terms. */
export async function responseOf(
  { searcher, clauses, request }: { searcher: Searcher; clauses: Clauses; request: SearchRequest },
  found: SearchAnswer,
  pointInTime?: string,
): Promise<SearchResponse> {
  const documentIds = found.hits.hits.map((hit) => hit._source.documentId)
  const pit = pointInTime === undefined ? {} : { pit: { id: pointInTime, keep_alive: keepAlive } }
  const path = pointInTime === undefined ? `/${searcher.names.passages}/_search` : '/_search'
  const best =
    documentIds.length === 0
      ? []
      : PassagesAnswer.parse(await post(searcher, path, { ...passagesBody(clauses, request, documentIds), ...pit }))
          .aggregations.documents.buckets
  return {
    documentCount: countIn(found, 'documents'),
    passageCount: countIn(found, 'passages'),
    hits: responseHits(found.hits.hits, best, request.explain === true),
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

/** A point in time that has gone makes the cursor useless, and only that. */
export async function post({ engine }: Searcher, path: string, body: unknown): Promise<unknown> {
  try {
    return await engine.request({ method: 'POST', path, body, query: { include_named_queries_score: true } })
  } catch (error) {
    if (error instanceof EngineError && error.status === 404 && path === '/_search')
      throw new RihlaError('request-invalid', 'the cursor is too old: start again without it', { cause: error })
    throw error
  }
}
