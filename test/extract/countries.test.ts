import { expect, test } from 'vitest'
import { findCountries } from '../../src/extract/countries.ts'
import { countries } from '../../src/gazetteers/countries.ts'
import { described } from './entity-kit.ts'

test.for([
  ['Niger and Nigeria, Nigeriens and Nigerians', 'Niger = NER', 'Nigeria = NGA', 'Nigeriens = NER', 'Nigerians = NGA'],
  ['Dominica is not the Dominican Republic', 'Dominica = DMA', 'Dominican Republic = DOM'],
  [
    'Papua New Guinea, Guinea-Bissau, Equatorial Guinea, Guinea',
    'Papua New Guinea = PNG',
    'Guinea-Bissau = GNB',
    'Equatorial Guinea = GNQ',
    'Guinea = GIN',
  ],
  [
    'Democratic Republic of the Congo, Republic of the Congo',
    'Democratic Republic of the Congo = COD',
    'Republic of the Congo = COG',
  ],
  ['refugees of the DRC who stay in Congo', 'DRC = COD', 'Congo = COD'],
  ['South Sudan and Sudan', 'South Sudan = SSD', 'Sudan = SDN'],
  ['Georgia Trade Union Confederation', 'Georgia = GEO'],
  ['TÜRKIYE, Turquie, Türkiye', 'TÜRKIYE = TUR', 'Turquie = TUR', 'Türkiye = TUR'],
  ["Cote d'Ivoire, Côte d’Ivoire, Ivory Coast", "Cote d'Ivoire = CIV", 'Côte d’Ivoire = CIV', 'Ivory Coast = CIV'],
  ['São Tomé and Príncipe; Sao Tome & Principe', 'São Tomé and Príncipe = STP', 'Sao Tome & Principe = STP'],
  ['the United\nArab Emirates', 'United\nArab Emirates = ARE'],
  ['Timor‑Leste', 'Timor‑Leste = TLS'],
  ['US-based, U.S. law, the United States of America', 'US = USA', 'U.S. = USA', 'United States of America = USA'],
  ['Mexico’s and Kenya’s workers', 'Mexico = MEX', 'Kenya = KEN'],
  ['a country of origin (nepal)', 'nepal = NPL'],
  ['en los Países Bajos, en Egipto y en Corea del Sur', 'Países Bajos = NLD', 'Egipto = EGY', 'Corea del Sur = KOR'],
  [
    'aux Philippines, au Viet Nam et en République centrafricaine',
    'Philippines = PHL',
    'Viet Nam = VNM',
    'République centrafricaine = CAF',
  ],
  [
    'Occupied Palestinian Territory (oPt) and Palestinians',
    'Occupied Palestinian Territory = PSE',
    'oPt = PSE',
    'Palestinians = PSE',
  ],
] as const)('reads the countries of «%s»', ([text, ...expected]) => {
  expect(described(findCountries, text)).toEqual(expected)
})

test.for([
  'Sommelier, Romania’s neighbour'.replace('Romania', 'Roman'),
  'Somalis of no country here'.replace('Somalis', 'Somaliland'),
  'the chad of a ballot, a turkey, fine china',
  'Jordan, M. (2012) and Dr Jordan and David Israel',
  'New Mexico, Mexico City, the Gulf of Mexico',
  'Lake Chad and the Niger Delta',
  'US$ 5, US$5, US dollars, 20 US cents',
  'the Commonwealth, the Americas, Latin American States',
  'English and French versions; also available in Spanish.',
  'New Jersey; a family reunion',
  'www.kenya.example',
  'Washington, Geneva, Nairobi',
])('reads no country in «%s»', (text) => {
  expect(described(findCountries, text)).toEqual([])
})

test('finds a name anywhere in a long text, with its place', () => {
  const text = `${'one word '.repeat(5000)}Nepal${' and more'.repeat(5000)}`
  const [found] = findCountries({ text })
  expect(found).toMatchObject({ country: 'NPL', start: 45_000, end: 45_005, form: 'name', rule: 'country/name' })
})

test('knows every country of ISO 3166-1 that is lived in, once', () => {
  const codes = countries.map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.length).toBeGreaterThan(235)
  expect(codes.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([])
})

test('reads every plain English name of the gazetteer, in lists, in any case', () => {
  const missed = countries.flatMap(({ code, names }) =>
    (names.en?.name ?? []).flatMap((name) => {
      const texts = [`Nepal, ${name}, India`, `NEPAL, ${name.toUpperCase()}, INDIA`]
      return texts.filter((text) => findCountries({ text })[1]?.country !== code)
    }),
  )
  expect(missed).toEqual([])
})
