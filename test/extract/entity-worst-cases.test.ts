import { expect, test } from 'vitest'
import { corridorRules } from '../../src/extract/corridors.ts'
import { countryRules } from '../../src/extract/countries.ts'
import type { ExtractionInput } from '../../src/extract/extraction-input.ts'
import { instrumentRules } from '../../src/extract/instruments.ts'
import { organisationRules } from '../../src/extract/organisations.ts'
import { resolveOverlaps } from '../../src/extract/overlaps.ts'
import { regionRules } from '../../src/extract/regions.ts'
import type { Ruled } from '../../src/extract/rule.ts'
import { processorTimeOf } from '../processor-time.ts'
import { inputOf } from './documents.ts'

const rules = [...countryRules, ...regionRules, ...corridorRules, ...instrumentRules, ...organisationRules]

/** What makes each rule try longest: names that begin again and again, lists without end, blanks, openings never closed. */
const stretches = {
  'one letter': 'a',
  'single capitals': 'I R ',
  'countries in a row': 'Nepal-',
  'countries in a list': 'from Nepal and ',
  'the beginning of long names': 'United Nations High Commissioner for Refugees of the United ',
  'ILO numbers without end': 'ILO Conventions Nos. 97, 143, ',
  'nouns without numbers': 'Convention Recommendation Protocol ',
  'nouns with blanks': 'Convention           \n            ',
  'brackets never closed': 'Convention (No. 97 (',
  'marks of numbers': 'No. No. n° núm. ',
  directions: 'North, South, East and West ',
  'sessions and months': 'the 316th Session of the Governing Body decision in ',
  'donors without end': 'funded by the supported by with funding from ',
  'lone surrogates': '\ud800 Nepal \udc00',
  'right to left': 'اتفاقية العمل ',
  'line feeds': '\n',
}

const sizeCharacters = 1_000_000
const limitMilliseconds = 4000

test.for(Object.entries(stretches))('every rule reads a megabyte of %s in its time', ([, stretch]) => {
  const text = stretch.repeat(Math.ceil(sizeCharacters / stretch.length))
  const slow = rules.flatMap((rule) => {
    const input = freshInput(text)
    let found: ReturnType<typeof rule.find> = []
    const took = processorTimeOf(() => (found = rule.find(input)))
    const isValid = found.every(({ start: from, end }) => from < end && end <= text.length)
    return took > limitMilliseconds || !isValid ? [`${rule.id}: ${Math.round(took)} ms`] : []
  })
  expect(slow).toEqual([])
})

test('settling overlaps of a hundred thousand mentions takes its time only once', () => {
  const many = Array.from({ length: 100_000 }, (_, index): Ruled<'country'> => {
    const start = index * 7
    return { kind: 'country', country: 'NPL', form: 'name', rule: 'country/name', start, end: start + 10 }
  })
  const settle = () => resolveOverlaps({ countries: many, regions: [], instruments: [], organisations: [] })
  expect(processorTimeOf(settle)).toBeLessThan(limitMilliseconds)
})

/** An input of its own for each rule, so that none profits from what another has read. */
function freshInput(text: string): ExtractionInput {
  return { ...inputOf(''), text }
}
