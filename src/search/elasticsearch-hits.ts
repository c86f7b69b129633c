import type { Span } from '../contracts/position.ts'
import { type Explanation, type Hit, type HitPassage, IndexDocument, Passage } from '../contracts/search.ts'
import type { DocumentHit, PassageHit, PassagesBucket } from './elasticsearch-answers.ts'
import { boxesIn, pageIn } from './passage-boxes.ts'
import { type Phrase, phrasesIn } from './phrases.ts'
import { mergedSpans } from './spans.ts'
import { storable } from './words.ts'

/** What stands with every passage of its document, so that a page of results is one request. */
export const Record = IndexDocument.omit({ passages: true, entities: true, keyPhrases: true })

/** Characters without a meaning of their own, so that a text hardly ever holds them. */
const open = '\uE0A0'
const close = '\uE0A1'

/** Asks for whole texts with what matched between two marks. */
export const marks = {
  type: 'unified',
  number_of_fragments: 0,
  pre_tags: [open],
  post_tags: [close],
  fields: { 'text*': {} },
  require_field_match: true,
}

type Showing = { explain: boolean; ranks: boolean; phrases: readonly Phrase[] }

/** The documents found, each with its best passages; one that was removed between the two questions is left out. */
export function responseHits(found: readonly DocumentHit[], best: readonly PassagesBucket[], showing: Showing): Hit[] {
  const byDocument = new Map(best.map((bucket) => [bucket.key, bucket]))
  return found.flatMap((hit): Hit[] => {
    const bucket = byDocument.get(hit._source.documentId)
    if (!bucket) return []
    const record = Record.parse(JSON.parse(hit._source.record))
    return [
      {
        ...record,
        completeness: record.incomplete.length > 0 ? 'partial' : 'complete',
        score: scoreOf(hit, showing),
        passageCount: bucket.doc_count,
        passages: bucket.passages.hits.hits.map((passage) => hitPassage(passage, showing)),
      },
    ]
  })
}

function hitPassage(hit: PassageHit, showing: Showing): HitPassage {
  const passage = Passage.parse(JSON.parse(hit._source.body))
  const texts = Object.values(hit.highlight ?? {}).flatMap(([text]) => (text === undefined ? [] : [text]))
  const plain = storable(passage.text)
  const highlights = mergedSpans([
    ...texts.flatMap((text) => markedSpans(plain, text)),
    ...phrasesIn(plain, showing.phrases),
  ])
  const boxes = boxesIn(passage, highlights)
  const page = highlights.length > 0 ? pageIn(passage, boxes) : passage.page
  const { ordinal: _, runs: __, activeYears: ___, headings: ____, ...shown } = passage
  const score = scoreOf(hit, showing)
  const explanation = showing.explain ? { explanation: explanationOf(hit, score) } : {}
  return { ...shown, score, highlights, page, boxes, ...explanation }
}

/** What is ranked is sorted by its score before all else. */
function scoreOf({ sort }: Pick<PassageHit, 'sort'>, { ranks }: Pick<Showing, 'ranks'>): number {
  const [first] = sort
  return ranks && typeof first === 'number' ? first : 0
}

/** Where the marked text has a mark that the plain text has not. */
export function markedSpans(plain: string, marked: string): Span[] {
  const spans: Span[] = []
  let at = 0
  let start = -1
  for (let index = 0; index < marked.length && at <= plain.length; index++) {
    const character = marked[index]
    if (character === plain[at]) at++
    else if (character === open) start = at
    else if (character === close && start >= 0) spans.push({ start, end: at })
  }
  return spans
}

/** What the named parts of the query gave, and the rest: being a heading. */
function explanationOf({ matched_queries }: PassageHit, score: number): Explanation {
  const named = Array.isArray(matched_queries) ? {} : (matched_queries ?? {})
  const parts = Object.entries(named).map(([part, given]) => ({ part, score: given }))
  const rest = score - parts.reduce((total, part) => total + part.score, 0)
  return { parts: Math.abs(rest) > 1e-4 ? [...parts, { part: 'a title or heading', score: rest }] : parts }
}
