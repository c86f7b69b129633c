import { describe, expect, test } from 'vitest'
import { ExtractedDocument, type Mention, type ProjectRecord } from '../../src/contracts/extracted-document.ts'
import { ParsedDocument, type Paragraph } from '../../src/contracts/parsed-document.ts'
import { IndexDocument } from '../../src/contracts/search.ts'
import type { DocumentSummary } from '../../src/contracts/stored-document.ts'
import { toIndexDocument } from '../../src/search/index-document.ts'
import { idOf } from './document-builder.ts'

const documentId = idOf('paper')

/** A document of these paragraphs, all on page 1 unless said, each printed on one line. */
function parsedOf(pieces: (string | (Partial<Paragraph> & { text: string }))[]): ParsedDocument {
  const paragraphs: Paragraph[] = []
  let text = ''
  for (const piece of pieces) {
    const { text: own, ...rest } = typeof piece === 'string' ? { text: piece } : piece
    if (text !== '') text += '\n\n'
    const start = text.length
    text += own
    paragraphs.push({ kind: 'body', start, end: text.length, pages: [{ page: 1, start }], ...rest })
  }
  return ParsedDocument.parse({
    schema: 1,
    documentId,
    parserVersion: 'test',
    metadata: { title: 'Paper', authors: [], language: 'en', date: '2014', outline: [] },
    pageCount: 2,
    pages: [],
    text,
    paragraphs,
    references: [],
    furniture: [],
    runs: paragraphs.map(({ start, end }, index) => [start, end, 1, 50, 100 + 20 * index, 400, 12]),
    incomplete: [],
  })
}

function extractedOf(mentions: Mention[], projects: ProjectRecord[] = []): ExtractedDocument {
  return ExtractedDocument.parse({
    schema: 1,
    documentId,
    rulesVersion: 'test',
    mentions,
    projects,
    keyPhrases: [{ phrase: 'fair recruitment', weight: 1 }],
    incomplete: [],
  })
}

const summary: DocumentSummary = {
  schema: 1,
  documentId,
  sizeBytes: 1,
  mediaType: 'application/pdf',
  receivedAt: '2026-01-01T00:00:00Z',
  state: 'extracted',
  stateAt: '2026-01-01T00:00:00Z',
  generation: 0,
  incomplete: [{ code: 'page-limit', message: 'only two pages were read' }],
  names: ['paper.pdf'],
  outcome: 'working',
}

const at = (parsed: ParsedDocument, quote: string) => {
  const start = parsed.text.indexOf(quote)
  return { start, end: start + quote.length, page: 1, quote, boxes: [] }
}

