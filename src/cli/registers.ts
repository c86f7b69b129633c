import { CurrencyCode } from '../contracts/extracted-document.ts'
import type { RegisterFilterQuery } from '../contracts/register-queries.ts'
import {
  RegisterName,
  type RegisterEntry,
  type RegisterEntryAnswer,
  type RegisterPage,
  type RegisterSort,
} from '../contracts/registers.ts'
import { RihlaError } from '../errors.ts'
import type { Client } from '../http/client.ts'
import { withArchive } from './archive.ts'
import { figureText, numberText } from './figure-text.ts'
import { columns, faint, print, printJson, strong, warning } from './output.ts'
import { passageLines } from './passage-lines.ts'
import { plain } from './plain.ts'
import { tableLines } from './table.ts'

/** Filters as they are typed. */
export type FilterOptions = {
  country?: string[]
  convention?: string[]
  donor?: string[]
  document?: string[]
  kind?: string[]
  currency?: string[]
  from?: number
  to?: number
  min?: string
  max?: string
}

type Options = FilterOptions & { sort?: RegisterSort; size: number; cursor?: string; key?: string; json?: true }

/** `rihla projects` and its like: entries of a register, or one of them with its evidence. */
export async function registers(name: string, words: string, options: Options): Promise<void> {
  const register = RegisterName.parse(name)
  const { sort, size, cursor, key, json } = options
  const typed = { ...filtersOf(words, options), size, ...(cursor && { cursor }) }
  if (key !== undefined) {
    const entry = await withArchive(async (client) =>
      client.registerEntry(register, key, await withWholeIds(client, typed)),
    )
    if (json) printJson(entry)
    else printEntry(entry)
    return
  }
  const { page, entry } = await withArchive(async (client) => {
    const query = await withWholeIds(client, typed)
    const page = await client.register(register, { ...query, ...(sort && { sort }) })
    const only = page.total === 1 ? page.entries[0] : undefined
    // whoever finds one thing wants to see it
    return { page, entry: only && !json ? await client.registerEntry(register, only.key, query) : undefined }
  })
  if (json) printJson(page)
  else if (entry) printEntry(entry)
  else printPage(register, page)
}

/** What the typed filters ask of a register. */
export function filtersOf(words: string, options: FilterOptions): RegisterFilterQuery {
  const { country, convention, donor, document, kind, currency, from, to, min, max } = options
  return {
    ...(words && { q: words }),
    ...(country && { country }),
    ...(convention && { convention }),
    ...(donor && { donor }),
    ...(document && { document }),
    ...(kind && { kind }),
    ...(currency && { currency: currency.map(currencyOf) }),
    ...(from && { from }),
    ...(to && { to }),
    ...(min && { min }),
    ...(max && { max }),
  }
}

/** The same with whole ids in the place of their beginnings. Throws where no document, or several, have one. */
export async function withWholeIds<Query extends { document?: string[] | undefined }>(
  client: Client,
  query: Query,
): Promise<Query> {
  if (!query.document) return query
  const wholeId = async (id: string) => (id.length === 64 ? id : (await client.document(id.toLowerCase())).documentId)
  return { ...query, document: await Promise.all(query.document.map(wholeId)) }
}

function currencyOf(code: string): string {
  const found = CurrencyCode.safeParse(code.toUpperCase())
  if (found.success) return found.data
  throw new RihlaError('request-invalid', `no currency is called ${JSON.stringify(code)}: write USD, EUR, NPR …`)
}

/** Columns of each register beside its label and counts. */
const columnsOf: Record<RegisterName, readonly (readonly [heading: string, of: (entry: RegisterEntry) => string])[]> = {
  projects: [
    ['years', years],
    ['countries', (entry) => said(entry, 'countries')],
    ['donors', (entry) => said(entry, 'donors')],
  ],
  figures: [
    ['value', figureText],
    ['years', years],
    ['countries', (entry) => said(entry, 'countries')],
  ],
  conventions: [
    ['key', ({ key }) => key],
    ['year', (entry) => said(entry, 'year')],
  ],
  countries: [['key', ({ key }) => key]],
  corridors: [['key', ({ key }) => key]],
  organisations: [['roles', (entry) => said(entry, 'roles')]],
}

function printPage(register: RegisterName, { entries, total, cursor }: RegisterPage): void {
  if (entries.length === 0) return print('nothing found')
  const own = columnsOf[register].filter(([, of]) => entries.some((entry) => of(entry) !== ''))
  const differ = entries.some(({ disagreements }) => disagreements.length > 0)
  const heading = [register.replace(/(?:ie)?s$/, (end) => (end === 'ies' ? 'y' : '')), ...own.map(([name]) => name)]
  const rows = entries.map((entry) => [
    entry.label,
    ...own.map(([, of]) => of(entry)),
    String(entry.documentCount),
    ...(differ ? [entry.disagreements.map(({ field }) => field).join(', ')] : []),
  ])
  for (const line of tableLines([...heading, 'documents', ...(differ ? ['disagreement'] : [])], rows)) print(line)
  print(faint(`\n${entries.length} of ${total}${cursor ? `, more: --cursor ${cursor}` : ''}`))
}

function printEntry(entry: RegisterEntryAnswer): void {
  print(strong(plain(entry.label)))
  print(faint(plain(`key ${entry.key}`)))
  for (const line of fieldLines(entry, columns())) print(line)
  for (const { field, values: different } of entry.disagreements)
    print(warning(plain(`documents disagree on ${field}: ${different.map(({ value }) => textOf(value)).join(' or ')}`)))
  print()
  const rows = entry.evidence.map((row) => [row.documentTitle, String(row.page), row.quote, row.documentId.slice(0, 8)])
  for (const line of tableLines(['document', 'page', 'quote', 'id'], rows)) print(line)
  if (entry.cursor) print(faint(`\nmore: --cursor ${entry.cursor}`))
}

/** What an entry says, field by field, nothing of it cut. */
export function fieldLines({ values }: Pick<RegisterEntry, 'values'>, width: number): string[] {
  const names = Object.keys(values)
  const widest = Math.max(0, ...names.map((name) => name.length))
  return names.flatMap((name) => {
    const text = passageLines({ text: textOf(values[name]), highlights: [] }, { width: width - widest - 2, full: true })
    return text.map((line, at) => `${faint((at === 0 ? name : '').padEnd(widest))}  ${line}`)
  })
}

const textOf = (value: RegisterEntry['values'][string] | undefined): string =>
  [value ?? []]
    .flat()
    .map((one) => (typeof one === 'number' ? numberText(one) : one))
    .join(', ')
const said = ({ values }: RegisterEntry, name: string): string => textOf(values[name])

function years(entry: RegisterEntry): string {
  const [from, to] = [said(entry, 'from'), said(entry, 'to')]
  return from === to ? from : `${from}–${to}`
}
