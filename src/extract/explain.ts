import type { Mention } from '../contracts/extracted-document.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import type { Span } from '../contracts/position.ts'
import { describeFound } from './describe-found.ts'
import { type ExtractionInput, makeExtractionInput } from './extraction-input.ts'
import { explainNumbers } from './figures.ts'
import { readMentions } from './read-mentions.ts'
import type { Ruled } from './rule.ts'

/** What one rule saw at a place, and what became of it. */
export type Explanation = Span & {
  page: number
  quote: string
  /** Id of the rule that read it, or withheld it. */
  rule: string
  kind: Mention['kind']
  /** `kept`: it is in the result; `lost`: another rule has the place; `withheld`: a rule says that it is no mention. */
  outcome: 'kept' | 'lost' | 'withheld'
  /** What it was read as, in the words of the rules' examples; absent for what was withheld. */
  meaning?: string
  /** Id of the rule that has the place instead, and why. */
  winner?: string
  reason?: string
}

/** Every place that a rule of extraction saw, sorted by start: which rule won, which lost and to whom, what was withheld. */
export function explainDocument(parsed: ParsedDocument): Explanation[] {
  const input = makeExtractionInput(parsed)
  const { kept, lost } = readMentions(input)
  const explained: Explanation[] = kept.map((mention) => ({ ...placeOf(input, mention), outcome: 'kept' }))
  for (const { mention, winner, reason } of lost) {
    explained.push({ ...placeOf(input, mention), outcome: 'lost', winner: winner.rule, reason })
  }
  for (const { rule, winner, start, end } of explainNumbers(input)) {
    const place = { ...pageAndQuote(input, { start, end }), rule, kind: 'figure' as const }
    if (winner === undefined)
      explained.push({ ...place, outcome: 'withheld', reason: `no figure: ${rule.split('/')[1]}` })
    else explained.push({ ...place, outcome: 'lost', winner, reason: 'an earlier rule took the number' })
  }
  return explained.toSorted((one, other) => one.start - other.start || other.end - one.end)
}

function placeOf(input: ExtractionInput, mention: Ruled): Omit<Explanation, 'outcome'> {
  const meaning = describeFound(mention, input.text)
  return { ...pageAndQuote(input, mention), rule: mention.rule, kind: mention.kind, meaning }
}

function pageAndQuote(input: ExtractionInput, { start, end }: Span): Span & { page: number; quote: string } {
  const { page, quote } = input.evidence({ start, end })
  return { start, end, page, quote }
}
