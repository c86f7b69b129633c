import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldedText, wordsOf } from '../../src/search/words.ts'

describe('words', () => {
  test.for([
    ['Workers’ rights', 'workers rights'],
    ["the worker's choice", 'the worker choice'],
    ['l’emploi d’abord, qu’il soit', 'emploi abord il soit'],
    ["O'Brien", 'o brien'],
    ['self-sufficiency', 'self sufficiency'],
    ['C189 and H-2B', 'c189 and h 2b'],
    ['131,000 or 1.234.567 or 1.234,56', '131000 or 1234567 or 1234.56'],
    ['44.5 and 1,2', '44.5 and 1.2'],
    ['22\u00A0308 people', '22308 people'],
    ['in 2019, 200 people', 'in 2019 200 people'],
    ['Migración, RÉGULARISATION, Straße, Łódź, cœur', 'migracion regularisation strasse lodz coeur'],
    ['travail\u00ADleurs', 'travailleurs'],
    ['e\u0301migre\u0301', 'emigre'],
    ['移民 ひと カタカナ', '移 民 ひ と カタカナ'],
    ['الهجرة الدولية', 'الهجرة الدولية'],
    ['миграция', 'миграция'],
    ['🎉 — … ""', ''],
  ])('of %j are %j', ([text, words]) => {
    expect(foldedText(text!)).toBe(words)
  })

  test('carry the place where they stand, with the possessive that belongs to them', () => {
    const text = 'A worker’s l’emploi'
    expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual(['A', 'worker’s', 'emploi'])
  })

  test('of anything at all are in order, apart, of letters and digits, and storable', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        let last = 0
        for (const word of wordsOf(text)) {
          expect(word.start).toBeGreaterThanOrEqual(last)
          expect(word.end).toBeGreaterThan(word.start)
          expect(word.folded).toMatch(/^[\p{L}\p{N}.]+$/u)
          expect(word.lower.isWellFormed()).toBe(true)
          last = word.end
        }
        expect(last).toBeLessThanOrEqual(text.length)
      }),
      { numRuns: 1_000, seed: 3 },
    )
  })

  test('are the same whether a name is typed with accents and capitals or without', () => {
    expect(foldedText('Côte d’Ivoire')).toBe(foldedText("COTE D'IVOIRE"))
  })
})
