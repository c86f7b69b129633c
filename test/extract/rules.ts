import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Exclusion } from '../../src/extract/figures/figure-rule.ts'
import { readEach } from '../../src/extract/figures/figure-rule.ts'
import { makeFigureView } from '../../src/extract/figures/view.ts'
import type { ExtractionInput } from '../../src/extract/extraction-input.ts'
import { describeFound } from '../../src/extract/describe-found.ts'
import type { Found } from '../../src/extract/rule.ts'

/** Any rule, whatever it is given and whatever it makes. */
export type AnyRule = {
  id: string
  accept: readonly (readonly [text: string, ...found: string[]])[]
  reject: readonly string[]
  kind?: string
  find?(input: unknown): Found[]
  read?: Exclusion['read']
}

const folder = join(import.meta.dirname, '..', '..', 'src', 'extract', 'rules')

/** Every rule that any file of src/extract/rules exports, by itself or in a list; those for projects have their own test. */
export async function everyRule(): Promise<AnyRule[]> {
  const rules = new Map<string, AnyRule>()
  for (const file of globSync('*.ts', { cwd: folder }).toSorted()) {
    const exported: Record<string, unknown> = await import(join(folder, file))
    for (const value of Object.values(exported).flatMap(membersOf)) {
      if (isRule(value) && !value.id.startsWith('project/')) rules.set(value.id, value)
    }
  }
  return [...rules.values()]
}

/** What a rule finds in a text, in the notation of the examples; the bare numbers for a rule that withholds. */
export function foundBy(rule: AnyRule, input: ExtractionInput): string[] {
  if (rule.find) {
    const found = rule.find(rule.kind === 'figure' ? makeFigureView(input) : input)
    return found.map((mention) => describeFound(mention, input.text))
  }
  const view = makeFigureView(input)
  const spans = readEach(view, rule.read!)
  // A label withholds all numbers of its list (Articles 5, 6 and 7) at once.
  let at = 0
  return view.numerals.flatMap(({ start, end, plainEnd }) => {
    while (at < spans.length && spans[at]!.end <= start) at++
    const span = spans[at]
    return span && span.start <= start && end <= span.end ? [input.text.slice(start, plainEnd)] : []
  })
}

function membersOf(value: unknown): unknown[] {
  if (!Array.isArray(value)) return [value]
  return value.flatMap((member: unknown) =>
    typeof member === 'object' && member !== null && !('id' in member) ? Object.values(member) : [member],
  )
}

function isRule(value: unknown): value is AnyRule {
  return typeof value === 'object' && value !== null && 'id' in value && 'accept' in value && 'reject' in value
}
