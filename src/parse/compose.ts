import type { NoteReference, Paragraph, TableRow } from '../contracts/parsed-document.ts'
import type { TextRun } from '../contracts/position.ts'
import type { Block } from './blocks.ts'
import { joint } from './joining.ts'
import type { Kind } from './kinds.ts'
import { shiftRun } from './line.ts'
import { mendWords } from './mend-words.ts'
import type { Note } from './notes.ts'
import type { Profile } from './profile.ts'
import { append, emptyText, type RunningText } from './running-text.ts'
import type { Cell } from './table-rows.ts'
import type { Table } from './tables.ts'

export type Composed = { text: string; paragraphs: Paragraph[]; references: NoteReference[]; runs: TextRun[] }

type Parts = { blocks: Block[]; kinds: Kind[]; notes: Note[]; profile: Profile }

/** Puts all parts to one text, paragraphs parted by a blank line, notes last, and every offset with it. */
export function compose({ blocks, kinds, notes, profile }: Parts): Composed {
  const texts: string[] = []
  const paragraphs: Paragraph[] = []
  const runs: TextRun[] = []
  const marks: RunningText['marks'] = []
  let length = 0
  const add = (content: RunningText, more: Omit<Paragraph, 'start' | 'end' | 'pages'>) => {
    if (!content.text) return
    const at = length === 0 ? 0 : length + 2
    texts.push(content.text)
    length = at + content.text.length
    const pages = content.pages.map(({ page, start }) => ({ page, start: at + start }))
    const rows = more.rows?.map((row) => ({
      ...row,
      cells: row.cells.map(({ start, end }) => ({ start: at + start, end: at + end })),
    }))
    paragraphs.push({ ...more, start: at, end: length, pages, ...(rows && { rows }) })
    for (const run of content.runs) runs.push(shiftRun(run, at))
    for (const mark of content.marks) marks.push({ ...mark, at: at + mark.at })
  }

  let section: number | undefined
  blocks.forEach((block, index) => {
    const under = section === undefined ? {} : { section }
    if (block.kind === 'table') {
      const { content, rows } = setTable(block.table, profile)
      return add(content, { kind: 'table', rows, ...under })
    }
    mendWords(block.content, profile.words)
    const kind = kinds[index]!
    if (kind.kind === 'heading' || kind.kind === 'title') section = paragraphs.length
    add(block.content, { ...kind, ...under })
  })
  const noteParagraphs = notes.flatMap((note) => {
    const content = setNote(note, profile)
    if (!content.text) return []
    add(content, { kind: 'note', mark: note.mark, place: note.place })
    return [{ mark: note.mark, page: note.page, index: paragraphs.length - 1 }]
  })
  return { text: texts.join('\n\n'), paragraphs, references: refer(marks, noteParagraphs), runs }
}

function setNote({ lines }: Note, profile: Profile): RunningText {
  const content = emptyText()
  lines.forEach((line, index) => {
    const end = { text: content.text, softHyphen: lines[index - 1]?.softHyphen ?? false }
    if (line.text) append(content, line, joint(end, line.text, profile))
  })
  mendWords(content, profile.words)
  return content
}

/** A table as text: rows parted by a line feed, cells by a tab; a cell that names several columns is written once. */
function setTable({ rows }: Table, profile: Profile): { content: RunningText; rows: TableRow[] } {
  const content = emptyText()
  const set = rows.map(({ heading, cells }, rowIndex): TableRow => {
    if (rowIndex > 0) content.text += '\n'
    const places = new Map<Cell, { start: number; end: number }>()
    const spans = cells.map((cell, index) => {
      const known = cell && places.get(cell)
      if (known) return known
      if (index > 0) content.text += '\t'
      const start = content.text.length
      if (cell) setCell(content, cell, profile)
      const span = { start, end: content.text.length }
      if (cell) places.set(cell, span)
      return span
    })
    return { heading, cells: spans }
  })
  return { content, rows: set }
}

function setCell(content: RunningText, { lines }: Cell, profile: Profile): void {
  lines.forEach((line, index) => {
    const last = lines[index - 1]
    const start = last ? content.text.lastIndexOf(last.text) : -1
    const end = { text: start < 0 ? '' : content.text.slice(start), softHyphen: last?.softHyphen ?? false }
    append(content, line, joint(end, line.text, profile))
  })
}

type NotePlace = { mark: string; page: number; index: number }

/** Ties each mark to its note: the one on its page, else the next one behind it, else the only one of that number. */
function refer(marks: RunningText['marks'], notes: NotePlace[]): NoteReference[] {
  const sorted = marks.toSorted((one, other) => one.at - other.at)
  return sorted.map(({ label, at, page }) => {
    const same = notes.filter((note) => note.mark === label)
    const note =
      same.find((one) => one.page === page) ??
      same.find((one) => one.page > page) ??
      (same.length === 1 ? same[0] : undefined)
    return { mark: label, at, page, ...(note && { note: note.index }) }
  })
}
