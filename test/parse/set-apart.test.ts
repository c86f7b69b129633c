import { expect, test } from 'vitest'
import { joint } from '../../src/parse/joining.ts'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'
import { vocabularyOf } from '../../src/parse/profile.ts'
import { linesFrom, makePdf, type PrintedText } from './make-pdf.ts'
import { anyId } from './pool-limits.ts'

const read = (texts: PrintedText[]) =>
  parsePdf({ documentId: anyId, bytes: makePdf([{ texts }]), limits: standardLimits })

test('puts numbers of notes that came behind them to the notes that they stand before', async () => {
  const { paragraphs, references, text } = await read([
    { text: 'The boats were late', x: 72, y: 760, size: 10 },
    { text: '1', x: 160, y: 764, size: 6 },
    { text: 'and the crews were tired.', x: 166, y: 760, size: 10 },
    { text: '2', x: 279, y: 764, size: 6 },
    { text: 'Notes', x: 72, y: 700, size: 14, bold: true },
    ...linesFrom(['Ledger of the boats.', 'Letters of the crews.'], { x: 90, y: 680, size: 8 }),
    ...linesFrom(['1.', '2.'], { x: 78, y: 680, size: 8 }),
  ])
  const notes = paragraphs.flatMap(({ mark, start, end }) => (mark ? [[mark, text.slice(start, end)]] : []))
  expect(notes).toEqual([
    ['1', 'Ledger of the boats.'],
    ['2', 'Letters of the crews.'],
  ])
  expect(references.map(({ note }) => note !== undefined)).toEqual([true, true])
})

test('finds the notes at the end that no heading stands over, and whose numbers hang at the edge of the page', async () => {
  const texts = (lines: [string, string][]): PrintedText[] =>
    lines.flatMap(([number, note], index) => [
      { text: number, x: 72, y: 790 - 10 * index, size: 8 },
      { text: note, x: 90, y: 790 - 10 * index, size: 8 },
    ])
  const body = linesFrom(Array<string>(9).fill('Nobody on the quay asked who had come over.'), { y: 740, size: 10 })
  const cites = (number: string): PrintedText[] => [
    { text: 'The boats were late', x: 72, y: 760, size: 10 },
    { text: number, x: 160, y: 764, size: 6 },
    ...body,
  ]
  const notesPage = texts([
    ['1', 'Ledger of the boats.'],
    ['2', 'Letters of the crews.'],
  ])
  const pages = [cites('1'), body, body, body, cites('2'), notesPage]
  const bytes = makePdf(pages.map((page) => ({ texts: page })))
  const { paragraphs, text, furniture } = await parsePdf({ documentId: anyId, bytes, limits: standardLimits })
  const notes = paragraphs.flatMap(({ mark, place, start, end }) =>
    mark ? [[mark, place, text.slice(start, end)]] : [],
  )
  expect(notes).toEqual([
    ['1', 'end', 'Ledger of the boats.'],
    ['2', 'end', 'Letters of the crews.'],
  ])
  expect(furniture).toEqual([])
})

test('reads small capitals behind a gap as those of their line', async () => {
  const { text } = await read([
    { text: 'C', x: 72, y: 760, size: 10 },
    { text: 'aRe', x: 79.3, y: 760, size: 8 },
    { text: 'work', x: 115, y: 760, size: 8 },
    ...linesFrom(['Nobody on the quay asked who had come over.'], { y: 730, size: 10 }),
  ])
  expect(text).toMatch(/^CARE WORK /)
})

test('reads narrow lines as text that were stretched to one width, each with its gaps elsewhere', async () => {
  const stretched = (y: number, words: [string, number][]): PrintedText[] =>
    words.map(([text, x]) => ({ text, x, y, size: 10 }))
  const { paragraphs, text } = await read([
    ...stretched(700, [
      ['Carpenters', 72],
      ['of the', 148.4],
      ['quay', 200.3],
    ]),
    ...stretched(688, [
      ['and', 72],
      ['sailmakers', 109],
      ['met', 177.2],
      ['in', 214.2],
    ]),
    { text: 'March.', x: 72, y: 676, size: 10 },
  ])
  expect(paragraphs.map(({ kind }) => kind)).toEqual(['body'])
  expect(text).toBe('Carpenters of the quay and sailmakers met in March.')
})

test('takes a number for a mark that is raised well though it is hardly smaller', async () => {
  const { text, references } = await read([
    { text: 'The boats were late', x: 72, y: 760, size: 10 },
    { text: '1', x: 160, y: 765, size: 8.1 },
    { text: 'and the crews tired.', x: 168, y: 760, size: 10 },
  ])
  expect(text).toBe('The boats were late and the crews tired.')
  expect(references.map(({ mark }) => mark)).toEqual(['1'])
})

test('puts a first letter over several lines to its word, wherever it comes in the content', async () => {
  const { text } = await read([
    { text: 'N', x: 72, y: 736, size: 34 },
    { text: 'On the quay', x: 72, y: 790, size: 16, bold: true },
    ...linesFrom(['obody on the quay had asked the crews', 'how many of them had slept on board.'], { x: 100, y: 754 }),
    ...linesFrom(['The harbour office did so in the spring.'], { y: 726 }),
  ])
  expect(text).toContain('Nobody on the quay had asked the crews')
})

const habits = {
  words: vocabularyOf(
    [
      'Skilled crews at low tide, non-local ones at sea; the programme is binding in March.',
      'Two regions programme their ferries, the index says.',
    ].map((text) => ({ text })),
  ),
  hyphens: { marked: false, automatic: true },
}

test.for([
  ['for low-', 'skilled crews', 'for low-skilled crews'],
  ['and non-', 'binding rules', 'and non-binding rules'],
  ['the fer-', 'ryman', 'the ferryman'],
  ['THE HAR-', 'BOUR OFFICE', 'THE HARBOUR OFFICE'],
  ['THE LOW-', 'SKILLED', 'THE LOW-SKILLED'],
  ['see https://quay.example/in-', 'dex.html', 'see https://quay.example/index.html'],
  ['see https://quay.example/tide-', '-low.html', 'see https://quay.example/tide--low.html'],
  ['see https://quay.example/low-', 'tide.html', 'see https://quay.example/low-tide.html'],
])('joins %j and %j', ([before, next, joined]) => {
  const { drop, insert } = joint({ text: before!, softHyphen: false }, next!, habits)
  expect(before!.slice(0, before!.length - drop) + insert + next!).toBe(joined)
})
