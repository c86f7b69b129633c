import { membersAt, type Region } from '../../gazetteers/regions.ts'
import type { NameMatch } from '../names.ts'
import { type Place, placesOf } from '../places.ts'
import { defineRule, type Found } from '../rule.ts'
import { isCapital, type Words, wordsOf } from '../words.ts'

type Input = { text: string; date?: string | undefined }
type RegionPlace = Extract<Place, { kind: 'region' }>

const name = defineRule<'region', Input>({
  id: 'region/name',
  kind: 'region',
  accept: [
    ['Migration in Southeast Asia and the Horn of Africa', 'Southeast Asia = 035', 'Horn of Africa = HORN-AFRICA'],
    ['the Association of South-East Asian Nations (ASEAN)', 'Association of South-East Asian Nations = ASEAN'],
    [
      'Latin America and the Caribbean; the Arab States; the Gulf Cooperation Council',
      'Latin America and the Caribbean = 419',
      'Arab States = ARAB-STATES',
      'Gulf Cooperation Council = GCC',
    ],
    [
      'en Afrique de l’Ouest et dans la Corne de l’Afrique',
      'Afrique de l’Ouest = 011',
      'Corne de l’Afrique = HORN-AFRICA',
    ],
    [
      'América Latina y el Caribe y el Triángulo Norte',
      'América Latina y el Caribe = 419',
      'Triángulo Norte = NORTHERN-TRIANGLE',
    ],
    ['COUNTRIES OF THE M IDDLE EAST', 'M IDDLE EAST = MIDDLE-EAST'],
  ],
  reject: ['The European Commission and South Africa', 'the Pacific Ocean', 'South Carolina and west of the river'],
  find: (input) => foundIn(input, ({ form }) => form === 'name'),
})

const adjective = defineRule<'region', Input>({
  id: 'region/adjective',
  kind: 'region',
  accept: [
    ['African ministers and South Asian workers', 'African = 002', 'South Asian = 034'],
    ['los migrantes centroamericanos y la sociedad europea', 'centroamericanos = 013', 'europea = 150'],
    ['les travailleurs ouest-africains', 'ouest-africains = 011'],
  ],
  reject: ['South African mines', 'the Inter-American Court', 'the European Parliament'],
  find: (input) => foundIn(input, ({ form }) => form === 'adjective'),
})

const abbreviation = defineRule<'region', Input>({
  id: 'region/abbreviation',
  kind: 'region',
  accept: [
    ['ASEAN and GCC members', 'ASEAN = ASEAN', 'GCC = GCC'],
    ['les États de la CEDEAO', 'CEDEAO = ECOWAS'],
    ['MERCOSUR y la UE', 'MERCOSUR = MERCOSUR', 'UE = EU'],
  ],
  reject: ['Au travail, ue, asean', 'the AMU of units'],
  find: (input) => foundIn(input, ({ form }) => form === 'abbreviation'),
})

export const regionNameRules = [name, adjective, abbreviation]

function foundIn(input: Input, wanted: (place: RegionPlace) => boolean): Found<'region'>[] {
  const words = wordsOf(input)
  return placesOf(input).flatMap((match) => {
    const place = regionOf(match)
    if (!place || !wanted(place) || isMisread(words, match, place)) return []
    return [regionMention(place.region, { start: match.start, end: match.end, date: input.date, form: place.form })]
  })
}

/** The region that a match names; none where the name is a country's or blocked. */
export function regionOf(match: NameMatch<Place>): RegionPlace | undefined {
  if (match.values.some(({ kind }) => kind !== 'region')) return undefined
  return match.values.find((value) => value.kind === 'region')
}

export function regionMention(
  region: Region,
  place: { start: number; end: number; date: string | undefined; form?: RegionPlace['form'] },
): Found<'region'> {
  return {
    kind: 'region',
    start: place.start,
    end: place.end,
    region: region.code,
    ...(region.alternatives && { alternatives: region.alternatives }),
    implied: membersAt(region, place.date),
    ...(place.form === 'abbreviation' && { abbreviation: true }),
  }
}

/** Abbreviations that are also French or Spanish words, or other bodies, in capitals. */
const isMisread = (words: Words, match: NameMatch<Place>, place: RegionPlace): boolean => {
  if (place.form !== 'abbreviation') return false
  const printed = words.text.slice(match.start, match.end)
  return printed === 'AU' && isInCapitals(words, match)
}

/** A neighbour of two letters or more stands in capitals: the line does, and AU is the French word. */
function isInCapitals(words: Words, match: NameMatch<Place>): boolean {
  return [match.firstWord - 1, match.endWord].some((index) => {
    const start = words.starts[index]
    const end = words.ends[index]
    if (start === undefined || end === undefined || end - start < 4) return false
    return isCapital(words.text, start) && isCapital(words.text, end - 1)
  })
}
