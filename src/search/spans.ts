import type { Span } from '../contracts/position.ts'

/** The spans in order, those that overlap as one. */
export function mergedSpans(spans: Span[]): Span[] {
  const result: Span[] = []
  for (const span of spans.sort((one, other) => one.start - other.start || one.end - other.end)) {
    const last = result.at(-1)
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end)
    else result.push({ ...span })
  }
  return result
}
