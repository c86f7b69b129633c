import type { Mention, ProjectRecord } from '../../src/contracts/extracted-document.ts'
import type { Paragraph } from '../../src/contracts/parsed-document.ts'
import { findCountries } from '../../src/extract/countries.ts'
import { type ExtractionInput, makeExtractionInput } from '../../src/extract/extraction-input.ts'
import { findFigures } from '../../src/extract/figures.ts'
import { findProjects } from '../../src/extract/projects.ts'
import { type ProjectReading, readingOf } from '../../src/extract/projects/reading.ts'
import { findRegions } from '../../src/extract/regions.ts'

/**
 * A document from a text with few marks: blank lines part paragraphs, `# ` makes a heading, `- ` a list item, `^ ` a
 * note, and lines that all have ` | ` a table.
 */
export function inputOf(marked: string, language = 'en'): ExtractionInput {
  const paragraphs: Paragraph[] = []
  let text = ''
  for (const block of marked.split(/\n\s*\n/)) {
    const mark = /^(?:#{1,4}|-|\^) /.exec(block)?.[0] ?? ''
    const content = block.slice(mark.length)
    if (text) text += '\n\n'
    const start = text.length
    text += content
    const pages = [{ page: 1, start }]
    const place = { start, end: text.length, pages }
    if (mark.startsWith('#')) paragraphs.push({ kind: 'heading', level: mark.length - 1, ...place })
    else if (mark === '- ') paragraphs.push({ kind: 'list-item', ...place })
    else if (mark === '^ ') paragraphs.push({ kind: 'note', ...place })
    else if (isTable(content)) paragraphs.push({ kind: 'table', rows: rowsOf(content, start), ...place })
    else paragraphs.push({ kind: 'body', ...place })
  }
  return makeExtractionInput({
    schema: 1,
    documentId: '0'.repeat(64),
    parserVersion: 'test',
    metadata: { authors: [], language, outline: [] },
    pageCount: 1,
    pages: [{ number: 1, width: 595, height: 842, status: 'text' }],
    text,
    paragraphs,
    references: [],
    furniture: [],
    runs: [],
    incomplete: [],
  })
}

/** The projects of a marked text; countries, regions and figures are found by their own finders. */
export function projectsOf(marked: string, language = 'en'): ProjectRecord[] {
  const input = inputOf(marked, language)
  return findProjects(input, mentionsOf(input))
}

/** What the rules are given. */
export function readingOfText(marked: string, language = 'en'): ProjectReading {
  const input = inputOf(marked, language)
  return readingOf(input, mentionsOf(input))
}

function mentionsOf(input: ExtractionInput): Mention[] {
  const places = [...findCountries(input), ...findRegions(input)].toSorted((one, other) => one.start - other.start)
  return [...places, ...findFigures(input, places)].map((found) => ({ ...found, ...input.evidence(found) }))
}

const isTable = (content: string): boolean => content.split('\n').every((line) => line.includes(' | '))

function rowsOf(content: string, start: number): NonNullable<Paragraph['rows']> {
  let at = start
  return content.split('\n').map((line, index) => {
    const cells = line.split(' | ').map((cell) => {
      const span = { start: at, end: at + cell.length }
      at += cell.length + 3
      return span
    })
    at -= 2
    return { heading: index === 0, cells }
  })
}
