import type { MentionKind } from '../contracts/extracted-document.ts'
import type { Rule, Ruled } from './rule.ts'

/** What all of the rules find, each mention with the id of its rule, sorted by start, the longest first. */
export function runRules<Kind extends MentionKind, Input>(
  rules: readonly Rule<Kind, Input>[],
  input: Input,
): Ruled<Kind>[] {
  const found: Ruled<Kind>[] = []
  for (const rule of rules) for (const mention of rule.find(input)) found.push({ ...mention, rule: rule.id })
  return found.toSorted((one, other) => one.start - other.start || other.end - one.end)
}
