import type { SourceRun } from '../contracts/position.ts'
import type { Span } from '../contracts/position.ts'

/** Says where a span of a document's text stands in its plain-text source, in code points. */
export type SourcePlaces = (span: Span) => Span

/** `runs`: where the text came from; `source`: the file's text, in which code points are counted. */
export function sourcePlacesOf(runs: readonly SourceRun[], source: string): SourcePlaces {
  const pairs = surrogatePairs(source)
  const codePoint = (offset: number) => offset - countBelow(pairs, offset)
  return ({ start, end }) => ({
    start: codePoint(sourceOffset(runs, start)),
    end: codePoint(end > start ? sourceOffset(runs, end - 1) + lengthAt(runs, end - 1) : sourceEndBefore(runs, start)),
  })
}

function runAt(runs: readonly SourceRun[], offset: number): SourceRun | undefined {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (runs[middle]![0] <= offset) low = middle + 1
    else high = middle
  }
  return runs[low - 1]
}

function sourceOffset(runs: readonly SourceRun[], offset: number): number {
  const run = runAt(runs, offset)
  if (!run) return 0
  const [start, end, sourceStart, sourceEnd] = run
  if (offset >= end) return sourceEnd
  return sourceEnd - sourceStart === end - start ? sourceStart + offset - start : sourceStart
}

/** How long the source of one character is: a run that does not map one to one counts whole. */
function lengthAt(runs: readonly SourceRun[], offset: number): number {
  const run = runAt(runs, offset)
  if (!run || offset >= run[1]) return 0
  const [start, end, sourceStart, sourceEnd] = run
  return sourceEnd - sourceStart === end - start ? 1 : sourceEnd - sourceStart
}

/** Where the source of what stands before an offset ends: the place of a note mark. */
function sourceEndBefore(runs: readonly SourceRun[], offset: number): number {
  return offset === 0 ? 0 : sourceOffset(runs, offset - 1) + lengthAt(runs, offset - 1)
}

/** Offsets of the second halves of all surrogate pairs, ascending. */
function surrogatePairs(source: string): number[] {
  const pairs: number[] = []
  for (const match of source.matchAll(/[\ud800-\udbff](?=[\udc00-\udfff])/g)) pairs.push(match.index + 1)
  return pairs
}

function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < limit) low = middle + 1
    else high = middle
  }
  return low
}
