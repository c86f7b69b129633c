import type { CountryInput } from './country-candidates.ts'
import type { Ruled } from './rule.ts'
import { runRules } from './run-rules.ts'
import { abbreviationRules } from './rules/countries-abbreviations.ts'
import { nameRules } from './rules/countries-names.ts'

export const countryRules = [...nameRules, ...abbreviationRules]

/** Every country named in the text, by name, demonym or abbreviation; sorted by start, none inside another. */
export function findCountries(input: CountryInput): Ruled<'country'>[] {
  return runRules(countryRules, input)
}
