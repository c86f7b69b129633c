import type { Ruled } from './rule.ts'
import { runRules } from './run-rules.ts'
import { regionEllipsisRules } from './rules/regions-ellipses.ts'
import { regionNameRules } from './rules/regions-names.ts'

export const regionRules = [...regionNameRules, ...regionEllipsisRules]

/** Every region and grouping named in the text, with the members it implies at the document's date; sorted by start. */
export function findRegions(input: { text: string; date?: string | undefined }): Ruled<'region'>[] {
  return runRules(regionRules, input)
}
