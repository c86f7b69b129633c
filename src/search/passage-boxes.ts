import { boxesOfRuns } from '../contracts/boxes.ts'
import type { Box, Span } from '../contracts/position.ts'
import type { Passage } from '../contracts/search.ts'

/** The boxes of the highlights, or of the whole passage where nothing in it was looked for. */
export function boxesIn({ text, start, runs }: Passage, highlights: readonly Span[]): Box[] {
  const spans = highlights.length > 0 ? highlights : [{ start: 0, end: text.length }]
  const textOf = (from: number, to: number) => text.slice(from - start, to - start)
  return spans.flatMap((span) => boxesOfRuns(runs, { start: start + span.start, end: start + span.end }, textOf))
}
