import { blockedNames } from '../gazetteers/blocked-names.ts'
import { countries, type CountryForm, countryForms } from '../gazetteers/countries.ts'
import { type Region, regions } from '../gazetteers/regions.ts'
import { makeNameTree, type Name, type NameCase, type NameMatch, scanNames } from './names.ts'
import { wordsOf } from './words.ts'

/** What a name of the earth stands for. Countries and regions are looked up together, so that the longest name wins. */
export type Place =
  | { kind: 'country'; code: string; form: CountryForm; language: string; name: string }
  | { kind: 'region'; region: Region; form: 'name' | 'adjective' | 'abbreviation'; name: string }
  | { kind: 'blocked' }

const placesOfInput = new WeakMap<object, NameMatch<Place>[]>()

/** Every place name of an input, sorted by start; looked up once. */
export function placesOf(input: { text: string }): NameMatch<Place>[] {
  let places = placesOfInput.get(input)
  if (!places) {
    tree ??= makeNameTree(placeNames())
    places = scanNames(wordsOf(input), tree)
    placesOfInput.set(input, places)
  }
  return places
}

let tree: ReturnType<typeof makeNameTree<Place>> | undefined

function* placeNames(): Iterable<Name<Place>> {
  for (const { code, names } of countries)
    for (const [language, forms] of Object.entries(names))
      for (const form of countryForms)
        for (const text of forms?.[form] ?? []) {
          const value: Place = { kind: 'country', code, form, language, name: text }
          yield { text, case: caseOf(text, form, language), value }
        }
  for (const region of regions) yield* regionNames(region)
  for (const text of blockedNames) yield { text, case: 'capital', value: { kind: 'blocked' } }
}

function* regionNames(region: Region): Iterable<Name<Place>> {
  for (const list of Object.values(region.names))
    for (const text of list ?? [])
      yield { text, case: 'capital', value: { kind: 'region', region, form: 'name', name: text } }
  for (const [language, list] of Object.entries(region.adjectives ?? {}))
    for (const text of list ?? []) {
      const value: Place = { kind: 'region', region, form: 'adjective', name: text }
      yield { text, case: language === 'en' ? 'capital' : 'any', value }
    }
  for (const text of region.abbreviations ?? [])
    yield { text, case: 'exact', value: { kind: 'region', region, form: 'abbreviation', name: text } }
}

/** Names that are common words in one of the languages when they lack the capital. */
const commonWords = new Set(
  (
    'china turkey jordan chad guinea georgia japan jersey granada grenade benin suisse panama guernsey maurice ' +
    'malta india chile congo tonga niger macao aruba dominica trinidad'
  ).split(' '),
)

function caseOf(text: string, form: CountryForm, language: string): NameCase {
  if (form === 'abbreviation') return 'exact'
  if (form === 'demonym') return language === 'en' ? 'capital' : 'any'
  return text.length >= 5 && !commonWords.has(text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase())
    ? 'any'
    : 'capital'
}
