import type { Paragraph, ParsedDocument, TableRow } from '../../src/contracts/parsed-document.ts'
import { type ExtractionInput, makeExtractionInput } from '../../src/extract/extraction-input.ts'
import { languageOf } from '../../src/extract/language-of.ts'

export type TextParts = {
  language?: string
  date?: string
  /** Notes by their marks; `^1` in the text is where mark 1 was printed. */
  notes?: Record<string, string>
}

/**
 * A parsed document of a few lines: blank lines part paragraphs, `# ` opens a heading, lines with tabs are rows of a
 * table, `^1` is a note mark.
 */
export function parsedOf(source: string, { language, date, notes = {} }: TextParts = {}): ParsedDocument {
  const document = emptyDocument(language ?? languageOf(source) ?? 'en')
  if (date) document.metadata.date = date
  for (const block of source.split('\n\n')) addBlock(document, block)
  for (const [mark, note] of Object.entries(notes)) {
    const reference = document.references.find((one) => one.mark === mark)
    if (reference) reference.note = document.paragraphs.length
    addParagraph(document, note, { kind: 'note', mark, place: 'end' })
  }
  return document
}

/** The input of the finders for such a document. */
export function inputOf(source: string, parts?: TextParts): ExtractionInput {
  return makeExtractionInput(parsedOf(source, parts))
}

export function emptyDocument(language: string): ParsedDocument {
  return {
    schema: 1,
    documentId: '0'.repeat(64),
    parserVersion: 'test',
    metadata: { authors: [], language, outline: [] },
    pageCount: 1,
    pages: [{ number: 1, width: 595, height: 842, status: 'text' }],
    text: '',
    paragraphs: [],
    references: [],
    furniture: [],
    runs: [],
    incomplete: [],
  }
}

function addBlock(document: ParsedDocument, block: string): void {
  if (block.startsWith('# ')) return addParagraph(document, block.slice(2), { kind: 'heading', level: 2 })
  if (block.includes('\t')) return addParagraph(document, block, { kind: 'table' })
  const pieces = block.split(/\^(\d{1,2})/)
  const start = document.text === '' ? 0 : document.text.length + 2
  let at = start
  for (const [index, piece] of pieces.entries()) {
    if (index % 2 === 0) at += piece.length
    else document.references.push({ mark: piece, at, page: 1 })
  }
  addParagraph(document, pieces.filter((_, index) => index % 2 === 0).join(''), { kind: 'body' })
}

function addParagraph(
  document: ParsedDocument,
  text: string,
  fields: Pick<Paragraph, 'kind'> & Partial<Paragraph>,
): void {
  if (document.text !== '') document.text += '\n\n'
  const start = document.text.length
  document.text += text
  const rows = fields.kind === 'table' ? { rows: rowsOf(text, start) } : {}
  document.paragraphs.push({ ...fields, ...rows, start, end: start + text.length, pages: [{ page: 1, start }] })
}

function rowsOf(text: string, start: number): TableRow[] {
  let at = start
  return text.split('\n').map((line) => {
    const cells = line.split('\t').map((cell) => {
      const span = { start: at, end: at + cell.length }
      at = span.end + 1
      return span
    })
    return { heading: false, cells }
  })
}
