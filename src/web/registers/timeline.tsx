import type { RegisterEntry } from '../../contracts/registers.ts'
import { Link, useNavigation, withParameters } from '../router.tsx'
import { useTexts, type Texts } from '../texts.tsx'
import { entryAddress } from './places.ts'
import { listOf, numberOf, yearsOf } from './values.ts'

const groupings = ['donors', 'regions'] as const
type Grouping = (typeof groupings)[number]

/** Projects as bars over the years, under each donor or region that they have; the address says which of the two. */
export function Timeline({ entries }: { entries: readonly RegisterEntry[] }) {
  const texts = useTexts()
  const { address } = useNavigation()
  const by = groupings.find((one) => one === address.query.get('by')) ?? 'donors'
  const span = spanOf(entries)
  return (
    <div className="timeline">
      <nav className="chips" aria-label={texts.registers.groupedBy}>
        {groupings.map((one) => (
          <Link
            key={one}
            className="chip"
            data-on={one === by || undefined}
            aria-current={one === by || undefined}
            to={withParameters(address, { by: one === 'donors' ? undefined : one })}
          >
            {texts.registers.groupings[one]}
          </Link>
        ))}
      </nav>
      <Axis span={span} />
      {groupsOf(entries, by, texts).map(({ name, of }) => (
        <div key={name} className="timeline-group">
          <h2>
            {name} <span className="count">{texts.number(of.length)}</span>
          </h2>
          <ol>
            {of.map((entry) => (
              <li key={entry.key} className="timeline-line">
                <p>
                  <Link data-step to={entryAddress('projects', entry.key)}>
                    {entry.label}
                  </Link>{' '}
                  <span className="count">{yearsOf(entry, texts) || texts.registers.undated}</span>
                </p>
                <Track entry={entry} span={span} />
              </li>
            ))}
          </ol>
        </div>
      ))}
    </div>
  )
}

/** The years that are drawn, and how many lie between two that are written. */
type Span = { first: number; years: number; step: number }
const mostLabels = 8

function spanOf(entries: readonly RegisterEntry[]): Span {
  const all = entries.flatMap((entry) => [numberOf(entry, 'from') ?? [], numberOf(entry, 'to') ?? []].flat())
  const first = Math.min(...all)
  const years = all.length === 0 ? 0 : Math.max(...all) - first + 1
  return { first, years, step: Math.max(1, Math.ceil(years / mostLabels)) }
}

const share = (years: number, { years: all }: Span): string => `${(100 * years) / all}%`

/** Hidden from those who listen, like the bars: each project tells its years. */
function Axis({ span }: { span: Span }) {
  const { first, years, step } = span
  return (
    <div className="timeline-axis timeline-line" aria-hidden="true">
      <p />
      <div className="timeline-years">
        {Array.from({ length: Math.ceil(years / step) }, (_, at) => at * step).map((offset) => (
          <span key={offset} style={{ left: share(offset, span) }}>
            {first + offset}
          </span>
        ))}
      </div>
    </div>
  )
}

/** One bar; it fades where a beginning or an end is not told. */
function Track({ entry, span }: { entry: RegisterEntry; span: Span }) {
  const [from, to] = [numberOf(entry, 'from'), numberOf(entry, 'to')]
  const last = span.first + span.years - 1
  const begins = from ?? span.first
  const open = [from === undefined && 'start', to === undefined && 'end'].filter(Boolean).join(' ')
  return (
    <div className="timeline-track" aria-hidden="true" style={{ backgroundSize: `${share(span.step, span)} 100%` }}>
      {(from !== undefined || to !== undefined) && (
        <span
          data-open={open || undefined}
          style={{ left: share(begins - span.first, span), width: share((to ?? last) - begins + 1, span) }}
        />
      )}
    </div>
  )
}

type Group = { name: string; of: RegisterEntry[] }

/** The largest first; what names none stands last. */
function groupsOf(entries: readonly RegisterEntry[], by: Grouping, { placeName, registers, language }: Texts): Group[] {
  const named = new Map<string, RegisterEntry[]>()
  const rest: RegisterEntry[] = []
  for (const entry of entries) {
    const names = listOf(entry, by)
    if (names.length === 0) rest.push(entry)
    for (const name of names) named.set(name, [...(named.get(name) ?? []), entry])
  }
  const groups = [...named]
    .map(([name, of]) => ({ name: by === 'regions' ? placeName(name) : name, of: of.toSorted(byYears) }))
    .toSorted((one, other) => other.of.length - one.of.length || one.name.localeCompare(other.name, language))
  return rest.length === 0 ? groups : [...groups, { name: registers.groupless[by], of: rest.toSorted(byYears) }]
}

/** What has no year stands last. */
function byYears(one: RegisterEntry, other: RegisterEntry): number {
  const yearsOf = (entry: RegisterEntry) => [
    numberOf(entry, 'from') ?? numberOf(entry, 'to') ?? Infinity,
    numberOf(entry, 'to') ?? Infinity,
  ]
  const [[from = 0, to = 0], [otherFrom = 0, otherTo = 0]] = [yearsOf(one), yearsOf(other)]
  if (from !== otherFrom) return from < otherFrom ? -1 : 1
  return to === otherTo ? 0 : to < otherTo ? -1 : 1
}
