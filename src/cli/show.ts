import type { DocumentAnswer, EntityCount } from '../contracts/http.ts'
import { withArchive } from './archive.ts'
import { lossLines, ranges } from './losses.ts'
import { faint, print, printJson, strong, warning } from './output.ts'
import { plain } from './plain.ts'
import { tableLines } from './table.ts'

/** `rihla show`: all that is known of a document. */
export async function show(id: string, { json, mentions }: { json?: true; mentions?: true }): Promise<void> {
  const include = mentions ? (['mentions'] as const) : []
  const document = await withArchive((client) => client.document(id.toLowerCase(), { include: [...include] }))
  if (json) printJson(document)
  else printDocument(document)
}

function printDocument(document: DocumentAnswer): void {
  const { documentId, names, title, metadata, state, outcome, failure, incomplete } = document
  print(strong(plain(metadata?.title ?? title ?? names[0] ?? documentId)))
  const facts: [string, string | undefined][] = [
    ['id', documentId],
    ['names', names.map(plain).join(', ')],
    ['outcome', outcome === 'working' ? `working (${state})` : outcome],
    ['received', document.receivedAt],
    ['size', `${document.sizeBytes} bytes`],
    ['pages', document.pageCount?.toString()],
    ['passages', document.passageCount?.toString()],
    ['language', metadata?.language ?? document.language],
    ['date', metadata?.date],
    ['publisher', metadata?.publisher],
    ['producer', metadata?.producer],
  ]
  for (const [name, value] of facts) if (value !== undefined) print(`${faint(name.padEnd(10))} ${plain(value)}`)
  if (failure) print(warning(`failed at ${failure.stage}: ${plain(failure.message)} [${failure.code}]`))
  if (failure) print(`way out: ${plain(failure.remedy)}`)
  for (const line of lossLines(incomplete)) print(line)
  if (document.entities) printEntities(document.entities)
}

function printEntities(entities: NonNullable<DocumentAnswer['entities']>): void {
  if (entities.projects.length > 0) {
    const rows = entities.projects.map(({ title, period, countries, donors, evidence }) => [
      String(evidence.page),
      title,
      period ? `${period.from ?? ''}–${period.to ?? ''}` : '',
      countries.join(' '),
      donors.join(', '),
    ])
    printSection('Projects', ['page', 'project', 'years', 'countries', 'donors'], rows)
  }
  const groups: [string, EntityCount[]][] = [
    ['Conventions and other instruments', entities.instruments],
    ['Countries', entities.countries],
    ['Regions and groupings', entities.regions],
    ['Corridors', entities.corridors],
    ['Organisations', entities.organisations],
    ['Figures', entities.figures],
  ]
  for (const [title, found] of groups) {
    if (found.length > 0) printSection(title, ['entity', 'mentions', 'pages', 'first'], found.map(entityRow))
  }
}

function printSection(title: string, heading: string[], rows: string[][]): void {
  print(`\n${strong(`${title} (${rows.length})`)}`)
  for (const line of tableLines(heading, rows)) print(line)
}

function entityRow({ entity, title, count, pages, evidence }: EntityCount): string[] {
  return [entity, String(count), ranges(pages), title ?? evidence.quote]
}
