import type { Passage } from '../contracts/search.ts'
import { countryWords } from '../registers/names.ts'

/**
 * What a passage is about beside its own words: the headings above it, and the names and demonyms of the countries that it
 * names, so that who asks for "French commitments" finds the row of France.
 */
export function contextOf({ section, headings = [], entities, language }: Passage): string {
  const countries = entities.countries.slice(0, mostCountries).flatMap((code) => countryWords(code, language))
  return [...(section === undefined ? [] : [section]), ...headings, ...countries].join('\n')
}

/** A list of all countries is about none of them. */
const mostCountries = 8
