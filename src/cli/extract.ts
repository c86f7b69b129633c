import type { ExtractedDocument, Mention } from '../contracts/extracted-document.ts'
import { extractDocument } from '../extract/extract-document.ts'
import { reading } from '../reading.ts'
import { toGoldFormat } from '../extract/gold-format.ts'
import { print, printJson, strong } from './output.ts'
import { plain } from './plain.ts'
import { readDocument } from './read-document.ts'
import { tableLines } from './table.ts'

/** `rihla extract`: every entity in the file, with page, place, quote and rule. */
export async function extract(file: string, { json, format }: { json?: true; format?: 'gold' }): Promise<void> {
  const { parsed, source } = await readDocument(file)
  const extracted = extractDocument(parsed, reading)
  if (format === 'gold') printJson(toGoldFormat(parsed, extracted, source))
  else if (json) printJson(extracted)
  else printEntities(extracted)
}

function printEntities({ mentions, projects }: ExtractedDocument): void {
  print(`${mentions.length} mentions, ${projects.length} projects`)
  if (projects.length > 0)
    printSection(
      'Projects',
      ['page', 'project', 'years', 'countries', 'donors', 'place', 'rule'],
      projects.map(projectRow),
    )
  const byKind = Map.groupBy(mentions, (mention) => mention.kind)
  for (const [kind, title] of kinds) {
    const found = byKind.get(kind) ?? []
    if (found.length > 0) printSection(title, ['page', 'entity', 'quote', 'place', 'rule'], found.map(mentionRow))
  }
}

const kinds: [Mention['kind'], string][] = [
  ['instrument', 'Conventions and other instruments'],
  ['country', 'Countries'],
  ['region', 'Regions and groupings'],
  ['corridor', 'Corridors'],
  ['figure', 'Figures'],
  ['organisation', 'Organisations'],
]

function printSection(title: string, heading: string[], rows: string[][]): void {
  print(`\n${strong(`${title} (${rows.length})`)}`)
  for (const line of tableLines(heading, rows)) print(line)
}

function projectRow({
  title,
  period,
  countries,
  donors,
  places,
  rule,
}: ExtractedDocument['projects'][number]): string[] {
  const { page, start, end } = places[0]!.evidence
  const years = period ? `${period.from ?? ''}–${period.to ?? ''}` : ''
  const names = donors.map((donor) => donor.name).join(', ')
  return [String(page), title, years, countries.join(' '), names, `${start}–${end}`, rule]
}

function mentionRow(mention: Mention): string[] {
  const { page, quote, start, end, rule } = mention
  return [String(page), entityOf(mention), plain(quote), `${start}–${end}`, rule]
}

/** What a mention stands for, in a few signs. */
function entityOf(mention: Mention): string {
  if (mention.kind === 'country') return mention.country
  if (mention.kind === 'region') return mention.region
  if (mention.kind === 'corridor') return `${mention.origin}${mention.directed ? '>' : '-'}${mention.destination}`
  if (mention.kind === 'instrument') return mention.instrument + (mention.resolved ? '' : ' (unknown)')
  if (mention.kind === 'organisation') return mention.organisation + (mention.role ? ` (${mention.role})` : '')
  return `${mention.figureKind} ${[mention.value].flat().join('–')}${mention.currency ? ` ${mention.currency}` : ''}`
}
