import { describe, expect, test } from 'vitest'
import { ExtractedDocument } from '../../src/contracts/extracted-document.ts'
import { explainDocument } from '../../src/extract/explain.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { findKeyPhrases } from '../../src/extract/key-phrases.ts'
import { inputOf, parsedOf } from './documents.ts'

const text =
  'In 2012 some 44% of 300 workers left Nepal for Qatar under Convention No. 97, for US$5 million.\n\n' +
  'The Office of the Nepalese unions answered on 5 May.'

describe('extraction', () => {
  test('gives every mention its rule, page, quote and place, sorted by start', () => {
    const parsed = parsedOf(text)
    const { mentions } = ExtractedDocument.parse(extractDocument(parsed))
    expect(mentions.length).toBeGreaterThan(5)
    for (const { start, end, quote, rule, page } of mentions) {
      expect(quote).toBe(parsed.text.slice(start, end))
      expect(rule).toMatch(/^[a-z-]+\/[a-z-]+$/)
      expect(page).toBe(1)
    }
    expect(mentions.map(({ start }) => start)).toEqual(
      mentions.map(({ start }) => start).toSorted((one, other) => one - other),
    )
  })

  test('gives the number of an instrument to the instrument', () => {
    const { mentions } = extractDocument(parsedOf('It ratified Convention No. 97 and 12 women came.'))
    const numbers = mentions.filter(({ kind }) => kind === 'figure').map(({ quote }) => quote)
    expect(numbers).not.toContain('97')
    expect(numbers).toContain('12')
  })

  test('takes the box of a mention from the runs of its page', () => {
    const parsed = parsedOf('Some 44% left.')
    parsed.runs = [[0, 14, 1, 100, 200, 140, 10]]
    const figure = extractDocument(parsed).mentions.find(({ kind }) => kind === 'figure')!
    expect(figure.boxes).toMatchObject([{ page: 1, y: 200, height: 10 }])
    expect(figure.boxes[0]!.x).toBeGreaterThan(140)
    expect(figure.boxes[0]!.x + figure.boxes[0]!.width).toBeLessThan(210)
  })

  test('is the same however often it runs', () => {
    const parsed = parsedOf(text)
    expect(extractDocument(parsed)).toEqual(extractDocument(parsed))
  })
})

describe('explain', () => {
  const explained = explainDocument(parsedOf(text))
  const seen = (quote: string) =>
    explained.filter((one) => one.quote === quote).map(({ rule, outcome, winner }) => ({ rule, outcome, winner }))

  test('says which rule kept a place', () => {
    expect(seen('44%')).toEqual([{ rule: 'percent/with-sign', outcome: 'kept', winner: undefined }])
  })

  test('says which rule lost, and to whom', () => {
    expect(seen('5 million')).toContainEqual({
      rule: 'count/in-digits',
      outcome: 'lost',
      winner: 'money/with-currency',
    })
  })

  test('says why a number is no figure', () => {
    expect(seen('2012')).toContainEqual({ rule: 'not-a-figure/year', outcome: 'withheld', winner: undefined })
    expect(seen('5')).toContainEqual({ rule: 'not-a-figure/date', outcome: 'withheld', winner: undefined })
  })

  test('keeps exactly what extraction keeps', () => {
    const kept = explained.filter(({ outcome }) => outcome === 'kept').map(({ rule, start }) => `${rule} ${start}`)
    expect(kept).toEqual(extractDocument(parsedOf(text)).mentions.map(({ rule, start }) => `${rule} ${start}`))
  })
})

describe('key phrases', () => {
  const story = [
    'Domestic workers need fair recruitment. A domestic worker pays no fees where recruitment is fair.',
    'Fair recruitment helps domestic workers and their families. The weather was fine.',
    'Recruiters of domestic workers are many. The river is long and the hills are green.',
  ].join('\n\n')

  test('join the forms of a word and prefer a phrase to its words', () => {
    const phrases = findKeyPhrases(inputOf(story)).map(({ phrase }) => phrase)
    expect(phrases[0]!.toLowerCase()).toBe('domestic workers')
    expect(phrases).not.toContain('domestic')
    expect(phrases.join(' ')).not.toMatch(/\b(?:the|and|of)\b/)
  })

  test('are weighed against the first', () => {
    const weights = findKeyPhrases(inputOf(story)).map(({ weight }) => weight)
    expect(weights[0]).toBe(1)
    expect(weights).toEqual(weights.toSorted((one, other) => other - one))
  })

  test('are none in a text that repeats nothing', () => {
    expect(findKeyPhrases(inputOf('One short line about rivers.'))).toEqual([])
  })
})
