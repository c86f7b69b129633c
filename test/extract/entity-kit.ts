import { describeFound } from '../../src/extract/describe-found.ts'
import type { Ruled } from '../../src/extract/rule.ts'

/** What a finder reads in a text, each as "quote = meaning". */
export function described(find: (input: { text: string; date?: string }) => readonly Ruled[], text: string): string[] {
  return find({ text }).map((found) => describeFound(found, text))
}
