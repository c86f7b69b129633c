import type { Line } from './line.ts'

/** The lines with what was printed apart put before the line that it belongs to; it is no line of its own any more. */
export function putBefore(
  lines: readonly Line[],
  apartOf: ReadonlyMap<Line, Line>,
  join: (apart: Line, line: Line) => Line,
): Line[] {
  const used = new Set(apartOf.values())
  return lines.flatMap((line) => {
    const apart = apartOf.get(line)
    if (apart) return [join(apart, line)]
    return used.has(line) ? [] : [line]
  })
}
