import type { NameMatch } from './names.ts'
import { type Place, placesOf } from './places.ts'
import { whyNoCountry } from './rules/countries-guards.ts'
import { wordsOf } from './words.ts'

type CountryPlace = Extract<Place, { kind: 'country' }>

/** A place name read as a country; `refused` says why it is none here. */
export type CountryCandidate = {
  match: NameMatch<Place>
  place: CountryPlace
  refused: string | undefined
}

/** `language` in two letters, where known, keeps English words from being read as French or Spanish demonyms. */
export type CountryInput = { text: string; language?: string }

const candidatesOfInput = new WeakMap<object, CountryCandidate[]>()

/** Every name that may be a country's, sorted by start, each with the country that it means in this document. */
export function countryCandidatesOf(input: CountryInput): CountryCandidate[] {
  let candidates = candidatesOfInput.get(input)
  if (!candidates) {
    candidates = read(input, placesOf(input))
    candidatesOfInput.set(input, candidates)
  }
  return candidates
}

function read(input: CountryInput, places: readonly NameMatch<Place>[]): CountryCandidate[] {
  const words = wordsOf(input)
  const named = places.flatMap((match) => {
    const bearers = match.values.filter((value) => value.kind === 'country')
    if (bearers.length === 0 || match.values.some((value) => value.kind === 'blocked')) return []
    return [{ match, bearers }]
  })
  const certain = new Set(named.flatMap(({ bearers }) => (bearers.length === 1 ? bearers[0]!.code : [])))
  const written = new Set(
    named.flatMap(({ bearers }) => bearers.filter(({ form }) => form !== 'abbreviation').map(({ code }) => code)),
  )
  const has = (code: string) => named.some(({ bearers }) => bearers.some((bearer) => sureOf(bearer, code)))
  const explicit = { COD: has('COD'), COG: has('COG'), DMA: has('DMA'), DOM: has('DOM') }
  return named.map(({ match, bearers }, index) => {
    const bearer = bearers.find(({ code }) => certain.has(code)) ?? bearers[0]!
    const place = asMeantHere(bearer, explicit)
    const company = isNear(named[index - 1]?.match, match) || isNear(match, named[index + 1]?.match)
    const seen = { words, match, place, company, written: written.has(place.code), language: input.language }
    return { match, place, refused: whyNoCountry(seen) }
  })
}

/** Names that say by themselves which of two countries is meant. */
function sureOf({ code, name }: CountryPlace, wanted: string): boolean {
  return code === wanted && !/^(Congo|Congol\p{L}+|congol\p{L}+|[Dd]ominic\p{L}+)$/u.test(name)
}

function asMeantHere(place: CountryPlace, explicit: Record<'COD' | 'COG' | 'DMA' | 'DOM', boolean>): CountryPlace {
  if (place.name === 'Congo') return { ...place, code: explicit.COD && !explicit.COG ? 'COD' : 'COG' }
  if (/^congol/i.test(place.name)) return { ...place, code: explicit.COG && !explicit.COD ? 'COG' : 'COD' }
  if (place.form === 'demonym' && place.code === 'DOM')
    return { ...place, code: explicit.DMA && !explicit.DOM ? 'DMA' : 'DOM' }
  return place
}

const nearCharacters = 40

function isNear(one: NameMatch<Place> | undefined, other: NameMatch<Place> | undefined): boolean {
  return one !== undefined && other !== undefined && other.start - one.end < nearCharacters
}
