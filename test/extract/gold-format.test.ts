import { describe, expect, test } from 'vitest'
import type { SourceRun } from '../../src/contracts/position.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { toGoldFormat } from '../../src/extract/gold-format.ts'
import { sourcePlacesOf } from '../../src/extract/source-places.ts'
import { parseText } from '../../src/parse/parse-text.ts'
import { parsedOf } from './documents.ts'

const documentId = 'a'.repeat(64)

function goldOf(source: string) {
  const parsed = parseText({ documentId, text: source })
  return toGoldFormat(parsed, extractDocument(parsed), source)
}

describe('the gold format', () => {
  test('counts spans of a text file in code points, and collapses the blanks of a surface', () => {
    const source = '😀 A smile.\n\nSome 400 billion\ndollars went to 𝐍epal and Qatar in 2012.\n'
    const { figures, countries } = goldOf(source)
    expect(figures).toMatchObject([
      { kind: 'money', value: 400e9, surface: '400 billion dollars', year: 2012, modifier: 'some', start: 17, end: 36 },
    ])
    // Two characters before it are of two UTF-16 units each.
    expect(codePointsBetween(source, 17, 36)).toBe('400 billion\ndollars')
    const qatar = countries.find((country) => 'surface' in country && country.surface === 'Qatar')
    expect(qatar).toMatchObject({ start: 55, end: 60 })
    expect(codePointsBetween(source, 55, 60)).toBe('Qatar')
  })

  test('gives no spans for a document that was no text file', () => {
    const parsed = parsedOf('Some 44% of them left Nepal.')
    expect(toGoldFormat(parsed, extractDocument(parsed)).figures).toEqual([
      expect.not.objectContaining({ start: expect.anything() }),
    ])
  })

  test('takes a dollar that nothing tells apart for the US dollar, and a rate for a count', () => {
    const parsed = parsedOf('It cost $5 million. Mortality was 12 per 1,000 births.')
    expect(toGoldFormat(parsed, extractDocument(parsed)).figures).toMatchObject([
      { kind: 'money', currency: 'USD' },
      { kind: 'count', value: 12, per: '1,000 births' },
    ])
  })

  test('leaves out figures on which readers differ', () => {
    const parsed = parsedOf('The plan has three pillars and runs for five years in six countries.')
    expect(toGoldFormat(parsed, extractDocument(parsed)).figures).toMatchObject([{ kind: 'count', value: 6 }])
  })

  test('has the notes with the place of their marks', () => {
    const source =
      'Flows came to 400 billion dollars a year1 and more.\n\nNOTES\n\n1 Estimated at USD 401 billion in 2012.\n'
    const { footnotes } = goldOf(source)
    expect(footnotes).toMatchObject([
      { mark: '1', text: 'Estimated at USD 401 billion in 2012.', markStart: 40, markEnd: 41 },
    ])
  })
})

describe('places in the source', () => {
  const runs: SourceRun[] = [
    [0, 5, 2, 7],
    [5, 6, 7, 9],
    [6, 9, 9, 12],
  ]
  test.for([
    [
      { start: 0, end: 5 },
      { start: 2, end: 7 },
    ],
    [
      { start: 3, end: 8 },
      { start: 5, end: 11 },
    ],
    [
      { start: 5, end: 6 },
      { start: 7, end: 9 },
    ],
    [
      { start: 9, end: 9 },
      { start: 12, end: 12 },
    ],
  ] as const)('of %j', ([span, expected]) => {
    expect(sourcePlacesOf(runs, 'abcdefghijklmno')(span)).toEqual(expected)
  })
})

function codePointsBetween(text: string, start: number, end: number): string {
  return Array.from(text).slice(start, end).join('')
}
