import type { QueryNode, SearchRequest, SearchResponse } from '../contracts/search.ts'
import { readCursor, writeCursor, type Cursor } from './cursor.ts'
import { conditionOf, heldSql } from './embedded-query.ts'
import type { Sql, Tables } from './embedded-schema.ts'
import type { DocumentColumn, FacetColumns, MatchedDocument } from './facet-columns.ts'
import { hitsOf } from './hits.ts'
import { correctionsOf } from './suggestions.ts'
import { allOf, holdingEach, matchesOf } from './matching.ts'
import { rank, type RankedPassage, rankingTerms, weightedTerms, type WeightedTerm } from './ranking.ts'
import { relaxations } from './relax.ts'
import type { Stemmer } from './stemmers.ts'
import { type Term, termsOf } from './terms.ts'

/** The open index, as its parts see it. */
export type Embedded = { sql: Pick<Sql, 'query'>; tables: Tables; stemmer: Stemmer; columns: FacetColumns }

/** Where more passages match than this, up to three times as many are ranked, those that promise most. */
const mostRanked = 600

/** A document with its passages in the order in which they are shown. */
export type OrderedDocument = {
  document: DocumentColumn
  passageCount: number
  passages: RankedPassage[]
  score: number
  /** What documents are ordered by, descending: the score, or the date where nothing ranks. */
  order: number
}

/** Answers a search over whatever is written when it begins; `without` is the key of a passage to leave out. */
export async function search(index: Embedded, request: SearchRequest, without?: number): Promise<SearchResponse> {
  const documents = await index.columns.load()
  const cursor = readCursor(request.query, request.cursor)
  const asked = await ask(index, request, documents, cursor)
  if (without !== undefined) leaveOut(asked.matched, without)
  const ordered = asked.weighted.length > 0 ? await byScore(index, request, asked) : byDate(asked.matched)
  const rest = cursor ? ordered.filter((entry) => isAfter(entry, cursor)) : ordered
  const page = rest.slice(0, request.size)
  const last = page.at(-1)
  const corrections = asked.foundAll ? [] : await correctionsOf(asked.weighted, index)
  const place = last && rest.length > page.length ? placeOf(last, asked) : undefined
  return {
    documentCount: asked.matched.length,
    passageCount: asked.matched.reduce((count, { passageKeys }) => count + passageKeys.length, 0),
    hits: await hitsOf(index, page, { terms: asked.terms, passagesPerDocument: request.passagesPerDocument }),
    relaxed: asked.relaxed,
    facets: index.columns.count(asked.matched, request.facets),
    ...(corrections.length > 0 ? { corrections } : {}),
    ...(place ? { cursor: writeCursor(request.query, place) } : {}),
  }
}

function leaveOut(matched: MatchedDocument[], passageKey: number): void {
  const at = matched.findIndex(({ passageKeys }) => passageKeys.includes(passageKey))
  const entry = matched[at]
  if (!entry) return
  const others = entry.passageKeys.filter((key) => key !== passageKey)
  matched.splice(at, 1, ...(others.length > 0 ? [{ ...entry, passageKeys: others }] : []))
}

type Asked = {
  terms: Term[]
  weighted: WeightedTerm[]
  matched: MatchedDocument[]
  /** Something holds all that was asked for, or a page was turned. */
  foundAll: boolean
  relaxed: boolean
  perDocument: number | undefined
}

async function ask(
  index: Embedded,
  request: SearchRequest,
  documents: ReadonlyMap<number, DocumentColumn>,
  cursor: Cursor | undefined,
): Promise<Asked> {
  const passageCount = [...documents.values()].reduce((count, document) => count + document.passageCount, 0)
  const languages = [...new Set([...documents.values()].flatMap((document) => document.languages))]
  const terms = await termsOf(request.query, { ...index, languages })
  const ranking = rankingTerms(terms.values())
  const weighted =
    cursor?.weights.length === ranking.length
      ? ranking.map((term, at) => ({ term, weight: cursor.weights[at]!, known: true }))
      : await weightedTerms(ranking, { ...index, passageCount })
  const find = async (query: QueryNode) =>
    query.type === 'everything'
      ? allOf(documents)
      : matchesOf(conditionOf(query, { terms, tables: index.tables }), documents, index)
  const strict = cursor?.relaxed ? [] : await find(request.query)
  const looser = request.relax === false ? [] : relaxations(request.query)
  let matched = strict
  for (let step = 0; matched.length === 0 && step < looser.length; step++) matched = await find(looser[step]!)
  const isRelaxed = strict.length === 0 && matched.length > 0
  return {
    terms: [...terms.values()],
    weighted,
    matched,
    foundAll: cursor !== undefined || strict.length > 0,
    relaxed: isRelaxed,
    perDocument: perDocumentOf(matched, cursor),
  }
}

