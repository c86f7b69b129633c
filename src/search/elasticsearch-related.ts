import { type Completion, FilterField, type SearchRequest, type SearchResponse } from '../contracts/search.ts'
import { RihlaError } from '../errors.ts'
import { CompletionAnswer, SuggestAnswer } from './elasticsearch-answers.ts'
import { EngineError } from './elasticsearch-engine.ts'
import { findPage } from './elasticsearch-page.ts'
import { post, type Searcher } from './elasticsearch-post.ts'
import { heldClause, speakingNodes } from './elasticsearch-query.ts'
import { allowedDistance, mistakable, mostCorrections, nearestFirst } from './near-words.ts'
import { typedText } from './query-leaves.ts'
import type { Corrections } from './suggestions.ts'
import { foldedText, storable } from './words.ts'

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
  const clauses = { found: query, query, highlight: undefined, phrases: [], ranks: true }
  return (await findPage(searcher, { clauses, request })).response
}

/** Names that begin so, from any of their words on; the engine keeps no list of plain words to complete. */
export async function complete({ engine, names }: Searcher, typed: string, size: number): Promise<Completion[]> {
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
  const found = CompletionAnswer.parse(
    await engine.request({ method: 'POST', path: `/${names.documents}/_search`, body }),
  )
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

/**
 * For words that no passage holds in any form, the nearest that some do, chosen as in the embedded index. Asked for only
 * where no passage holds all that was asked: the engine looks through all its words for it.
 */
export async function correctionsOf(searcher: Searcher, { query }: SearchRequest): Promise<Corrections> {
  const typed = speakingNodes(query).flatMap((node) => {
    const word = mistakable(node)
    return word === undefined ? [] : [{ node, word }]
  })
  if (typed.length === 0) return []
  const term = { field: 'text', suggest_mode: 'missing', prefix_length: 1, min_word_length: 3, accuracy: 0, size: 50 }
  const suggest = typed.map(({ word }, at) => [at, { text: word, term: { ...term, max_edits: allowedDistance(word) } }])
  const held = typed.map(({ node }, at) => [at, heldClause(node)])
  const answered = await post(searcher, {
    size: 0,
    suggest: Object.fromEntries(suggest),
    aggs: { held: { filters: { filters: Object.fromEntries(held) } } },
  })
  const { suggest: suggested, aggregations } = SuggestAnswer.parse(answered)
  const corrections = typed.flatMap(({ node, word }, at) => {
    if (aggregations.held.buckets[at]!.doc_count > 0) return []
    const options = suggested[at]?.[0]?.options ?? []
    const [near] = nearestFirst(
      word,
      options.map(({ text, freq }) => ({ word: text, passages: freq })),
    )
    return near ? [{ typed: storable(typedText(node)), meant: near.word }] : []
  })
  return corrections.slice(0, mostCorrections)
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
