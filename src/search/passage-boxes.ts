import { boxesOfRuns } from '../contracts/boxes.ts'
import type { Box, Span } from '../contracts/position.ts'
import type { Passage } from '../contracts/search.ts'

/** The boxes of the highlights, or of the whole passage where nothing in it was looked for. */
export function boxesIn({ text, start, runs }: Passage, highlights: readonly Span[]): Box[] {
  const spans = highlights.length > 0 ? highlights : [{ start: 0, end: text.length }]
  const textOf = (from: number, to: number) => text.slice(from - start, to - start)
  return spans.flatMap((span) => boxesOfRuns(runs, { start: start + span.start, end: start + span.end }, textOf))
}

/** The page on which most of the highlights stand: a passage may run over a page's end. Its first page where none does. */
export function pageIn(passage: Passage, boxes: readonly Box[]): number {
  const counts = new Map<number, number>()
  for (const { page } of boxes) counts.set(page, (counts.get(page) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  return [...counts].find(([, count]) => count === most)?.[0] ?? passage.page
}