/** How many passages of each document are ranked where there are too many; the same on every page. */
function perDocumentOf(matched: readonly MatchedDocument[], cursor: Cursor | undefined): number | undefined {
  if (cursor) return cursor.perDocument
  const count = matched.reduce((total, { passageKeys }) => total + passageKeys.length, 0)
  return count <= mostRanked ? undefined : Math.max(1, Math.floor(mostRanked / matched.length))
}

async function byScore(index: Embedded, request: SearchRequest, asked: Asked): Promise<OrderedDocument[]> {
  const candidates = await candidatesOf(index, asked)
  const ranked = await rank(candidates, asked.weighted, { ...index, explain: request.explain === true })
  const scored = new Map(ranked.map((passage) => [passage.passageKey, passage]))
  const ordered = asked.matched.map(({ document, passageKeys }): OrderedDocument => {
    const passages: RankedPassage[] = []
    const unranked: RankedPassage[] = []
    for (const passageKey of passageKeys) {
      const passage = scored.get(passageKey)
      if (passage) passages.push(passage)
      else if (unranked.length < request.passagesPerDocument) unranked.push({ passageKey, score: 0 })
    }
    const score = passages.sort(byScoreThenPlace)[0]?.score ?? 0
    return { document, passageCount: passageKeys.length, passages: [...passages, ...unranked], score, order: score }
  })
  return ordered.sort(byOrder)
}

/**
 * Where too many match, those are ranked that promise most: of each document the headings that hold all the words, the
 * passages below a title that holds one of them, and the first that match at all.
 */
async function candidatesOf({ sql, tables }: Embedded, { matched, perDocument, weighted }: Asked): Promise<number[]> {
  if (perDocument === undefined) return matched.flatMap(({ passageKeys }) => passageKeys)
  const terms = weighted.slice(0, 6).map(({ term }) => term)
  const headings = terms.map((term) => term.heading).join(' & ')
  const below = `${terms.map((term) => term.own).join(' & ')} & (${terms.map((term) => term.context).join(' | ')})`
  const documents = new Map(matched.map(({ document }) => [document.documentKey, document]))
  const candidates = new Set<number>()
  const held = [headings, below].map((words) => (values: unknown[]) => heldSql(terms, words, values))
  const found = await holdingEach(held, documents, { sql, tables })
  const matchedOf = new Map(matched.map(({ document, passageKeys }) => [document, passageKeys]))
  for (const { document, passageKeys } of found.flat()) {
    const alsoMatched = new Set(matchedOf.get(document))
    for (const key of passageKeys.filter((key) => alsoMatched.has(key)).slice(0, perDocument)) candidates.add(key)
  }
  for (const { passageKeys } of matched) for (const key of passageKeys.slice(0, perDocument)) candidates.add(key)
  return [...candidates]
}

/** Where nothing ranks: the newest first, passages as they stand. */
function byDate(matched: readonly MatchedDocument[]): OrderedDocument[] {
  const ordered = matched.map(({ document, passageKeys }): OrderedDocument => {
    const passages = passageKeys.slice(0, 100).map((passageKey) => ({ passageKey, score: 0 }))
    return { document, passageCount: passageKeys.length, passages, score: 0, order: document.lastDay }
  })
  return ordered.sort(byOrder)
}

function placeOf(last: OrderedDocument, asked: Asked): Omit<Cursor, 'query'> {
  return {
    score: last.order,
    documentId: last.document.documentId,
    weights: asked.weighted.map(({ weight }) => weight),
    relaxed: asked.relaxed,
    ...(asked.perDocument === undefined ? {} : { perDocument: asked.perDocument }),
  }
}

function isAfter(entry: OrderedDocument, cursor: Cursor): boolean {
  if (entry.order !== cursor.score) return entry.order < cursor.score
  return entry.document.documentId > cursor.documentId
}

function byOrder(one: OrderedDocument, other: OrderedDocument): number {
  return other.order - one.order || (one.document.documentId < other.document.documentId ? -1 : 1)
}

function byScoreThenPlace(one: RankedPassage, other: RankedPassage): number {
  return other.score - one.score || one.passageKey - other.passageKey
}
