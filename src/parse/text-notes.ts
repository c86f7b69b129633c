import { part, without, type SourcedText } from './sourced-text.ts'
import { isNotesHeading } from './endnotes.ts'
import type { TextLine } from './text-lines.ts'

export type TextNote = { mark: string; lines: TextLine[] }
/** A mark that was glued to a word: `at` is its offset in its line, from which it was taken out. */
export type TextMark = { line: TextLine; mark: string; at: number }
export type WithoutNotes = { lines: TextLine[]; notes: TextNote[]; marks: TextMark[] }

/** Parts the notes under a heading "Notes" from the text, and takes their marks out of the words before it. */
export function takeTextNotes(all: TextLine[]): WithoutNotes {
  const heading = all.findLastIndex(
    (line, index) => isNotesHeading(line.content.text) && numberOf(all[index + 1], 1) !== undefined,
  )
  if (heading < 0) return { lines: all, notes: [], marks: [] }
  const { notes, end } = notesFrom(all, heading + 1)
  const body = all.slice(0, heading)
  const marks = takeMarks(body, notes.length)
  return { lines: [...body, all[heading]!, ...all.slice(end)], notes, marks }
}

/** The length of the note's number at the start of the line. */
function numberOf(line: TextLine | undefined, number: number): number | undefined {
  const found = line && /^\[?(\d{1,3})[.)\]]?\s+(?=\S)/.exec(line.content.text)
  return found && Number(found[1]) === number ? found[0].length : undefined
}

function notesFrom(all: TextLine[], start: number): { notes: TextNote[]; end: number } {
  const notes: TextNote[] = []
  let index = start
  for (; index < all.length; index++) {
    const line = all[index]!
    const length = numberOf(line, notes.length + 1)
    const last = notes.at(-1)?.lines.at(-1)
    if (length !== undefined)
      notes.push({ mark: String(notes.length + 1), lines: [{ ...line, content: part(line.content, length) }] })
    else if (last && continues(last, line)) notes.at(-1)!.lines.push(line)
    else break
  }
  return { notes, end: index }
}

/** A note goes on in the next line unless its sentence is over and the line before had room for more. */
function continues(last: TextLine, line: TextLine): boolean {
  const word = line.content.text.split(' ', 1)[0]!
  const full = last.content.text.length + word.length > 95
  if (/^\p{Ll}/u.test(word)) return true
  const over = /[.!?”"’)\]]$/.test(last.content.text) || /\/\S*$/.test(last.content.text)
  return !line.gap && (full || !over)
}

/** Finds the marks of the notes in their order, glued to the words, and takes them out of the lines. */
function takeMarks(lines: TextLine[], notes: number): TextMark[] {
  const marks: TextMark[] = []
  let lineIndex = 0
  let from = 0
  for (let number = 1; number <= notes; number++) {
    const place = findMark(lines, { number, lineIndex, from })
    if (!place) continue
    const line = lines[place.lineIndex]!
    const mark = String(number)
    const taken = new Set(Array.from({ length: place.length }, (_, index) => place.at + index))
    line.content = without(line.content, taken)
    marks.push({ line, mark, at: place.at })
    ;({ lineIndex, at: from } = place)
  }
  return marks
}

type Search = { number: number; lineIndex: number; from: number }

function findMark(lines: TextLine[], search: Search): { lineIndex: number; at: number; length: number } | undefined {
  const glued = new RegExp(
    `\\[${search.number}\\]|(?<=[\\p{Ll}\\p{Lu}.,;:!?)”"’\\]])${search.number}(?![\\p{L}\\d%])`,
    'gu',
  )
  for (let lineIndex = search.lineIndex; lineIndex < lines.length; lineIndex++) {
    const { text } = lines[lineIndex]!.content
    if (lines[lineIndex]!.cells) continue
    glued.lastIndex = lineIndex === search.lineIndex ? search.from : 0
    for (let found = glued.exec(text); found; found = glued.exec(text)) {
      if (isMark(text, found.index, found[0])) return { lineIndex, at: found.index, length: found[0].length }
    }
  }
  return undefined
}

/** "year1," and "86 and 151.6 These" have a mark; "Q4", "C189", "2.5" and "a1b" have not. */
function isMark(text: string, at: number, found: string): boolean {
  if (found.startsWith('[')) return true
  const before = text.slice(Math.max(0, at - 3), at)
  const after = text.slice(at + found.length)
  if (/\d[.,:]$/.test(before)) return /^(?:\s+[\p{Lu}“"(]|\s*$)/u.test(after)
  if (/\p{L}$/u.test(before)) return /\p{Ll}{2}$/u.test(before) && !/^[-–/]/.test(after)
  return /^(?:[\s,.;:)”"’–—]|$)/u.test(after)
}

/** The mark's offset within a text that holds the line's content. */
export function offsetIn(content: SourcedText, mark: TextMark): number | undefined {
  // The unit before the mark has the greatest offset in the source that is still before it.
  const source = mark.line.content.from[mark.at - 1]
  if (source === undefined) return undefined
  const at = content.from.lastIndexOf(source)
  return at < 0 ? undefined : at + 1
}
