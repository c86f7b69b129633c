import { abbreviation } from './bullets.ts'
import { isNotesHeading } from './endnotes.ts'
import { overlap, withoutStart, type Line } from './line.ts'
import type { Flow } from './tables.ts'
import type { Profile } from './profile.ts'

/** A note with the lines of its text, which may run over columns and pages. */
export type Note = { mark: string; page: number; place: 'foot' | 'end'; lines: Line[] }

export type PageFlow = { number: number; width: number; height: number; flow: Flow[] }

/** Parts the notes at the pages' feet from the text. A number opens a note only where the page cites it. */
export function takeFootnotes(pages: PageFlow[], { bodySize }: Profile): { pages: PageFlow[]; notes: Note[] } {
  const notes: Note[] = []
  const waiting = new Map<string, number>()
  const kept = pages.map((page) => {
    const lines = page.flow.flatMap((part) => ('line' in part ? [part.line] : []))
    // A note that had no room on the page of its mark stands on one of the next.
    // Under a heading of their own all notes stand at the end.
    if (lines.some((line) => isNotesHeading(line.text))) waiting.clear()
    for (const [label, since] of waiting) if (page.number - since > mostPagesLate) waiting.delete(label)
    for (const { label } of lines.flatMap((line) => line.marks)) waiting.set(label, page.number)
    const cited = new Set(waiting.keys())
    const late = new Set([...waiting].flatMap(([label, since]) => (since < page.number ? [label] : [])))
    const foot = footLines({ lines, width: page.width, bodySize, cited, late, open: openNote(notes, page.number) })
    for (const line of lines) if (foot.has(line)) addToNotes(notes, line, cited)
    for (const note of notes) if (note.page === page.number) waiting.delete(note.mark)
    return { ...page, flow: page.flow.filter((part) => !('line' in part) || !foot.has(part.line)) }
  })
  return { pages: kept, notes }
}

/** How many pages behind its mark a note may stand. */
const mostPagesLate = 3

/** The last line of the note that the page before left in the middle of a sentence. */
function openNote(notes: Note[], page: number): Line | undefined {
  const last = notes.at(-1)
  const line = last?.lines.at(-1)
  return last && line?.page === page - 1 && /^\d/.test(last.mark) ? unfinished(line) : undefined
}

const unfinished = (line: Line | undefined): Line | undefined =>
  line && (!/[.!?”"’)\]]$/.test(line.text) || abbreviation.test(line.text.slice(-12))) ? line : undefined

type FootInput = {
  lines: Line[]
  width: number
  bodySize: number
  cited: Set<string>
  /** Those of the cited ones whose mark stands on a page before. */
  late: Set<string>
  open: Line | undefined
}

/** In each column, the small lines under the last line of the body, from the first that opens a note on. */
function footLines({ lines, width, bodySize, cited, late, open }: FootInput): Set<Line> {
  const foot = new Set<Line>()
  const small = (line: Line) => line.size <= 0.96 * bodySize
  let before = open
  for (const candidates of toColumns(linesBelow(lines, small, width))) {
    const first = candidates.findIndex((line) => openingOf(line, cited))
    const carried = before !== undefined && goesOn(before, candidates[0]!, first >= 0)
    // A late note behind others that nothing cites is one of the notes at the end.
    const isLate = first > 0 && !candidates[first]!.opens && late.has(openingOf(candidates[first]!, cited)!)
    const isEndnote = isLate && candidates.slice(0, first).some(({ text }) => /^\d{1,3}[.)]?\s\S/.test(text))
    if (!carried && (first < 0 || isEndnote)) continue
    const taken = untilGap(candidates.slice(carried ? 0 : first), cited)
    for (const line of taken) foot.add(line)
    before = unfinished(taken.at(-1))
  }
  for (const line of untilGap(lastLines(lines, small, cited), cited)) foot.add(line)
  // A note under a title stands above what is printed at the very foot of a cover.
  const sign = lines.findIndex((line) => small(line) && signOf(line, cited))
  if (sign >= 0) for (const line of untilGap(lines.slice(sign).filter(small), cited)) foot.add(line)
  return foot
}

/** The small lines with which the page's content ends, where they are notes: some producers let the text run into them. */
function lastLines(lines: Line[], small: (line: Line) => boolean, cited: Set<string>): Line[] {
  const last = lines.slice(lines.findLastIndex((line) => !small(line)) + 1)
  const [first, end] = [last[0], last.at(-1)]
  if (!first || !end || !openingOf(first, cited)) return []
  const falls = last.every((line, index) => index === 0 || line.y > last[index - 1]!.y - 1)
  const meetsText = lines.some(
    (line) => !small(line) && line.y > first.y && line.y < end.y + end.size && overlap(line, first) > 0,
  )
  return falls && meetsText ? last : []
}

/**
 * Whether a note runs on in this line, at the foot of another column or page. Where no note that opens below shows the place,
 * its sentence has to go on, or the line has to be set as the note is, in the same page's next column.
 */
function goesOn(before: Line, line: Line, opensBelow: boolean): boolean {
  if (opensBelow || /^\p{Ll}/u.test(line.text)) return true
  return line.page === before.page && line.font === before.font && line.size === before.size
}

/** Into so many strips a page is cut to find what stands below what. */
const strips = 100

/** The lines of one kind that have none of another below them. */
function linesBelow(lines: Line[], isKind: (line: Line) => boolean, width: number): Line[] {
  const lowest = Array.from({ length: strips }, () => 0)
  const stripsOf = ({ x, right }: Line): [number, number] => [stripAt(x + 2, width), stripAt(right - 2, width)]
  for (const line of lines) {
    if (isKind(line)) continue
    const [from, to] = stripsOf(line)
    for (let at = from; at <= to; at++) lowest[at] = Math.max(lowest[at]!, line.y)
  }
  return lines.filter((line) => {
    const [from, to] = stripsOf(line)
    return isKind(line) && line.y > Math.max(0, ...lowest.slice(from, to + 1))
  })
}

const stripAt = (x: number, width: number): number =>
  Math.min(strips - 1, Math.max(0, Math.floor((strips * x) / width)))

/** Lines that stand beside each other, as columns from left to right; each keeps the order of the page's content. */
function toColumns(lines: Line[]): Line[][] {
  const extents: { x: number; right: number }[] = []
  for (const line of lines.toSorted((one, other) => one.x - other.x)) {
    const column = extents.at(-1)
    // An address that found no break may reach over the gap between two columns.
    if (column && overlap(column, line) > 0.2) column.right = Math.max(column.right, line.right)
    else extents.push({ x: line.x, right: line.right })
  }
  return extents.map(({ x }, index) => {
    const end = extents[index + 1]?.x ?? Number.POSITIVE_INFINITY
    return lines.filter((line) => line.x >= x && line.x < end)
  })
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
