import type { RegisterEntry, RegisterRow } from '../contracts/registers.ts'
import { countryAlpha2 } from '../registers/names.ts'
import { element } from './xml.ts'

type Entry = { entry: RegisterEntry; rows: readonly RegisterRow[] }
type Moment = { now: Date }

/** Who reports: an archive that repeats what documents say, and is no party to any project. */
const reporter = { ref: 'X-RIHLA', name: 'Rihla, an archive of documents' }
/** Codes of IATI's lists. */
const otherOrganisation = '90'
const funding = '1'
const accountable = '2'
const implementing = '4'
const plannedStart = '1'
const plannedEnd = '3'

/**
 * Projects as activities of IATI 2.03, made as they are asked for. IATI takes no activity without a date: projects of which
 * no document tells a year are counted in a comment at the end. Nor does it take a file without activities: where there are
 * none, only that comment is written.
 */
export async function* iatiOf(entries: AsyncIterable<Entry>, { now }: Moment): AsyncGenerator<string> {
  const generated = now.toISOString().slice(0, 19)
  yield '<?xml version="1.0" encoding="UTF-8"?>\n'
  yield `<iati-activities version="2.03" generated-datetime="${generated}Z">\n`
  let left = 0
  let written = 0
  for await (const { entry, rows } of entries) {
    const { from, to } = yearsOf(entry)
    if (from === undefined && to === undefined) {
      left++
      continue
    }
    written++
    yield `${activityOf({ entry, rows }, { from, to, now })}\n`
  }
  yield `<!-- ${written} projects; ${left} of which no document tells a year are left out -->\n</iati-activities>\n`
}

type Years = { from: number | undefined; to: number | undefined }

function activityOf({ entry, rows }: Entry, { from, to, now }: Years & Moment): string {
  const { values } = entry
  return element('iati-activity', { 'xml:lang': 'en', 'default-currency': 'USD' }, [
    element('iati-identifier', {}, `${reporter.ref}-${identifierOf(entry.key)}`),
    element('reporting-org', { ref: reporter.ref, type: otherOrganisation, 'secondary-reporter': 1 }, [
      narrative(reporter.name),
    ]),
    element('title', {}, [narrative(entry.label)]),
    element('description', { type: '1' }, [narrative(descriptionOf(entry, rows))]),
    ...participants(values),
    element('activity-status', { code: statusOf({ from, to }, now) }),
    ...(from === undefined ? [] : [date(plannedStart, `${year(from)}-01-01`)]),
    ...(to === undefined ? [] : [date(plannedEnd, `${year(to)}-12-31`)]),
    ...textsOf(values['countries']).flatMap((country) => {
      const code = countryAlpha2(country)
      return code ? [element('recipient-country', { code })] : []
    }),
    ...budgets(rows, { from, to }),
  ])
}

const narrative = (text: string): string => element('narrative', {}, text.trim() === '' ? '(untitled)' : text)

/** IATI's identifiers are of letters, digits and a few signs. */
const identifierOf = (key: string): string =>
  key.toWellFormed().replaceAll(/[^A-Za-z0-9._-]/gu, (sign) => `_${sign.codePointAt(0)!.toString(16)}_`)

function descriptionOf({ documentCount }: RegisterEntry, rows: readonly RegisterRow[]): string {
  const [row] = rows
  const objectives = rows.flatMap(({ details }) => (details.kind === 'project' ? details.objectives : []))
  const said = objectives[0]?.quote ?? row!.quote.slice(0, longestDescription)
  const others = documentCount > 1 ? ` and ${documentCount - 1} more` : ''
  return `${said} (${row!.documentTitle}, page ${row!.page}${others})`
}

const longestDescription = 2000

function participants(values: RegisterEntry['values']): string[] {
  const named = (role: string, names: string[]) =>
    names.map((name) => element('participating-org', { role }, [narrative(name)]))
  const all = [...named(funding, textsOf(values['donors'])), ...named(implementing, textsOf(values['partners']))]
  return all.length > 0 ? all : named(accountable, ['not told by the documents'])
}

const date = (type: string, day: string): string =>
  element('activity-date', { type, 'iso-date': day }, [narrative('the documents tell the year only')])

/** Amounts in a currency that is told apart, over the project's time. */
function budgets(rows: readonly RegisterRow[], { from, to }: Years): string[] {
  if (from === undefined || to === undefined) return []
  const amounts = new Map<string, { value: number; currency: string }>()
  for (const { details } of rows)
    if (details.kind === 'project')
      for (const { value, currency } of details.amounts)
        if (currency !== '$') amounts.set(`${value} ${currency}`, { value, currency })
  return [...amounts.values()].map(({ value, currency }) =>
    element('budget', { type: '1', status: '1' }, [
      element('period-start', { 'iso-date': `${year(from)}-01-01` }),
      element('period-end', { 'iso-date': `${year(to)}-12-31` }),
      element('value', { currency, 'value-date': `${year(from)}-01-01` }, plainNumber(value)),
    ]),
  )
}

/** 1 in preparation, 2 running, 4 closed. */
function statusOf({ from, to }: Years, now: Date): string {
  const present = now.getUTCFullYear()
  if (from !== undefined && from > present) return '1'
  return to !== undefined && to < present ? '4' : '2'
}

function yearsOf({ values }: RegisterEntry): Years {
  const years = (value: unknown) => (typeof value === 'number' && value >= 1 && value <= 9999 ? value : undefined)
  return { from: years(values['from']), to: years(values['to']) }
}

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const year = (value: number): string => String(value).padStart(4, '0')
/** XML's decimals know no exponents. */
const plainNumber = (value: number): string =>
  value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 6 })
