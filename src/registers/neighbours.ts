import type { ExtractedDocument } from '../contracts/extracted-document.ts'
import { firstWhere } from '../contracts/first-where.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import type { Span } from '../contracts/position.ts'

/** What is named around a place. */
export type Neighbours = { countries: string[]; conventions: string[] }

/** Tells of any span which countries and conventions its paragraphs name, each once, sorted. */
export function neighboursIn(parsed: ParsedDocument, extracted: ExtractedDocument): (span: Span) => Neighbours {
  const { paragraphs } = parsed
  const named = paragraphs.map(() => ({ countries: new Set<string>(), conventions: new Set<string>() }))
  for (const mention of extracted.mentions) {
    const around = named[paragraphAt(paragraphs, mention.start)]
    if (mention.kind === 'country' && !mention.inOrganisationName) around?.countries.add(mention.country)
    if (mention.kind === 'instrument') around?.conventions.add(mention.instrument)
  }
  return ({ start, end }) => {
    const countries = new Set<string>()
    const conventions = new Set<string>()
    const first = Math.max(0, paragraphAt(paragraphs, start))
    for (let index = first; index < paragraphs.length && paragraphs[index]!.start < Math.max(end, start + 1); index++) {
      for (const country of named[index]!.countries) countries.add(country)
      for (const convention of named[index]!.conventions) conventions.add(convention)
    }
    return { countries: [...countries].toSorted(), conventions: [...conventions].toSorted() }
  }
}

/** Index of the last paragraph that begins at or before the offset; -1 before the first. */
function paragraphAt(paragraphs: readonly Span[], offset: number): number {
  return firstWhere(paragraphs, ({ start }) => start > offset) - 1
}
