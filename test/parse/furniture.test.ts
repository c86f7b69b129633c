import { expect, test } from 'vitest'
import { parsePdf } from '../../src/parse/parse-pdf.ts'
import { standardLimits } from '../../src/parse/parser-limits.ts'
import { linesFrom, makePdf, type PrintedText } from './make-pdf.ts'
import { anyId } from './pool-limits.ts'

const read = (pages: PrintedText[][]) =>
  parsePdf({ documentId: anyId, bytes: makePdf(pages.map((texts) => ({ texts }))), limits: standardLimits })

const themes = ['wages', 'housing', 'transport', 'schooling', 'clinics']
const bodyOf = (theme: string): PrintedText[] =>
  linesFrom([
    `The council asked every ferry town what it had spent on ${theme} in`,
    'the year of the survey, and how many of those who arrived that year',
    `had asked for ${theme} before they were offered anything at all.`,
  ])

test('keeps the words of a stretched line that others repeat at the same edge of their pages', async () => {
  const places = ['mainland', 'outer', 'eastern', 'smaller', 'lower']
  const pages = themes.map((theme, index): PrintedText[] => [
    ...bodyOf(theme),
    ...linesFrom([`Nobody had counted the ${theme} of the northern`], { y: 74 }),
    { text: `${places[index]}`, x: 72, y: 60 },
    { text: 'and', x: 160, y: 60 },
    { text: `${theme}.`, x: 230, y: 60 },
  ])
  const { text, furniture } = await read(pages)
  expect(furniture).toEqual([])
  expect(themes.filter((theme, index) => text.includes(`${places[index]} and ${theme}.`))).toEqual(themes)
})

test('takes a small head that tells the section, another one on each page, for furniture', async () => {
  const heads = ['On pay', 'On homes', 'On ferries', 'On lessons', 'On nurses']
  const { text, furniture } = await read(
    themes.map((theme, index) => [{ text: heads[index]!, x: 72, y: 805, size: 8 }, ...bodyOf(theme)]),
  )
  expect(furniture.map((one) => one.text)).toEqual(heads)
  expect(text).not.toMatch(/On (?:pay|homes|ferries)/)
})

test('takes what stands beside a running head for a part of it', async () => {
  const heads = ['Pay', 'Homes', 'Ferries', 'Lessons', 'Nurses']
  const { furniture } = await read(
    themes.map((theme, index) => [
      { text: 'Harbour Observatory', x: 72, y: 805, size: 9 },
      { text: heads[index]!, x: 300, y: 804, size: 12 },
      ...bodyOf(theme),
    ]),
  )
  expect(furniture.map((one) => one.text)).toEqual(heads.flatMap((head) => ['Harbour Observatory', head]))
})

test('knows page numbers that stand further from the edge by their sequence', async () => {
  const { text, furniture } = await read(
    themes.map((theme, index) => [...bodyOf(theme), { text: String(index + 7), x: 290, y: 100 }]),
  )
  expect(furniture.map((one) => one.text)).toEqual(['7', '8', '9', '10', '11'])
  expect(text).not.toMatch(/\d/)
})

test('leaves numbers under a text alone that are in no sequence', async () => {
  const { furniture } = await read(
    themes.map((theme, index) => [...bodyOf(theme), { text: String([40, 12, 33, 8, 5][index]), x: 290, y: 100 }]),
  )
  expect(furniture).toEqual([])
})
