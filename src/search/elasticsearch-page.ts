import type { Facet, FilterField, SearchRequest, SearchResponse } from '../contracts/search.ts'
import { CountsAnswer, PageAnswer, PassagesAnswer } from './elasticsearch-answers.ts'
import type { Engine, Names } from './elasticsearch-engine.ts'
import { marks, responseHits } from './elasticsearch-hits.ts'
import { post, postAll } from './elasticsearch-post.ts'
import type { Clause, Clauses } from './elasticsearch-query.ts'

export type Searcher = { engine: Engine; names: Names }

const valuesPerFacet = 100
/** A page may be asked for this long after the one before it. */
export const keepAlive = '5m'

export type PageQuestion = {
  clauses: Clauses
  request: SearchRequest
  /** Documents that the pages before held. */
  from?: number
  pointInTime?: string
  /** Documents that are not to be shown, though they count. */
  seen?: readonly string[]
}

/**
 * One page of documents and the counts over all that match, by two requests whatever is asked. The first holds two
 * questions, which the engine answers side by side: what is only counted needs no scores, and is remembered by the
 * engine; what is only ranked needs no counts. The second asks for the passages of the documents found.
 */
export async function findPage(
  searcher: Searcher,
  question: PageQuestion,
): Promise<{ response: SearchResponse; pointInTime: string | undefined }> {
  const { clauses, request, pointInTime } = question
  const point = pointInTime === undefined ? {} : { pit: { id: pointInTime, keep_alive: keepAlive } }
  const index = pointInTime === undefined ? `/${searcher.names.passages}` : ''
  const bodies = [pageBody(question), countsBody(clauses, request)].map((body) => ({ ...body, ...point }))
  const [ranked, counted] = await postAll(searcher.engine, `${index}/_msearch`, bodies)
  const page = PageAnswer.parse(ranked)
  const counts = CountsAnswer.parse(counted)
  const ids = page.hits.hits.map((hit) => hit._source.documentId)
  const last = page.pit_id ?? pointInTime
  const wanted = {
    ...passagesBody(clauses, request, ids),
    ...(last === undefined ? {} : { pit: { id: last, keep_alive: keepAlive } }),
  }
  const explain = request.explain === true
  const best = ids.length === 0 ? [] : passagesIn(await post(searcher.engine, `${index}/_search`, wanted, { explain }))
  const response = {
    documentCount: counts.aggregations.documents.value,
    passageCount: counts.hits.total.value,
    hits: responseHits(page.hits.hits, best, { explain, ranks: clauses.ranks }),
    relaxed: false,
    facets: request.facets.map((field) => facetIn(counts, field)),
  }
  return { response, pointInTime: last }
}

/**
 * The best documents. Scores are read from what was sorted by: asked for by `track_scores`, the engine would look every
 * word up again for the documents shown.
 */
function pageBody({ clauses, request, from = 0, seen = [] }: PageQuestion): Clause {
  return {
    query: clauses.query,
    from,
    size: request.size,
    _source: ['documentId', 'record'],
    track_total_hits: false,
    sort: clauses.ranks
      ? [{ _score: 'desc' }, { documentId: 'asc' }]
      : [{ lastDay: { order: 'desc', missing: 0 } }, { documentId: 'asc' }],
    collapse: { field: 'documentId' },
    ...(seen.length > 0 ? { post_filter: { bool: { must_not: [{ terms: { documentId: seen } }] } } } : {}),
  }
}

function countsBody({ found }: Clauses, request: SearchRequest): Clause {
  const facets = request.facets.map((field) => [`facet_${field}`, facetOf(field)] as const)
  return {
    size: 0,
    query: { bool: { filter: [found] } },
    track_total_hits: true,
    aggs: {
      documents: { cardinality: { field: 'documentId', precision_threshold: 40_000 } },
      ...Object.fromEntries(facets),
    },
  }
}

/**
 * The best passages of these documents. Asked for by itself: within the page, the engine would search once a document,
 * each time for all the words.
 */
function passagesBody({ query, highlight, ranks }: Clauses, request: SearchRequest, documentIds: string[]): Clause {
  const passages = {
    size: request.passagesPerDocument,
    sort: ranks ? [{ _score: 'desc' }, { ordinal: 'asc' }] : [{ ordinal: 'asc' }],
    _source: ['body'],
    ...(highlight ? { highlight: { ...marks, highlight_query: highlight } } : {}),
  }
  return {
    size: 0,
    query: { bool: { must: [query], filter: [{ terms: { documentId: documentIds } }] } },
    track_total_hits: false,
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

function passagesIn(answer: unknown) {
  return PassagesAnswer.parse(answer).aggregations.documents.buckets
}

function facetIn({ aggregations }: CountsAnswer, field: FilterField): Facet {
  const found = aggregations[`facet_${field}`]
  const buckets = found && 'buckets' in found ? found.buckets : []
  return { field, values: buckets.map(({ key, documents }) => ({ value: key, count: documents.value })) }
}
