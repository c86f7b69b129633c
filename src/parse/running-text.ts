import type { TextRun } from '../contracts/position.ts'
import { cutRun, shiftRun, type Line, type Mark } from './line.ts'
import type { Joint } from './joining.ts'

/** A text that grows line by line and keeps where each part of it was printed. */
export type RunningText = {
  text: string
  runs: TextRun[]
  marks: Mark[]
  pages: { page: number; start: number }[]
}

export const emptyText = (): RunningText => ({ text: '', runs: [], marks: [], pages: [] })

/** Puts a line to the end; its runs, marks and page move to where it now stands. */
export function append(
  running: RunningText,
  line: Line,
  { drop, insert }: Joint | { drop: 0; insert: '\t' | '\n' },
): void {
  if (drop > 0) removeCharacters(running, running.text.length - drop, running.text.length)
  const before = running.text.length
  running.text += insert
  const at = running.text.length
  if (running.pages.at(-1)?.page !== line.page) running.pages.push({ page: line.page, start: at })
  running.text += line.text
  for (const run of line.runs) running.runs.push(shiftRun(run, at))
  // A mark at the line's start belongs to the word at the end of the line before.
  for (const mark of line.marks) running.marks.push({ ...mark, at: mark.at === 0 ? before : mark.at + at })
}

/** Takes characters out of the text; what was printed there loses its place, everything behind moves up. */
export function removeCharacters(running: RunningText, start: number, end: number): void {
  const length = end - start
  running.text = running.text.slice(0, start) + running.text.slice(end)
  const moved = (offset: number) => (offset <= start ? offset : Math.max(start, offset - length))
  running.runs = running.runs.flatMap((run) => {
    if (run[1] <= start) return [run]
    if (run[0] >= end) return [shiftRun(run, -length)]
    const before = run[0] < start ? [cutRun(run, run[0], start)] : []
    const after = run[1] > end ? [shiftRun(cutRun(run, end, run[1]), -length)] : []
    return [...before, ...after]
  })
  running.marks = running.marks.map((mark) => ({ ...mark, at: moved(mark.at) }))
  running.pages = running.pages.map(({ page, start: offset }) => ({ page, start: moved(offset) }))
}
