import { withoutStart, type Line } from './line.ts'
import type { Note, PageFlow } from './notes.ts'
import type { Flow } from './tables.ts'

const heading =
  /^(?:\d{0,2}\.?\s*)(?:end\s?notes?|notes?|foot\s?notes?|notes de fin|notas?(?: finales| al final)?|notes de bas de page)\s*:?$/i

/** "Notes", "Endnotes", "3. Notes", "Notas finales" */
export const isNotesHeading = (text: string): boolean => heading.test(text)

/**
 * Takes the notes under a heading "Notes", numbered from one, as far as they go; the heading stays in the text. Word
 * processors put none over them.
 */
export function takeEndnotes(pages: PageFlow[], missing: Set<string>): { pages: PageFlow[]; notes: Note[] } {
  const notes: Note[] = []
  let state: 'text' | 'heading' | 'notes' = 'text'
  let headingLine: Line | undefined
  const unheaded = unheadedStart(pages, missing)
  const isNote = (part: Flow): boolean => {
    if (!('line' in part)) {
      if (state === 'notes') state = 'text'
      return false
    }
    const { line } = part
    if (line === unheaded) state = 'heading'
    if (state === 'text') {
      if (heading.test(line.text)) [state, headingLine] = ['heading', line]
      return false
    }
    if (
      line.font === headingLine?.font &&
      line.size === headingLine.size &&
      line.font !== notes.at(-1)?.lines[0]?.font
    ) {
      state = heading.test(line.text) ? 'heading' : 'text'
      return false
    }
    const next = openingAfter(line, notes.at(-1), missing)
    if (next) {
      state = 'notes'
      notes.push({ mark: next.mark, page: line.page, place: 'end', lines: [next.line] })
      return true
    }
    const last = notes.at(-1)
    if (state !== 'notes' || !last || !continues(line, last)) {
      state = 'text'
      return false
    }
    last.lines.push(line)
    return true
  }
  return { pages: pages.map((page) => ({ ...page, flow: page.flow.filter((part) => !isNote(part)) })), notes }
}

/** Where no heading is: the line behind the last mark from which on all notes that are missing open, one after the other. */
function unheadedStart(pages: PageFlow[], missing: Set<string>): Line | undefined {
  const lines = pages.flatMap(({ flow }) => flow.flatMap((part) => ('line' in part ? [part.line] : [])))
  const numbers = [...missing].map(Number).filter((number) => number > 0)
  if (numbers.length < 2 || lines.some(({ text }) => heading.test(text))) return undefined
  const last = lines.findLastIndex(({ marks }) => marks.some(({ label }) => missing.has(label)))
  const first = numbers.reduce((one, other) => Math.min(one, other))
  const openings: Line[] = []
  for (const line of lines.slice(last + 1)) {
    const next = String(first + openings.length)
    if (openingAfter(line, undefined, missing)?.mark === next) openings.push(line)
  }
  return openings.length === numbers.length ? openings[0] : undefined
}

/** "12. See …", "12 See …", or a raised 12: the next number that a mark in the text asks for. */
function openingAfter(
  line: Line,
  last: Note | undefined,
  missing: Set<string>,
): { mark: string; line: Line } | undefined {
  const printed = /^\[?(\d{1,3})[.)\]]?(?=\s|$)/.exec(line.text)
  const mark = line.opens ?? printed?.[1]
  if (!mark || !missing.has(mark)) return undefined
  if (last && Number(mark) <= Number(last.mark)) return undefined
  if (last && Number(mark) > Number(last.mark) + 3) return undefined
  return { mark, line: line.opens || !printed ? line : withoutStart(line, printed[0].length) }
}

function continues(line: Line, note: Note): boolean {
  const first = note.lines[0]!
  return Math.abs(line.size - first.size) < 0.6
}
