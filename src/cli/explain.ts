import type { ParsedDocument } from '../contracts/parsed-document.ts'
import { makeExtractionInput } from '../extract/extraction-input.ts'
import { readMentions } from '../extract/read-mentions.ts'
import type { Ruled } from '../extract/rule.ts'
import { faint, print, printJson, strong } from './output.ts'
import { readDocument } from './read-document.ts'
import { tableLines } from './table.ts'

/** `rihla explain`: which rule saw what, in reading order, and why what was left out was. */
export async function explain(file: string, { json }: { json?: true }): Promise<void> {
  const { parsed } = await readDocument(file)
  const sightings = sightingsOf(parsed)
  if (json) printJson({ documentId: parsed.documentId, sightings })
  else printSightings(sightings)
}

type Sighting = {
  rule: string
  kind: Ruled['kind']
  page: number
  start: number
  end: number
  quote: string
  isKept: boolean
  reason?: string
  /** The mention that has its place instead. */
  winner?: { rule: string; quote: string }
}

function sightingsOf(parsed: ParsedDocument): Sighting[] {
  const input = makeExtractionInput(parsed)
  const { kept, lost } = readMentions(input)
  const seen = (mention: Ruled) => {
    const { start, end, page, quote } = input.evidence(mention)
    return { rule: mention.rule, kind: mention.kind, page, start, end, quote }
  }
  const sightings: Sighting[] = kept.map((mention) => Object.assign(seen(mention), { isKept: true }))
  for (const { mention, winner, reason } of lost) {
    const { rule, quote } = seen(winner)
    sightings.push({ ...seen(mention), isKept: false, reason, winner: { rule, quote } })
  }
  return sightings.sort((one, other) => one.start - other.start || one.end - other.end)
}

function printSightings(sightings: readonly Sighting[]): void {
  const left = sightings.filter(({ isKept }) => !isKept).length
  print(`${sightings.length} sightings, of which ${left} were left out\n`)
  const rows = sightings.map(({ page, start, end, rule, quote, reason, winner }) => [
    String(page),
    `${start}–${end}`,
    rule,
    quote,
    winner ? `left out: ${reason}: “${winner.quote}” by ${winner.rule}` : 'kept',
  ])
  for (const line of tableLines(['page', 'place', 'rule', 'quote', 'verdict'], rows)) print(line)
  const byRule = Map.groupBy(sightings, ({ rule }) => rule)
  print(strong('\nby rule'))
  for (const [rule, { length }] of [...byRule].toSorted(([, one], [, other]) => other.length - one.length))
    print(`${String(length).padStart(6)}  ${faint(rule)}`)
}
