import { withoutStart, type Line } from './line.ts'
import type { Flow } from './tables.ts'
import type { Profile } from './profile.ts'

/** A note with the lines of its text, which may run over columns and pages. */
export type Note = { mark: string; page: number; place: 'foot' | 'end'; lines: Line[] }

export type PageFlow = { number: number; width: number; height: number; flow: Flow[] }

/** Parts the notes at the pages' feet from the text. A number opens a note only where the page cites it. */
export function takeFootnotes(pages: PageFlow[], { bodySize }: Profile): { pages: PageFlow[]; notes: Note[] } {
  const notes: Note[] = []
  let waiting = new Set<string>()
  const kept = pages.map((page) => {
    const lines = page.flow.flatMap((part) => ('line' in part ? [part.line] : []))
    const here = lines.flatMap((line) => line.marks.map((mark) => mark.label))
    // A note that had no room on the page of its mark stands on the next.
    const cited = new Set([...here, ...waiting])
    const unfinished = openNote(notes, page.number)
    const foot = footLines({ lines, width: page.width, bodySize, cited, unfinished: unfinished !== undefined })
    for (const line of lines) if (foot.has(line)) addToNotes(notes, line, cited)
    waiting = new Set(here.filter((label) => !notes.some((note) => note.mark === label && note.page === page.number)))
    return { ...page, flow: page.flow.filter((part) => !('line' in part) || !foot.has(part.line)) }
  })
  return { pages: kept, notes }
}

/** The note that the page before left in the middle of a sentence. */
function openNote(notes: Note[], page: number): Note | undefined {
  const last = notes.at(-1)
  const line = last?.lines.at(-1)
  if (!last || !line || line.page !== page - 1) return undefined
  return /[.!?”"’)\]]$/.test(line.text) || !/^\d/.test(last.mark) ? undefined : last
}

type FootInput = { lines: Line[]; width: number; bodySize: number; cited: Set<string>; unfinished: boolean }

/** In each column, the small lines under the last line of the body, from the first that opens a note on. */
function footLines({ lines, width, bodySize, cited, unfinished }: FootInput): Set<Line> {
  const foot = new Set<Line>()
  const small = (line: Line) => line.size <= 0.93 * bodySize
  for (const column of [lines.filter((line) => line.x < width / 2), lines.filter((line) => line.x >= width / 2)]) {
    const lowest = Math.max(0, ...column.filter((line) => !small(line)).map((line) => line.y))
    const candidates = column.filter((line) => small(line) && line.y > lowest)
    const first = candidates.findIndex((line) => openingOf(line, cited))
    // A note that runs on from the page before comes first; where no other shows the place, its sentence has to go on.
    const carried = unfinished && (first >= 0 || /^\p{Ll}/u.test(candidates[0]?.text ?? ''))
    if (first < 0 && !carried) continue
    for (const line of untilGap(candidates.slice(carried ? 0 : first), cited)) foot.add(line)
  }
  // A note under a title stands above what is printed at the very foot of a cover.
  const sign = lines.findIndex((line) => small(line) && signOf(line, cited))
  if (sign >= 0) for (const line of untilGap(lines.slice(sign).filter(small), cited)) foot.add(line)
  return foot
}

/** The lines up to a gap behind which no note begins: what is printed below is something else. */
function untilGap(lines: Line[], cited: Set<string>): Line[] {
  const end = lines.findIndex((line, index) => {
    const last = lines[index - 1]
    return last && Math.abs(line.y - last.y) > 3 * line.size && !openingOf(line, cited)
  })
  return end < 0 ? lines : lines.slice(0, end)
}

function signOf(line: Line, cited: Set<string>): string | undefined {
  const sign = /^[*†‡§]{1,3}(?=\s)/.exec(line.text)?.[0]
  return sign && cited.has(sign) ? sign : undefined
}

/** The number or sign with which the line opens a note. */
export function openingOf(line: Line, cited: Set<string>): string | undefined {
  if (line.opens) return line.opens
  const number = /^(\d{1,3}|[*†‡§]{1,3})(?=[.)]\s\S|\s?[\p{L}“"‘(])/u.exec(line.text)?.[1]
  return number && cited.has(number) ? number : undefined
}

function addToNotes(notes: Note[], line: Line, cited: Set<string>): void {
  const mark = openingOf(line, cited)
  const last = notes.at(-1)
  // Numbers begin anew on each page, or go on; within a note's text a number that is cited may stand anywhere.
  const starts = !last || last.lines.at(-1)?.page !== line.page
  const follows = starts || Number.isNaN(Number(mark)) || Number(mark) === Number(last.mark) + 1
  if (mark && (line.opens || follows))
    notes.push({ mark, page: line.page, place: 'foot', lines: [line.opens ? line : withoutMark(line, mark)] })
  else last?.lines.push(line)
}

function withoutMark(line: Line, mark: string): Line {
  return withoutStart(line, mark.length + (/^[.)]/.test(line.text.slice(mark.length)) ? 1 : 0))
}
