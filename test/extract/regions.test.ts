import { expect, test } from 'vitest'
import { findRegions } from '../../src/extract/regions.ts'
import { countries } from '../../src/gazetteers/countries.ts'
import { membersAt, regions } from '../../src/gazetteers/regions.ts'
import { described } from './entity-kit.ts'

test.for([
  ['North, West and East Africa', 'North = 015', 'West = 011', 'East Africa = 014'],
  ['Eastern and Southern Africa', 'Eastern = 014', 'Southern Africa = 018'],
  ['West and Central Africa', 'West = 011', 'Central Africa = 017'],
  ['South, South-East and Central Asia', 'South = 034', 'South-East = 035', 'Central Asia = 143'],
  ['Northern, Southern and Eastern Europe', 'Northern = 154', 'Southern = 039', 'Eastern Europe = 151'],
  ['l’Afrique du Nord, de l’Ouest et centrale', 'Afrique du Nord = 015', 'Ouest = 011', 'centrale = 017'],
  ['América Latina y el Caribe', 'América Latina y el Caribe = 419'],
  ['the Southern African Development Community (SADC)', 'Southern African Development Community = SADC', 'SADC = SADC'],
  ['GREATER M EKONG SUB-REGION', 'GREATER M EKONG SUB-REGION = GMS'],
  ['African and South Asian workers', 'African = 002', 'South Asian = 034'],
  ['sub-Saharan Africa, the Gulf of Guinea and the Gulf', 'sub-Saharan Africa = 202', 'Gulf = GCC'],
  ['el norte de África y el Magreb', 'norte de África = 015', 'Magreb = MAGHREB'],
  ['the Gulf States and Arab States', 'Gulf States = GCC', 'Arab States = ARAB-STATES'],
] as const)('reads the regions of «%s»', ([text, ...expected]) => {
  expect(described(findRegions, text)).toEqual(expected)
})

test.for([
  'South Africa, the Central African Republic',
  'the European Commission',
  'Northern Ireland and West Virginia',
  'AU TRAVAIL DES FEMMES',
])('reads no region in «%s»', (text) => {
  expect(described(findRegions, text)).toEqual([])
})

test.for([
  ['EU', '2012', 'GBR', true],
  ['EU', '2012', 'HRV', false],
  ['EU', '2014', 'HRV', true],
  ['EU', '2021-05-01', 'GBR', false],
  ['ECOWAS', '2013', 'MLI', true],
  ['ECOWAS', '2025-06', 'MLI', false],
  ['ASEAN', '2013-11-04', 'TLS', false],
  ['ASEAN', '2026', 'TLS', true],
  ['EAC', '2013', 'SSD', false],
] as const)('%s at %s: %s is a member: %s', ([code, date, country, isMember]) => {
  const region = regions.find((one) => one.code === code)!
  expect(membersAt(region, date).includes(country)).toBe(isMember)
})

test('members are implied at the date of the document', () => {
  const [before] = findRegions({ text: 'the European Union', date: '2012-05' })
  const [after] = findRegions({ text: 'the European Union', date: '2022' })
  expect(before!.implied).toContain('GBR')
  expect(after!.implied).not.toContain('GBR')
})

test('every region has a code of its own, and members that the gazetteer of countries knows', () => {
  const known = new Set(countries.map(({ code }) => code))
  const strangers = regions.flatMap(({ code, members, changes = [] }) =>
    [...members, ...(changes ?? []).map(({ iso }) => iso)]
      .filter((member) => !known.has(member))
      .map((member) => `${code} ${member}`),
  )
  expect(strangers).toEqual([])
  expect(new Set(regions.map(({ code }) => code)).size).toBe(regions.length)
})
