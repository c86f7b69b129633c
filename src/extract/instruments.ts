import type { Ruled } from './rule.ts'
import { agreedRules } from './rules/instruments-agreed.ts'
import { codeRules } from './rules/instruments-codes.ts'
import { decisionRules } from './rules/instruments-decisions.ts'
import { iloRules } from './rules/instruments-ilo.ts'
import { namedRules } from './rules/instruments-named.ts'
import { runRules } from './run-rules.ts'

export const instrumentRules = [...iloRules, ...agreedRules, ...codeRules, ...namedRules, ...decisionRules]

/**
 * Every international instrument named, by number, title, code or abbreviation; sorted by start. Two rules may have read
 * the same place: overlaps.ts decides.
 */
export function findInstruments(input: { text: string }): Ruled<'instrument'>[] {
  return runRules(instrumentRules, input)
}
