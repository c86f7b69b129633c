import type { TextRun } from '../contracts/position.ts'
import type { Turn } from './text-item.ts'

/** A note mark in a text: where it was printed, and what it says. */
export type Mark = { label: string; at: number; page: number }

/** A printed line, or a piece of one that a wide gap parts from the rest. */
export type Line = {
  page: number
  turn: Turn
  x: number
  right: number
  /** The baseline. */
  y: number
  /** The size in which most of it is set, and its greatest. */
  size: number
  height: number
  font: string
  /** The faces with which it begins and ends. */
  firstFont: string
  lastFont: string
  mixedSizes: boolean
  text: string
  /** Where the text is on the page; offsets within the line. */
  runs: TextRun[]
  marks: Mark[]
  /** The raised number with which it begins, as notes do. */
  opens?: string
  /** It ends in a hyphen that only parts a word at the line's end. */
  softHyphen: boolean
  /** It stands on the same baseline as the line before it, a gap away. */
  continues: boolean
}

/** The horizontal overlap of two lines or cells, as a part of the narrower one. */
export function overlap(one: { x: number; right: number }, other: { x: number; right: number }): number {
  const shared = Math.min(one.right, other.right) - Math.max(one.x, other.x)
  return shared / Math.max(1, Math.min(one.right - one.x, other.right - other.x))
}

/** The same line with the piece behind the gap put to it. */
export function withRest(line: Line, rest: Line): Line {
  const at = line.text.length + 1
  const { font, size } = rest.text.length > line.text.length ? rest : line
  return {
    ...line,
    font,
    size,
    lastFont: rest.lastFont,
    right: rest.right,
    text: `${line.text} ${rest.text}`,
    runs: [...line.runs, ...rest.runs.map((run) => shiftRun(run, at))],
    marks: [...line.marks, ...rest.marks.map((mark) => ({ ...mark, at: mark.at + at }))],
    height: Math.max(line.height, rest.height),
    mixedSizes: line.mixedSizes || rest.mixedSizes || line.size !== rest.size,
    softHyphen: rest.softHyphen,
  }
}

/** A copy of the line that begins with the text of another, and stays where it stands. */
export function withStart(start: Line, line: Line, between = ''): Line {
  const at = start.text.length + between.length
  return {
    ...line,
    text: start.text + between + line.text,
    runs: [...start.runs, ...line.runs.map((run) => shiftRun(run, at))],
    marks: line.marks.map((mark) => ({ ...mark, at: mark.at + at })),
  }
}

/** A copy of the line without its first characters, and without the blanks behind them. */
export function withoutStart(line: Line, length: number): Line {
  const rest = line.text.slice(length).trimStart()
  const dropped = line.text.length - rest.length
  return {
    ...line,
    text: rest,
    runs: line.runs.flatMap((run) => {
      if (run[1] <= dropped) return []
      return [shiftRun(run[0] < dropped ? cutRun(run, dropped, run[1]) : run, -dropped)]
    }),
    marks: line.marks.filter((mark) => mark.at > dropped).map((mark) => ({ ...mark, at: mark.at - dropped })),
  }
}

/** The run moved along the text. */
export function shiftRun(run: TextRun, by: number): TextRun {
  const [start, end, page, x, y, width, height] = run
  return [start + by, end + by, page, x, y, width, height]
}

/** The part of a run from `start` to `end`; its place is cut in proportion. */
export function cutRun(run: TextRun, start: number, end: number): TextRun {
  const [runStart, runEnd, page, x, y, width, height] = run
  const each = width / Math.max(1, runEnd - runStart)
  return [start, end, page, x + each * (start - runStart), y, each * (end - start), height]
}

/** The line in parts that begin at the given offsets. */
export function splitLine(line: Line, offsets: number[]): Line[] {
  const starts = [0, ...offsets]
  return starts.map((start, index): Line => {
    const end = starts[index + 1] ?? line.text.length
    const runs = line.runs.filter((run) => run[0] >= start && run[1] <= end).map((run) => shiftRun(run, -start))
    const [first, last] = [runs[0], runs.at(-1)]
    return {
      ...line,
      text: line.text.slice(start, end).trimEnd(),
      runs,
      marks: line.marks
        .filter((mark) => (index === 0 || mark.at > start) && mark.at <= end)
        .map((mark) => ({ ...mark, at: mark.at - start })),
      x: first ? first[3] : line.x,
      right: last ? last[3] + last[5] : line.right,
      continues: index > 0 || line.continues,
    }
  })
}
