import { expect, test } from 'vitest'
import { boxesOf } from '../../src/contracts/boxes.ts'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'
import { linesFrom, makePdf } from './make-pdf.ts'
import { anyId } from './pool-limits.ts'

const body = linesFrom(['Workers who return bring skills and savings with them,', 'and few offices ask for either.'], {
  y: 600,
})

async function read(content: string) {
  return parsePdf({ documentId: anyId, bytes: makePdf([{ texts: body, content }]), limits: standardLimits })
}

const heading = ({ text, paragraphs }: Awaited<ReturnType<typeof read>>) =>
  text.slice(paragraphs.at(-1)!.start, paragraphs.at(-1)!.end)

test.each([0.09, 0.11, 0.13, 0.2, 0.35])('letters set %d em apart are still words', async (em) => {
  const parsed = await read(`BT /F2 16 Tf ${16 * em} Tc 72 700 Td (Home again: a second start \\(2012-2014\\)) Tj ET`)
  expect(heading(parsed)).toBe('Home again: a second start (2012-2014)')
})

test('words are told apart by the gap where no blank was printed', async () => {
  const spaced = (word: string) => word.replace(/./g, '($&) -180 ')
  const parsed = await read(
    `BT /F2 16 Tf 72 700 Td [${['Seasonal', 'labour', 'abroad'].map(spaced).join(' -340 ')}] TJ ET`,
  )
  expect(heading(parsed)).toBe('Seasonal labour abroad')
})

test('letters with a typed blank between them are words, too', async () => {
  const parsed = await read('BT /F2 16 Tf 72 700 Td (S U M M A R Y   O F   F I N D I N G S) Tj ET')
  expect(heading(parsed)).toBe('SUMMARY OF FINDINGS')
})

test('small capitals may stand apart as well', async () => {
  const word = (great: string, small: string) => `/F2 16 Tf 3.2 Tc (${great}) Tj /F2 12.5 Tf 2.5 Tc (${small}) Tj `
  const parsed = await read(`BT 72 700 Td ${word('S', 'KILLS ')}${word('A', 'ND ')}${word('S', 'AVINGS')} ET`)
  expect(heading(parsed)).toBe('SKILLS AND SAVINGS')
})

test('initials and single letters of an ordinary line stay apart', async () => {
  const parsed = await read('BT /F1 11 Tf 72 700 Td (Groups A B C and D were asked by J. P. Moss in 2 0 rounds.) Tj ET')
  expect(heading(parsed)).toBe('Groups A B C and D were asked by J. P. Moss in 2 0 rounds.')
})

test('a word of letters set apart has its box where it was printed', async () => {
  const parsed = await read('BT /F2 16 Tf 4 Tc 72 700 Td (Returning home again) Tj ET')
  const start = parsed.text.indexOf('home')
  const [box] = boxesOf(parsed, { start, end: start + 4 })
  // Helvetica-Bold: "Returning " is 10 letters of together 4.67 em, and as many gaps of 4 points.
  expect(Math.abs(box!.x - (72 + 16 * 4.67 + 40))).toBeLessThan(8)
})