describe('a document made ready for the index', () => {
  test('has one passage a paragraph, with its section, page and place', () => {
    const parsed = parsedOf([
      { text: 'Findings', kind: 'heading' },
      { text: 'People move.', section: 0 },
      { text: 'Year\tPeople\n2010\t4', kind: 'table', section: 0 },
    ])
    const document = toIndexDocument(summary, parsed, extractedOf([]))
    expect(IndexDocument.safeParse(document).error).toBeUndefined()
    expect(document).toMatchObject({
      title: 'Paper',
      date: '2014',
      names: ['paper.pdf'],
      keyPhrases: ['fair recruitment'],
    })
    expect(document.incomplete.map(({ code }) => code)).toEqual(['page-limit'])
    expect(document.passages.map(({ kind, section, text }) => [kind, section, text])).toEqual([
      ['heading', undefined, 'Findings'],
      ['body', 'Findings', 'People move.'],
      ['table', 'Findings', 'Year\tPeople\n2010\t4'],
    ])
    for (const passage of document.passages)
      expect(parsed.text.slice(passage.start, passage.start + passage.text.length)).toBe(passage.text)
  })

  test('gives each passage the entities that it names, and the document all of them', () => {
    const parsed = parsedOf(['Nepal sends workers to Qatar.', 'ASEAN met; 44 per cent came in 2010.'])
    const mentions: Mention[] = [
      { kind: 'country', rule: 'r', ...at(parsed, 'Nepal'), country: 'NPL', form: 'name' },
      { kind: 'country', rule: 'r', ...at(parsed, 'Qatar'), country: 'QAT', form: 'name' },
      {
        kind: 'corridor',
        rule: 'r',
        ...at(parsed, 'Nepal sends workers to Qatar'),
        origin: 'NPL',
        destination: 'QAT',
        directed: true,
      },
      { kind: 'region', rule: 'r', ...at(parsed, 'ASEAN'), region: 'ASEAN', implied: ['THA', 'VNM'] },
      {
        kind: 'figure',
        rule: 'r',
        ...at(parsed, '44 per cent'),
        figureKind: 'percent',
        value: 44,
        period: { from: 2010, to: 2010 },
        places: [],
        sentence: { start: 0, end: 1 },
        notes: [],
        where: 'text',
      },
    ]
    const document = toIndexDocument(summary, parsed, extractedOf(mentions.toReversed()))
    const [first, second] = document.passages
    expect(first!.entities).toMatchObject({ countries: ['NPL', 'QAT'], corridors: ['NPL>QAT'], regions: [] })
    expect(second!.entities).toMatchObject({ countries: [], regions: ['ASEAN'], impliedCountries: ['THA', 'VNM'] })
    expect(second!.figures).toEqual([{ kind: 'percent', low: 44, high: 44, from: 2010, to: 2010 }])
    expect(second!.activeYears).toEqual([2010])
    expect(document.entities).toMatchObject({ countries: ['NPL', 'QAT'], regions: ['ASEAN'] })
  })

  test('gives the passages of a project its donors, each by one name, its countries and years, and those that only name it its id alone', () => {
    const parsed = parsedOf(['Fair journeys (2009–2011), funded by SDC.', 'As Fair journeys showed, fees fall.'])
    const named = {
      start: parsed.text.lastIndexOf('Fair journeys'),
      end: parsed.text.length,
      page: 1,
      quote: '',
      boxes: [],
    }
    const project: ProjectRecord = {
      projectId: 'fair-journeys',
      rule: 'r',
      title: 'Fair journeys',
      titleAsPrinted: 'Fair journeys',
      alternativeTitles: [],
      period: { from: 2009, to: 2011 },
      regions: [],
      countries: ['NPL'],
      donors: [{ name: 'SDC', asPrinted: 'SDC', organisation: 'sdc', evidence: at(parsed, 'SDC') }],
      partners: [],
      amounts: [],
      themes: [],
      objectives: [],
      places: [
        { role: 'annex', evidence: at(parsed, 'Fair journeys (2009–2011), funded by SDC.') },
        { role: 'body', evidence: named },
      ],
      fields: [],
    }
    const donor: Mention = { kind: 'organisation', organisation: 'sdc', role: 'donor', rule: 'r', ...at(parsed, 'SDC') }
    const [block, mention] = toIndexDocument(summary, parsed, extractedOf([donor], [project])).passages
    expect(block).toMatchObject({ activeYears: [2009, 2010, 2011] })
    expect(block!.entities).toMatchObject({ projects: ['fair-journeys'], donors: ['SDC'], countries: ['NPL'] })
    expect(mention).toMatchObject({ activeYears: [] })
    expect(mention!.entities).toMatchObject({ projects: ['fair-journeys'], donors: [], countries: [] })
  })

  test('cuts a very long paragraph between sentences and loses nothing', () => {
    const sentence = 'Article 4 says, at no. 7, that contracts are written. '
    const parsed = parsedOf([sentence.repeat(400)])
    const { passages } = toIndexDocument(summary, parsed, extractedOf([]))
    expect(passages.length).toBeGreaterThan(4)
    expect(passages.map(({ text }) => text).join(' ')).toBe(parsed.text.trim())
    for (const passage of passages) {
      expect(passage.text.length).toBeLessThanOrEqual(4_000)
      expect(passage.text.endsWith('written.')).toBe(true)
      expect(
        passage.runs.every(([start, end]) => start >= passage.start && end <= passage.start + passage.text.length),
      ).toBe(true)
    }
  })

  test('cuts a long table between rows, and text without any blank wherever it must', () => {
    const table = toIndexDocument(summary, parsedOf([{ kind: 'table', text: 'a\tb\n'.repeat(3_000) }]), extractedOf([]))
    expect(table.passages.every(({ text }) => text.split('\n').every((row) => row === 'a\tb'))).toBe(true)
    const solid = toIndexDocument(summary, parsedOf(['🎉'.repeat(6_000)]), extractedOf([]))
    expect(solid.passages.every(({ text }) => text.isWellFormed())).toBe(true)
    expect(solid.passages.map(({ text }) => text).join('')).toBe('🎉'.repeat(6_000))
  })

  test('knows the page of a passage that begins in the middle of a paragraph', () => {
    const text = 'word '.repeat(1_500).trim()
    const parsed = parsedOf([
      {
        text,
        pages: [
          { page: 1, start: 0 },
          { page: 2, start: 3_000 },
        ],
      },
    ])
    expect(toIndexDocument(summary, parsed, extractedOf([])).passages.map(({ page }) => page)).toEqual([1, 2])
  })

  test('leaves out paragraphs in which nothing is printed', () => {
    expect(toIndexDocument(summary, parsedOf(['  ', 'x']), extractedOf([])).passages.map(({ text }) => text)).toEqual([
      'x',
    ])
  })
})
