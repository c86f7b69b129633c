import { expect, test } from 'vitest'
import { findInstruments } from '../../src/extract/instruments.ts'
import { resolveOverlaps } from '../../src/extract/overlaps.ts'
import { iloInstruments, namedInstruments } from '../../src/gazetteers/instruments.ts'
import { described } from './entity-kit.ts'

const find = (input: { text: string }) =>
  resolveOverlaps({ countries: [], regions: [], organisations: [], instruments: findInstruments(input) }).instruments

test.for([
  ['ILO Conventions Nos. 29, 105 (forced labour), 87 and 98', 'Nos. 29 = C029', '105 = C105', '87 = C087', '98 = C098'],
  [
    'the Migration for Employment Convention (Revised 1949), No.97',
    'Migration for Employment Convention (Revised 1949), No.97 = C097',
  ],
  [
    'Convention No. 97 of 1949 concerning Migration for Employment',
    'Convention No. 97 of 1949 concerning Migration for Employment = C097',
  ],
  ['the ILO Migrant Workers Convention, 1975', 'ILO Migrant Workers Convention, 1975 = C143'],
  ['the Migrant Workers Convention (ILO C143)', 'Migrant Workers Convention (ILO C143) = C143'],
  ['la convention (n ° 97) de l’OIT', 'convention (n ° 97) de l’OIT = C097'],
  ['les conventions nos 29 et 81 de l’OIT', 'nos 29 = C029', '81 = C081'],
  ['el Convenio (n.º 189) de la OIT', 'Convenio (n.º 189) de la OIT = C189'],
  ['los Convenios núms. 97 y 143 de la OIT', 'núms. 97 = C097', '143 = C143'],
  ['the Maternity Protection Convention', 'Maternity Protection Convention = C183'],
  ['the Maternity Protection Convention, 1919', 'Maternity Protection Convention, 1919 = C003'],
  ['the Protocol to ILO Convention No. 29', 'Protocol to ILO Convention No. 29 = P029'],
  ['Recommendations R.86 and R.151 of the ILO', 'R.86 = R086', 'R.151 = R151'],
  [
    'Convenio sobre los trabajadores migrantes (disposiciones complementarias), 1975 (núm. 143), y el Convenio núm. 97',
    'Convenio sobre los trabajadores migrantes (disposiciones complementarias), 1975 (núm. 143) = C143',
    'Convenio núm. 97 = C097',
  ],
  ['the ILO: Convention No. 999', 'Convention No. 999 = C999'],
  ['Recommendation No.\n86 and No. 151 of the ILO', 'Recommendation No.\n86 = R086', 'No. 151 = R151'],
] as const)('reads the instruments of «%s»', ([text, ...expected]) => {
  expect(described(find, text)).toEqual(expected)
})

test.for([
  'ILO: Working Paper No. 42, GB.316/POL/1, Law No. 97, Decree No. 143, Decision No. 29',
  'The ILO evaluation. Recommendation 1. Recommendation 12: hire. Recommendation No. 5',
  'ILO: a Protocol and/or Recommendation is to follow in 2014; the Convention; these Conventions; the Framework',
  'Protocol 2 of the Universal Copyright Convention; FATF Recommendation 29; the Hague Convention No. 28',
  'The ILO convention had 189 guests, 97 per cent of them women.\n\n143 left.',
  'Convention No. 108 of the Council of Europe; ILO',
])('reads no instrument in «%s»', (text) => {
  expect(described(find, text)).toEqual([])
})

test('every ILO title with its year and number stands for its own instrument', () => {
  const missed = iloInstruments.filter(({ id, kind, title, year, number }) => {
    const text = kind === 'protocol' ? `the ${title}` : `the ${title}, ${year} (No. ${number})`
    return (
      find({ text })
        .map(({ instrument }) => instrument)
        .join() !== id
    )
  })
  expect(missed.map(({ id }) => id)).toEqual([])
})

test('every ILO number is read in each language', () => {
  const nouns = {
    C: ['Convention No.', 'convention n°', 'Convenio núm.'],
    R: ['Recommendation No.', 'recommandation n°', 'Recomendación núm.'],
  }
  const missed = iloInstruments.flatMap(({ id, number }) => {
    const series = id[0]
    if (series !== 'C' && series !== 'R') return []
    return nouns[series]
      .map((noun) => `OIT ILO ${noun} ${number} de la OIT`)
      .filter((text) => find({ text })[0]?.instrument !== id)
  })
  expect(missed).toEqual([])
})

test('every title of the other instruments stands for its own', () => {
  const missed = namedInstruments.flatMap(({ id, titles }) =>
    Object.values(titles)
      .flatMap((list) => list ?? [])
      .filter((title) => !find({ text: `under the ${title}.` }).some(({ instrument }) => instrument === id)),
  )
  expect(missed).toEqual([])
})

test('says what is known of an instrument, and that it does not know a number', () => {
  const [known, unknown] = find({ text: 'ILO Domestic Workers Convention, 2011 (No. 189), and ILO Convention No. 777' })
  expect(known).toMatchObject({
    instrument: 'C189',
    resolved: true,
    binding: true,
    year: 2011,
    yearPrinted: true,
    body: 'ILO',
  })
  expect(unknown).toMatchObject({ instrument: 'C777', resolved: false, binding: true })
  expect(unknown).not.toHaveProperty('title')
})
