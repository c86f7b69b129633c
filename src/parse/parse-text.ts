import type { NoteReference, Paragraph, ParsedDocument } from '../contracts/parsed-document.ts'
import type { SourceRun } from '../contracts/position.ts'
import { metadataOf } from './metadata.ts'
import { parserVersion } from './parser-version.ts'
import { hyphenHabitOf, vocabularyOf } from './profile.ts'
import { sourceRunsOf, type SourcedText } from './sourced-text.ts'
import { joinLines, toTextBlocks, type TextBlock } from './text-blocks.ts'
import { textKindsOf } from './text-kinds.ts'
import { linesOfText } from './text-lines.ts'
import { mendText, plainWords } from './text-mends.ts'
import { offsetIn, takeTextNotes } from './text-notes.ts'
import { isFigure } from './table-rows.ts'

/** Reads a plain text: mends what print to text broke, and maps every character back to the source. */
export function parseText({ documentId, text: source }: { documentId: string; text: string }): ParsedDocument {
  const { lines, notes, marks } = takeTextNotes(linesOfText(source))
  const ends = lines.map((line) => ({ text: line.content.text, softHyphen: line.content.text.endsWith('\u00ad') }))
  const habits = { words: vocabularyOf(ends), hyphens: hyphenHabitOf(ends) }
  const plain = plainWords(ends.map(({ text }) => text))
  const blocks = toTextBlocks(lines, habits)
  const kinds = textKindsOf(blocks)
  const texts: string[] = []
  const paragraphs: Paragraph[] = []
  const sourceRuns: SourceRun[] = []
  const references: NoteReference[] = []
  let length = 0
  const add = (
    content: SourcedText,
    pageLines: TextBlock['lines'],
    more: Omit<Paragraph, 'start' | 'end' | 'pages'>,
  ) => {
    const at = length === 0 ? 0 : length + 2
    texts.push(content.text)
    length = at + content.text.length
    paragraphs.push({ ...more, start: at, end: length, pages: pagesOf(content, pageLines, at) })
    sourceRuns.push(...sourceRunsOf(content, at))
    return at
  }

  let section: number | undefined
  blocks.forEach((block, index) => {
    const kind = kinds[index]!
    const under = section === undefined ? {} : { section }
    if (kind.kind === 'heading' || kind.kind === 'title') section = paragraphs.length
    const content = block.rows ? block.content : mendText(block.content, plain)
    const start = length === 0 ? 0 : length + 2
    add(content, block.lines, { ...kind, ...under, ...(block.rows && { rows: rowsOf(block.rows, start) }) })
    for (const mark of marks) {
      const at = block.lines.includes(mark.line) ? offsetIn(content, mark) : undefined
      if (at !== undefined) references.push({ mark: mark.mark, at: start + at, page: mark.line.page })
    }
  })
  for (const note of notes) {
    const index = paragraphs.length
    add(mendText(joinLines(note.lines, habits), plain), note.lines, { kind: 'note', mark: note.mark, place: 'end' })
    for (const reference of references) if (reference.mark === note.mark) reference.note = index
  }
  const text = texts.join('\n\n')
  const pageCount = lines.at(-1)?.page ?? 1
  return {
    schema: 1,
    documentId,
    parserVersion,
    metadata: metadataOf({ text, paragraphs, furniture: [] }, { authors: [], outline: [], labels: [], isForm: false }),
    pageCount,
    pages: Array.from({ length: pageCount }, (_, index) => ({
      number: index + 1,
      width: 595,
      height: 842,
      status: lines.some((line) => line.page === index + 1) ? 'text' : 'empty',
    })),
    text,
    paragraphs,
    references: references.sort((one, other) => one.at - other.at),
    furniture: [],
    runs: [],
    sourceRuns,
    incomplete: [],
  }
}

function pagesOf(content: SourcedText, lines: TextBlock['lines'], at: number): Paragraph['pages'] {
  const pages: Paragraph['pages'] = [{ page: lines[0]!.page, start: at }]
  for (const line of lines) {
    if (line.page === pages.at(-1)!.page) continue
    const start = content.from.indexOf(line.content.from[0] ?? -2)
    pages.push({ page: line.page, start: at + Math.max(0, start) })
  }
  return pages
}

function rowsOf(rows: SourcedText[][], at: number): NonNullable<Paragraph['rows']> {
  let offset = at
  return rows.map((row, index) => {
    const cells = row.map(({ text }) => {
      const span = { start: offset, end: offset + text.length }
      offset = span.end + 1
      return span
    })
    const heading =
      index === 0 &&
      rows.length > 1 &&
      !row.slice(1).some(({ text }) => isFigure(text) && !/^(?:19|20)\d\d$/.test(text))
    return { heading, cells }
  })
}
