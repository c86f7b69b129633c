import { useMemo } from 'react'
import type { Box, Span } from '../../contracts/position.ts'
import { HitPassage } from '../../contracts/search.ts'
import { api } from '../api.ts'
import { useAsked } from '../asked.ts'

/** As many as one answer holds of a document. */
const best = 100

/** Where the words that were asked stand, on the pages and in the text, sorted. */
type Matched = { boxes: Box[]; spans: Span[] }

/** Tells it of the best passages at once, of all others a moment later. */
export function useMatched(documentId: string, q: string): Matched {
  const about = { q, document: [documentId] }
  const key = q === '' ? undefined : `${documentId}?${q}`
  const { answer } = useAsked(key, () => api.search({ ...about, size: 1, passages: best }))
  const hit = key === undefined ? undefined : answer?.hits[0]
  // who asks with words that stand nowhere together is shown what comes near, which is no whole list
  const more = hit !== undefined && !answer?.relaxed && hit.passageCount > hit.passages.length
  const { answer: all } = useAsked(more ? key : undefined, async () =>
    passagesIn(await (await api.export('search.jsonl', about)).text()),
  )
  const passages = more && all ? all : hit?.passages
  return useMemo(() => matchedIn(passages ?? []), [passages])
}

function matchedIn(passages: readonly HitPassage[]): Matched {
  const marked = passages.filter(({ highlights }) => highlights.length > 0)
  const spans = marked.flatMap(({ start: from, highlights }) =>
    highlights.map(({ start, end }) => ({ start: from + start, end: from + end })),
  )
  return {
    boxes: marked.flatMap(({ boxes }) => boxes),
    spans: spans.toSorted((one, other) => one.start - other.start),
  }
}

const passagesIn = (lines: string): HitPassage[] =>
  lines.split('\n').flatMap((line) => (line === '' ? [] : [HitPassage.parse(JSON.parse(line).passage)]))
