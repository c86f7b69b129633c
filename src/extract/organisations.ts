import type { Ruled } from './rule.ts'
import { organisationNameRules } from './rules/organisations-names.ts'
import { runRules } from './run-rules.ts'

export const organisationRules = organisationNameRules

/** Every organisation of the gazetteer that the text names, in full or by its letters; sorted by start. */
export function findOrganisations(input: { text: string }): Ruled<'organisation'>[] {
  return runRules(organisationRules, input)
}
