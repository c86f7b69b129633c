import type { FilterField, Passage } from '../contracts/search.ts'
import { comparable, corridorEnds, type FacetValue } from './labels.ts'
import { stems } from './stemmers.ts'
import { wordsOf, type Word } from './words.ts'

/**
 * All that a passage is found by stands in one vector, told apart by how a lexeme begins: `.workers` is the word as
 * printed, `en/worker` its stem in the passage's language, `#…` the same in a title or heading, `^…` the same in the heading that the passage
 * stands under or in the document's title, `=country:npl` an entity.
 */
export const lexeme = {
  word: (folded: string): string => `.${folded}`,
  stem: (language: string, stem: string): string => (stems(language) ? `${language}/${stem}` : `.${stem}`),
  heading: (inner: string): string => `#${inner}`,
  context: (inner: string): string => `^${inner}`,
  label: (field: FilterField | 'implied' | 'origin' | 'destination', value: string): string => `=${field}:${value}`,
}

/** Weights of Postgres: A in titles and headings, B in other text, C from the section's heading, D from the title. */
type Weight = 'A' | 'B' | 'C' | 'D'

const lastPosition = 16_000
const positionsPerLexeme = 255

export type VectorInput = {
  passage: Passage
  words: readonly Word[]
  sectionWords: readonly Word[]
  titleWords: readonly Word[]
  stems: ReadonlyMap<string, readonly string[]>
  facets: readonly FacetValue[]
}

/** The passage's vector in the notation that Postgres reads. */
export function vectorOf(input: VectorInput): string {
  const { passage } = input
  const vector = new Map<string, string[]>()
  const heads = passage.kind === 'title' || passage.kind === 'heading'
  input.words.forEach((word, index) => {
    const place = { position: index + 1, weight: heads ? 'A' : 'B' } as const
    add(vector, lexeme.word(word.folded), place)
    for (const stem of stemLexemes(input, word)) {
      if (stem !== lexeme.word(word.folded)) add(vector, stem, place)
      if (heads) add(vector, lexeme.heading(stem))
    }
  })
  addContext(vector, input, input.sectionWords, 'C')
  addContext(vector, input, input.titleWords, 'D')
  for (const label of labelsOf(passage, input.facets)) add(vector, label)
  return [...vector]
    .map(([text, places]) => `${quoted(text)}${places.length > 0 ? `:${places.join(',')}` : ''}`)
    .join(' ')
}

/** A lexeme as Postgres reads it in a vector or a query. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

/** The words that name the passage's place: of its heading, where it is not the heading itself. */
export function contextWords(text: string | undefined): Word[] {
  return text === undefined ? [] : wordsOf(text).slice(0, 60)
}

/**
 * Also where a word is its own stem: kept as the word alone, it would be found by the stemmer of every other language,
 * "work" by what French makes of "worker".
 */
function stemLexemes({ passage: { language }, stems }: Pick<VectorInput, 'passage' | 'stems'>, word: Word): string[] {
  return (stems.get(word.lower) ?? [word.folded]).map((stem) => lexeme.stem(language, stem))
}

function addContext(vector: Map<string, string[]>, input: VectorInput, words: readonly Word[], weight: Weight): void {
  words.forEach((word, index) => {
    for (const stem of stemLexemes(input, word)) add(vector, lexeme.context(stem), { position: index + 1, weight })
  })
}

function labelsOf({ entities }: Passage, facets: readonly FacetValue[]): string[] {
  const ends = entities.corridors.map(corridorEnds)
  return [
    ...facets.map(([field, value]) => lexeme.label(field, comparable(field, value))),
    ...entities.impliedCountries.map((country) => lexeme.label('implied', comparable('country', country))),
    ...ends.flatMap(({ origins }) => origins.map((country) => lexeme.label('origin', country))),
    ...ends.flatMap(({ destinations }) => destinations.map((country) => lexeme.label('destination', country))),
  ]
}

function add(vector: Map<string, string[]>, text: string, place?: { position: number; weight: Weight }): void {
  let places = vector.get(text)
  if (!places) vector.set(text, (places = []))
  if (place && place.position <= lastPosition && places.length < positionsPerLexeme)
    places.push(`${place.position}${place.weight}`)
}
