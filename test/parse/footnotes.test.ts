import { expect, test } from 'vitest'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'
import { linesFrom, makePdf, type PrintedText } from './make-pdf.ts'
import { anyId } from './pool-limits.ts'

/** The notes of these pages by their marks, and those of them that a mark in the text leads to. */
async function notesOf(pages: PrintedText[][]) {
  const bytes = makePdf(pages.map((texts) => ({ texts })))
  const { paragraphs, references, text } = await parsePdf({ documentId: anyId, bytes, limits: standardLimits })
  const notes = paragraphs.flatMap(({ kind, mark, start, end }) =>
    kind === 'note' ? [`${mark}: ${text.slice(start, end)}`] : [],
  )
  return { notes, cited: references.flatMap(({ mark, note }) => (note === undefined ? [] : [mark])), text }
}

/** A line of the width given with the raised number of a note at its end. */
const cites = (text: string, mark: number, { x, y, width }: { x: number; y: number; width: number }): PrintedText[] => [
  { text, x, y, size: 10 },
  { text: String(mark), x: x + width, y: y + 4, size: 6 },
]

const columnOf = (x: number, mark: number): PrintedText[] => [
  ...linesFrom(Array<string>(30).fill('Crews were hired on the quay,'), { x, size: 10, pitch: 12 }),
  ...cites('and the harbour counted them.', mark, { x, y: 400, width: 137 }),
]

test('finds the notes at the foot of each of three columns', async () => {
  const { notes, cited } = await notesOf([
    [
      ...columnOf(40, 1),
      ...linesFrom(['1 Harbour office, survey of', 'crews, second round.'], { x: 40, y: 120, size: 8, pitch: 10 }),
      ...columnOf(220, 2),
      ...linesFrom(['2 The guild kept its own list,', 'which nobody has seen'], { x: 220, y: 90, size: 8, pitch: 10 }),
      ...columnOf(400, 3),
      ...linesFrom(['since the fire.', '3 Port of Arwen, ledger.'], { x: 400, y: 100, size: 8, pitch: 10 }),
    ],
  ])
  expect(notes).toEqual([
    '1: Harbour office, survey of crews, second round.',
    '2: The guild kept its own list, which nobody has seen since the fire.',
    '3: Port of Arwen, ledger.',
  ])
  expect(cited).toEqual(['1', '2', '3'])
})

test('keeps two columns of notes apart where an address reaches over the gap between them', async () => {
  const { notes } = await notesOf([
    [
      ...columnOf(60, 1),
      ...linesFrom(['1 See https://harbour.example/surveys/crews/second-round', 'for all of it.'], {
        x: 60,
        y: 110,
        size: 8,
        pitch: 10,
      }),
      ...columnOf(260, 2),
      ...linesFrom(['2 The guild kept a list.'], { x: 260, y: 140, size: 8 }),
    ],
  ])
  expect(notes).toEqual([
    '1: See https://harbour.example/surveys/crews/second-round for all of it.',
    '2: The guild kept a list.',
  ])
})

test('finds a note two pages behind its mark, below something else that is small', async () => {
  const body = (words: string) =>
    linesFrom(Array<string>(20).fill(`Nobody on the ${words} asked who had come.`), { size: 10, pitch: 12 })
  const { notes, cited } = await notesOf([
    [...body('first island'), ...cites('The boats were late.', 1, { x: 72, y: 500, width: 91 })],
    body('second island'),
    [
      ...body('third island'),
      { text: 'Photograph: the harbour office.', x: 72, y: 90, size: 8 },
      { text: '1. Ledger of the boats.', x: 72, y: 60, size: 8 },
    ],
  ])
  expect(notes).toEqual(['1: Ledger of the boats.'])
  expect(cited).toEqual(['1'])
})

test('finds notes that the text runs into, by their place in the content', async () => {
  const { notes } = await notesOf([
    [
      ...columnOf(40, 1),
      ...linesFrom(['1 Harbour office, a survey.', 'It was the second round.'], { x: 40, y: 450, size: 8, pitch: 10 }),
    ],
  ])
  expect(notes).toEqual(['1: Harbour office, a survey. It was the second round.'])
})

test('goes on with a note on the next page that the page before left behind an abbreviation', async () => {
  const body = linesFrom(Array<string>(20).fill('Nobody on the island asked who had come.'), { size: 10, pitch: 12 })
  const { notes } = await notesOf([
    [
      ...body,
      ...cites('The boats were late.', 1, { x: 72, y: 500, width: 91 }),
      { text: '1. Ledger of the boats (No.', x: 72, y: 60, size: 8 },
    ],
    [
      ...body,
      ...cites('The boats were late.', 2, { x: 72, y: 500, width: 91 }),
      ...linesFrom(['12), second part.', '2. Ledger of the crews.'], { x: 72, y: 70, size: 8, pitch: 10 }),
    ],
  ])
  expect(notes).toEqual(['1: Ledger of the boats (No. 12), second part.', '2: Ledger of the crews.'])
})
