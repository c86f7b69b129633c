import type { RegisterEntry, RegisterRow, RegisterValue } from '../contracts/registers.ts'
import { disagreementsOf } from './disagreements.ts'
import { countryName } from './names.ts'

/** How much evidence there is of an entry, also beyond the rows at hand. */
export type EntryCounts = Pick<RegisterEntry, 'key' | 'documentCount' | 'evidenceCount' | 'newAt'>

/** Puts an entry together from its rows, which are at least one, sorted by document and place. */
export function toEntry(counts: EntryCounts, rows: readonly RegisterRow[]): RegisterEntry {
  const first = rows[0]!
  const { rowId, documentId, documentTitle, start, end, page, quote, boxes } = first
  return {
    register: first.register,
    label: mostCommon(rows.map(({ label }) => label)) ?? first.label,
    ...counts,
    otherKeys: distinct(rows.map(({ key }) => key)).filter((key) => key !== counts.key),
    values: withoutEmpty(valuesOf(rows)),
    disagreements: disagreementsOf(rows),
    first: { rowId, documentId, documentTitle, start, end, page, quote, boxes },
  }
}

type Values = Record<string, RegisterValue | undefined>

function valuesOf(rows: readonly RegisterRow[]): Values {
  const { details } = rows[0]!
  switch (details.kind) {
    case 'project':
      return projectValues(rows)
    case 'figure':
      return figureValues(rows)
    case 'instrument': {
      const { instrumentKind, body, binding, resolved, title, year } = details
      return { instrumentKind, body, binding, resolved, title, year }
    }
    case 'corridor': {
      const { directed } = details
      // without a direction each document names the ends as it likes: of the entry they stand in the order of its label
      const named = [details.origin, details.destination]
      const [origin, destination] = directed ? named : named.toSorted()
      return { origin, destination, directed, names: [origin!, destination!].map(countryName) }
    }
    case 'country':
      return { country: details.country }
    default:
      return { organisation: details.organisation, roles: distinct(rows.flatMap(({ kind }) => kind ?? [])).toSorted() }
  }
}

function projectValues(rows: readonly RegisterRow[]): Values {
  const projects = rows.flatMap(({ details }) => (details.kind === 'project' ? [details] : []))
  const title = mostCommon(projects.map((project) => project.title))
  const titles = projects.flatMap((project) => [project.title, ...project.alternativeTitles])
  const parties = (field: 'donors' | 'partners') =>
    distinct(projects.flatMap((project) => project[field].map(({ name }) => name)))
  return {
    title,
    alternativeTitles: distinct(titles).filter((other) => other !== title),
    acronym: mostCommon(projects.flatMap(({ acronym }) => acronym ?? [])),
    from: mostCommon(rows.flatMap(({ from }) => from ?? [])),
    to: mostCommon(rows.flatMap(({ to }) => to ?? [])),
    countries: distinct(projects.flatMap(({ countries }) => countries)).toSorted(),
    regions: distinct(projects.flatMap(({ regions }) => regions)).toSorted(),
    donors: parties('donors'),
    partners: parties('partners'),
    amounts: distinct(projects.flatMap(({ amounts }) => amounts.map(({ value, currency }) => `${value} ${currency}`))),
    themes: distinct(projects.flatMap(({ themes }) => themes)),
  }
}

function figureValues(rows: readonly RegisterRow[]): Values {
  const { kind, currency, from, to, countries, details } = rows[0]!
  const figure = details.kind === 'figure' ? details : undefined
  return {
    figureKind: kind,
    low: Math.min(...rows.map(({ low }) => low ?? Infinity)),
    high: Math.max(...rows.map(({ high }) => high ?? -Infinity)),
    currency,
    unit: mostCommon(rows.flatMap(({ unit }) => unit ?? [])),
    per: figure?.per,
    from,
    to,
    countries,
    places: figure?.places,
  }
}

const distinct = <Value>(values: readonly Value[]): Value[] => [...new Set(values)]

/** The most frequent, of several the first. */
function mostCommon<Value>(values: readonly Value[]): Value | undefined {
  const counts = new Map<Value, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].toSorted((one, other) => other[1] - one[1])[0]?.[0]
}

function withoutEmpty(values: Values): Record<string, RegisterValue> {
  const entries = Object.entries(values).flatMap(([name, value]): [string, RegisterValue][] =>
    value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [[name, value]],
  )
  return Object.fromEntries(entries)
}
