import type { Ruled } from './rule.ts'
import { corridorPairRules } from './rules/corridors-pairs.ts'
import { runRules } from './run-rules.ts'

export const corridorRules = corridorPairRules

/** Every pair of countries printed as a migration corridor or as parties to an agreement; sorted by start. */
export function findCorridors(input: { text: string }): Ruled<'corridor'>[] {
  return runRules(corridorRules, input)
}
