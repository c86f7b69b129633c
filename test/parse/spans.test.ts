import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boxesOf } from '../../src/contracts/boxes.ts'
import { ParsedDocument } from '../../src/contracts/parsed-document.ts'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { parseText } from '../../src/parse/parse-text.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'
import { makePdf, type PrintedPage } from './make-pdf.ts'
import { anyId } from './pool-limits.ts'

const word = fc.stringMatching(/^[a-zA-Z]{1,9}[.,]?$/)
const line = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '))
const printed = fc.record({
  text: line,
  x: fc.integer({ min: 0, max: 250 }),
  y: fc.integer({ min: 10, max: 820 }),
  size: fc.constantFrom(6, 9, 11, 11, 11, 18),
  bold: fc.boolean(),
})
const page: fc.Arbitrary<PrintedPage> = fc.record({
  texts: fc.array(printed, { maxLength: 30 }),
  rotate: fc.constantFrom(0, 0, 90, 180, 270),
  // Wide enough for every line: of text that leaves the page, pdf.js tells only what is on it.
  width: fc.constant(1_400),
})

test('every span of a pdf has its boxes within its page, and what is printed has a box', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 3 }), async (pages) => {
      const parsed = await parsePdf({ documentId: anyId, bytes: makePdf(pages), limits: standardLimits })
      ParsedDocument.parse(parsed)
      expectSound(parsed)
      for (const { start, end, cells } of parsed.paragraphs.flatMap(({ start, end, rows }) => [
        { start, end, cells: rows },
      ])) {
        const spans = cells?.flatMap((row) => row.cells) ?? [{ start, end }]
        for (const span of spans) {
          const boxes = boxesOf(parsed, span)
          if (/\w/.test(parsed.text.slice(span.start, span.end))) expect(boxes.length).toBeGreaterThan(0)
          for (const box of boxes) {
            const { width, height } = parsed.pages[box.page - 1]!
            expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(-0.1)
            expect(box.x + box.width).toBeLessThanOrEqual(width + 0.2)
            expect(box.y + box.height).toBeLessThanOrEqual(height + 0.2)
          }
        }
      }
    }),
    { numRuns: 40, seed: 7 },
  )
}, 60_000)

test('every printed letter of a pdf is in its text, its furniture or its marks', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(page, { minLength: 1, maxLength: 3 }), async (pages) => {
      const parsed = await parsePdf({ documentId: anyId, bytes: makePdf(pages), limits: standardLimits })
      const found = [
        parsed.text,
        ...parsed.furniture.map(({ text }) => text),
        ...parsed.references.map(({ mark }) => mark),
      ].join('')
      const shown = pages.flatMap(({ texts = [] }) => texts.map(({ text }) => text)).join('')
      expect(letters(found)).toBe(letters(shown))
    }),
    { numRuns: 40, seed: 11 },
  )
}, 60_000)

const textPiece = fc.oneof(
  line,
  line.map((one) => one.toUpperCase()),
  fc.constantFrom(
    '',
    '\n',
    '\n\n',
    ' \n',
    '\f',
    '\t',
    ' | ',
    'NOTES\n',
    '1 First note.\n',
    'word1',
    'De velopment',
    '-\n',
    '\r\n',
    'L ABOUR',
  ),
  fc.string({ maxLength: 12 }),
)

test('the map from a plain text to its source is complete, grows, and leads to the same characters', () => {
  fc.assert(
    fc.property(fc.array(textPiece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join(' ')
      const parsed = parseText({ documentId: anyId, text })
      ParsedDocument.parse(parsed)
      expectSound(parsed)
      const mapped = new Set<number>()
      const sources = new Set<number>()
      for (const [start, end, from, to] of parsed.sourceRuns!) {
        expect(end - start).toBe(to - from)
        for (let offset = start; offset < end; offset++) {
          const [one, other] = [parsed.text[offset]!, text[from + offset - start]!]
          expect(one === other || (/\s/.test(one) && /\s/.test(other))).toBe(true)
          expect(sources.has(from + offset - start)).toBe(false)
          mapped.add(offset)
          sources.add(from + offset - start)
        }
      }
      for (let offset = 0; offset < parsed.text.length; offset++)
        if (/\S/.test(parsed.text[offset]!)) expect(mapped.has(offset)).toBe(true)
    }),
    { numRuns: 200, seed: 3 },
  )
})

function expectSound({ text, paragraphs, runs, references }: ParsedDocument): void {
  let last = 0
  for (const { start, end, pages } of paragraphs) {
    expect(start).toBeGreaterThanOrEqual(last)
    expect(end).toBeGreaterThan(start)
    expect(pages[0]!.start).toBe(start)
    last = end
  }
  expect(last).toBe(text.length)
  let before = 0
  for (const [start, end] of runs) {
    expect(start).toBeGreaterThanOrEqual(before)
    expect(end).toBeGreaterThan(start)
    before = end
  }
  expect(before).toBeLessThanOrEqual(text.length)
  for (const { at } of references) expect(at).toBeLessThanOrEqual(text.length)
}

const letters = (text: string): string =>
  text
    .replace(/[^a-zA-Z]/g, '')
    .toLowerCase()
    .split('')
    .sort()
    .join('')
