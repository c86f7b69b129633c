import type { Facet, FilterField, SearchRequest, SearchResponse } from '../contracts/search.ts'
import { CountsAnswer, PageAnswer, PassagesAnswer } from './elasticsearch-answers.ts'
import { marks, responseHits } from './elasticsearch-hits.ts'
import { post, type Searcher } from './elasticsearch-post.ts'
import type { Clause, Clauses } from './elasticsearch-query.ts'

const valuesPerFacet = 100
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
 * One page of documents with the counts over all that match, by three requests whatever is asked: one counts, and beside
 * it one finds the best documents and one their best passages. So what is only counted is not scored, and remembered by
 * the engine; and what is ranked does not wait for the counts.
 */
export async function findPage(
  searcher: Searcher,
  question: PageQuestion,
): Promise<{ response: SearchResponse; pointInTime: string | undefined }> {
  const [counts, { hits, pointInTime }] = await Promise.all([count(searcher, question), find(searcher, question)])
  const response = {
    documentCount: counts.aggregations.documents.value,
    passageCount: counts.hits.total.value,
    hits,
    relaxed: false,
    facets: question.request.facets.map((field) => facetIn(counts, field)),
  }
  return { response, pointInTime }
}

async function count(searcher: Searcher, { clauses, request, pointInTime }: PageQuestion): Promise<CountsAnswer> {
  return CountsAnswer.parse(await post(searcher, countsBody(clauses, request), { pointInTime }))
}

async function find(searcher: Searcher, question: PageQuestion) {
  const { clauses, request } = question
  const page = PageAnswer.parse(await post(searcher, pageBody(question), question))
  const pointInTime = page.pit_id ?? question.pointInTime
  const ids = page.hits.hits.map((hit) => hit._source.documentId)
  if (ids.length === 0) return { hits: [], pointInTime }
  const explain = request.explain === true
  const answer = await post(searcher, passagesBody(clauses, request, ids), { pointInTime, explain })
  const best = PassagesAnswer.parse(answer).aggregations.documents.buckets
  return { hits: responseHits(page.hits.hits, best, { ...clauses, explain }), pointInTime }
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
      documents: { cardinality: { field: 'documentNumber', precision_threshold: 40_000 } },
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
        // so few documents are told apart sooner by their ids than by their numbers among all that the index holds
        terms: { field: 'documentId', size: Math.max(1, documentIds.length), execution_hint: 'map' },
        aggs: { passages: { top_hits: passages } },
      },
    },
  }
}

/** Documents are counted, not passages: few enough a value for the count to be exact. */
function facetOf(field: FilterField) {
  const documents = { cardinality: { field: 'documentNumber', precision_threshold: 1_000 } }
  return {
    terms: { field: `facets.${field}`, size: valuesPerFacet, order: [{ documents: 'desc' }, { _key: 'asc' }] },
    aggs: { documents },
  }
}

function facetIn({ aggregations }: CountsAnswer, field: FilterField): Facet {
  const found = aggregations[`facet_${field}`]
  const buckets = found && 'buckets' in found ? found.buckets : []
  return { field, values: buckets.map(({ key, documents }) => ({ value: key, count: documents.value })) }
}
