import { cutRun, shiftRun, type Line } from './line.ts'
import type { Flow } from './tables.ts'

/**
 * Takes signs that cite a note ("Review*") out of the words, where a small line at the page's foot begins with the same
 * sign; print does not always raise them.
 */
export function takeSignMarks(lines: Line[], page: { height: number }, bodySize: number): void {
  for (const sign of ['***', '**', '*', '††', '†', '‡', '§']) {
    const opens = lines.some(
      (line) => line.text.startsWith(`${sign} `) && line.size < bodySize && line.y > 0.5 * page.height,
    )
    if (!opens) continue
    const line = lines.find(({ text }) => placeOf(sign, text) > 0)
    if (line) takeOut(line, placeOf(sign, line.text), sign)
  }
}

function placeOf(sign: string, text: string): number {
  for (let at = text.indexOf(sign, 1); at > 0; at = text.indexOf(sign, at + 1)) {
    if (/[\p{L}\d.,)”"’]/u.test(text[at - 1]!) && !/[\p{L}\d*†‡§]/u.test(text[at + sign.length] ?? ' ')) return at
  }
  return -1
}

function takeOut(line: Line, at: number, sign: string): void {
  const end = at + sign.length
  line.text = line.text.slice(0, at) + line.text.slice(end)
  line.runs = line.runs.flatMap((run) => {
    if (run[1] <= at) return [run]
    if (run[0] >= end) return [shiftRun(run, -sign.length)]
    const before = run[0] < at ? [cutRun(run, run[0], at)] : []
    const after = run[1] > end ? [shiftRun(cutRun(run, end, run[1]), -sign.length)] : []
    return [...before, ...after]
  })
  for (const mark of line.marks) if (mark.at >= end) mark.at -= sign.length
  line.marks.push({ label: sign, at, page: line.page })
}

/**
 * Makes a citation of a raised number at the start of a line where nothing else cites it: the line broke between the word
 * and its mark.
 */
export function takeStartingMarks(lines: Line[], bodySize: number): void {
  const cited = new Set(lines.flatMap((line) => line.marks.map((mark) => mark.label)))
  for (const line of lines) {
    if (!line.opens || cited.has(line.opens) || line.size < 0.93 * bodySize) continue
    line.marks.unshift({ label: line.opens, at: 0, page: line.page })
    delete line.opens
  }
}

/** Puts a small number that stands alone on a line, because its word filled the one before, to that word as its mark. */
export function attachLoneMarks(flow: Flow[], bodySize: number): Flow[] {
  return flow.filter((part, index) => {
    const before = flow[index - 1]
    if (!('line' in part) || !before || !('line' in before)) return true
    const { line } = part
    const below = line.y - before.line.y
    const isMark = /^\d{1,3}$/.test(line.text) && line.size < 0.7 * bodySize && before.line.size > 0.93 * bodySize
    if (!isMark || below <= 0 || below > 1.6 * bodySize || line.page !== before.line.page) return true
    before.line.marks.push({ label: line.text, at: before.line.text.length, page: line.page })
    return false
  })
}

/** Puts raised letters back into the text where no note bears them: "x" with a raised "v" is a formula, not a citation. */
export function restoreLetters(lines: Line[], notes: Set<string>): void {
  for (const line of lines) {
    for (const mark of line.marks.filter(({ label }) => /^[ivx]+$/.test(label) && !notes.has(label)).reverse()) {
      line.text = line.text.slice(0, mark.at) + mark.label + line.text.slice(mark.at)
      line.runs = line.runs.map((run) => (run[0] >= mark.at ? shiftRun(run, mark.label.length) : run))
      for (const other of line.marks) if (other.at > mark.at) other.at += mark.label.length
      line.marks = line.marks.filter((other) => other !== mark)
    }
  }
}
