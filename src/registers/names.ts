import { countries } from '../gazetteers/countries.ts'
import { iloInstruments, namedInstruments } from '../gazetteers/instruments.ts'
import { organisations } from '../gazetteers/organisations.ts'

const countryNames = new Map(countries.map(({ code, names }) => [code, names.en?.name?.[0] ?? code]))
const organisationNames = new Map(organisations.map(({ id, name }) => [id, name]))
const instrumentTitles = new Map([
  ...iloInstruments.map(({ id, title, year, number, kind }) => {
    const numbered = kind === 'protocol' ? `${title}, ${year}` : `${title}, ${year} (No. ${number})`
    return [id, numbered] as const
  }),
  ...namedInstruments.map(({ id, titles }) => [id, titles.en?.[0] ?? id] as const),
])

/** English names of what the gazetteers know; the id itself of anything else. */
export const countryName = (code: string): string => countryNames.get(code) ?? code
export const organisationName = (id: string): string => organisationNames.get(id) ?? id
export const instrumentTitle = (id: string): string | undefined => instrumentTitles.get(id)

const spoken = new Map(countries.map(({ code, names }) => [code, names]))

/** A country as a language calls it: its usual name and its demonyms; in English where that language has none. */
export function countryWords(code: string, language: string): string[] {
  const names = spoken.get(code)
  const own = language === 'fr' || language === 'es' ? names?.[language] : undefined
  const { name = [], demonym = [] } = own ?? names?.en ?? {}
  return [...name.slice(0, 1), ...demonym]
}

const alpha2 = new Map(countries.map(({ code, alpha2 }) => [code, alpha2]))

/** ISO 3166-1 alpha-2 of an alpha-3 code; undefined of one that nobody knows. */
export const countryAlpha2 = (code: string): string | undefined => alpha2.get(code)
