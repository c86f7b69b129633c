import { expect, test } from 'vitest'
import { organisationOfName, successorOf } from '../../src/extract/organisation-names.ts'
import { findOrganisations } from '../../src/extract/organisations.ts'
import { findCountries } from '../../src/extract/countries.ts'
import { resolveOverlaps } from '../../src/extract/overlaps.ts'
import { countries } from '../../src/gazetteers/countries.ts'
import { organisations } from '../../src/gazetteers/organisations.ts'
import { described } from './entity-kit.ts'

test.for([
  ['AusAID', 'dfat'],
  ['Canadian International Development Agency (CIDA)', 'global-affairs-canada'],
  ['the UK Department for International Development', 'fcdo'],
  ['GTZ', 'giz'],
] as const)('the work of %s passed to %s', ([name, successor]) => {
  expect(successorOf(organisationOfName(name)!)?.id).toBe(successor)
})

test.for([
  ['Swiss Agency for Development and Co-operation', 'sdc'],
  ['l’Organisation internationale pour les migrations (OIM)', 'iom'],
  ['Agencia Española de Cooperación Internacional para el Desarrollo (AECID)', 'aecid'],
  ['SOMEBODY ELSE', undefined],
] as const)('«%s» is %s', ([name, id]) => {
  expect(organisationOfName(name)?.id).toBe(id)
})

test('a country inside an organisation’s name is marked, and letters given to an organisation are no country', () => {
  const text = 'Kenya hosts the Danish Refugee Council (DRC) and the Norwegian Refugee Council; the DRC works there.'
  const { countries: kept, lost } = resolveOverlaps({
    countries: findCountries({ text }),
    organisations: findOrganisations({ text }),
    regions: [],
    instruments: [],
  })
  expect(kept.map(({ country, inOrganisationName }) => [country, inOrganisationName])).toEqual([
    ['KEN', undefined],
    ['DNK', true],
    ['NOR', true],
  ])
  expect(lost).toHaveLength(2)
})

test('says what part an organisation has where the words before it do', () => {
  const text = 'The project is funded by the European Commission. In partnership with UNHCR it helps. Then FAO came.'
  expect(findOrganisations({ text }).map(({ organisation, role }) => [organisation, role])).toEqual([
    ['ec', 'donor'],
    ['unhcr', 'partner'],
    ['fao', undefined],
  ])
})

test('the body that stands at the head of the document is its author', () => {
  const text = 'ILO - Note for the forum\n\nThe ILO met UNHCR.'
  expect(findOrganisations({ text }).map(({ role }) => role)).toEqual(['author', undefined, undefined])
})

test('every name of the gazetteer is read as its organisation, and every successor and seat is known', () => {
  const known = new Set(countries.map(({ code }) => code))
  const ids = new Set(organisations.map(({ id }) => id))
  const faults = organisations.flatMap(({ id, names, seat, successor }) => [
    ...Object.values(names)
      .flatMap((list) => list ?? [])
      .filter((name) => described(findOrganisations, `by ${name}.`)[0]?.split(' = ')[1] !== id),
    ...(seat && !known.has(seat) ? [seat] : []),
    ...(successor && !ids.has(successor) ? [successor] : []),
  ])
  expect(faults).toEqual([])
  expect(organisations.length).toBeGreaterThan(250)
})
