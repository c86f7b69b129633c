import { countryCandidatesOf, type CountryInput } from '../country-candidates.ts'
import { defineRule, type Found } from '../rule.ts'
import { wordsOf } from '../words.ts'
import { foundIn } from './countries-names.ts'

const abbreviation = defineRule<'country', CountryInput>({
  id: 'country/abbreviation',
  kind: 'country',
  accept: [
    ['Workers in the UAE, the U.A.E and the U.A.E. earn more.', 'UAE = ARE', 'U.A.E = ARE', 'U.A.E. = ARE'],
    ['the UK, the U.S. and the DRC', 'UK = GBR', 'U.S. = USA', 'DRC = COD'],
    ['Los Estados Unidos (EE. UU.) y el Reino Unido', 'EE. UU. = USA'],
    ['au Burundi et en RDC', 'RDC = COD'],
  ],
  reject: ['They sent US$44 billion, then US$ 5 million.', 'FOLLOW US AND CONTACT US', 'tell us, you uk'],
  find: (input) => foundIn(input, ({ place, match }) => place.form === 'abbreviation' && !match.split),
})

/** An abbreviation that the document itself gives to a country: "Central African Republic (CAR)", then "CAR". */
const defined = defineRule<'country', CountryInput>({
  id: 'country/defined-abbreviation',
  kind: 'country',
  accept: [
    ['The Central African Republic (CAR) borders Chad. CAR has refugees.', 'CAR = CAF', 'CAR = CAF'],
    ['the Dominican Republic (DR) and Haiti; in the DR', 'DR = DOM', 'DR = DOM'],
    ['Sierra Leone (SL). Workers from SL', 'SL = SLE', 'SL = SLE'],
  ],
  reject: ['The Government of Nepal (GoN) and the Bank of Tanzania (BOT) met the CAR makers.'],
  find: findDefined,
})

const bracketed = /^\s\((?:the\s|la\s)?((?:\p{Lu}\.?){2,5})\)/u
const smallWords = new Set('and of the et de la le les du des y el los las del d l'.split(' '))

function findDefined(input: CountryInput): Found<'country'>[] {
  const words = wordsOf(input)
  const defined = new Map<string, string>()
  const candidates = countryCandidatesOf(input)
  const taken = new Set(candidates.map(({ match }) => match.start))
  for (const { match, place, refused } of candidates) {
    if (refused || match.endWord - match.firstWord < 2) continue
    const abbreviation = bracketed.exec(input.text.slice(match.end, match.end + 16))?.[1]?.replaceAll('.', '')
    if (!abbreviation) continue
    const initials = words.folded.slice(match.firstWord, match.endWord).filter((word) => !smallWords.has(word))
    if (initials.map((word) => word[0]).join('') === abbreviation.toLowerCase())
      defined.set(abbreviation.toLowerCase(), place.code)
  }
  if (defined.size === 0) return []
  return words.folded.flatMap((word, index) => {
    const country = defined.get(word)
    const [start, end] = [words.starts[index]!, words.ends[index]!]
    if (!country || taken.has(start) || input.text.slice(start, end) !== word.toUpperCase()) return []
    return [{ kind: 'country' as const, start, end, country, form: 'abbreviation' as const }]
  })
}

export const abbreviationRules = [abbreviation, defined]
