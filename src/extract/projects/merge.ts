import type { ProjectRecord } from '../../contracts/extracted-document.ts'
import { type Profile, sameness } from './sameness.ts'

type Entry = { profile: Profile; mention: boolean }

/**
 * One record for each project, however often it is named: blocks first, then what prose says of them. A mention that
 * fits no record is dropped; one that fits several goes to the likeliest.
 */
export function mergeRecords(entries: readonly Entry[]): ProjectRecord[] {
  const ordered = [...entries].sort((one, other) => rank(one) - rank(other) || startOf(one) - startOf(other))
  const merged: Profile[] = []
  const byWord = new Map<string, number[]>()
  for (const { profile, mention } of ordered) {
    const target = likeliest(profile, merged, byWord)
    if (target === undefined) {
      if (!mention) remember(merged, byWord, profile)
      continue
    }
    merged[target] = joined(merged[target]!, profile, mention)
    index(byWord, merged[target], target)
  }
  return merged
    .map(({ record }) => record)
    .sort((one, other) => one.places[0]!.evidence.start - other.places[0]!.evidence.start)
}

const rank = ({ profile, mention }: Entry): number => (mention ? 2 : profile.block ? 0 : 1)
const startOf = ({ profile }: Entry): number => profile.record.places[0]!.evidence.start

function remember(merged: Profile[], byWord: Map<string, number[]>, profile: Profile): void {
  merged.push(profile)
  index(byWord, profile, merged.length - 1)
}

function index(byWord: Map<string, number[]>, profile: Profile, at: number): void {
  for (const key of keysOf(profile)) {
    const list = byWord.get(key)
    if (!list) byWord.set(key, [at])
    else if (list.at(-1) !== at && !list.includes(at)) list.push(at)
  }
}

/** Records are compared only where they share one of the first words of a title, or a short name: few of many. */
function keysOf({ titles, acronyms }: Profile): string[] {
  return [...titles.flatMap((words) => words.slice(0, 12)), ...[...acronyms].map((acronym) => `(${acronym})`)]
}

const mostCompared = 40

function likeliest(
  profile: Profile,
  merged: readonly Profile[],
  byWord: ReadonlyMap<string, number[]>,
): number | undefined {
  const shared = new Map<number, number>()
  for (const key of new Set(keysOf(profile))) {
    const list = byWord.get(key) ?? []
    if (list.length > 400) continue
    for (const at of list) shared.set(at, (shared.get(at) ?? 0) + 1)
  }
  const candidates = [...shared].sort(([, one], [, other]) => other - one).slice(0, mostCompared)
  let best: number | undefined
  let most = 0.7
  for (const [at] of candidates) {
    const found = sameness(profile, merged[at]!)
    if (found > most) {
      most = found
      best = at
    }
  }
  return best
}

/** The first record with what the second adds; the first one's own values stay. */
function joined(first: Profile, second: Profile, mention: boolean): Profile {
  const [one, other] = [first.record, second.record]
  // A short way to call it ("the Joint Initiative") is no title to know other places by.
  // A title without the place may be the parent's of several projects: it stays a place, and no other title.
  const samePlaces = second.acronyms.size > 0 || [...first.titlePlaces].every((place) => second.titlePlaces.has(place))
  const named = samePlaces && (!mention || (second.titles[0]?.length ?? 0) >= 5)
  const acronym = one.acronym ?? other.acronym
  const period = one.period ?? other.period
  const region = one.region ?? other.region
  const titles = named ? [...one.alternativeTitles, other.title, ...other.alternativeTitles] : one.alternativeTitles
  const record: ProjectRecord = {
    ...one,
    alternativeTitles: [...new Set(titles)].filter((title) => title !== one.title),
    ...(acronym && { acronym }),
    ...(period && { period }),
    ...(region && { region }),
    countries: one.countries.length > 0 ? one.countries : other.countries,
    regions: one.regions.length > 0 ? one.regions : other.regions,
    donors: one.donors.length > 0 ? one.donors : other.donors,
    partners: one.partners.length > 0 ? one.partners : other.partners,
    amounts: one.amounts.length > 0 ? one.amounts : other.amounts,
    themes: one.themes.length > 0 ? one.themes : other.themes,
    objectives: one.objectives.length > 0 ? one.objectives : other.objectives,
    places: withNewPlaces(one, other),
    fields: [...one.fields, ...other.fields.filter(({ field }) => !one.fields.some((known) => known.field === field))],
  }
  return {
    ...first,
    record,
    titles: named ? [...first.titles, ...second.titles] : first.titles,
    acronyms: new Set([...first.acronyms, ...second.acronyms]),
    numbers: first.numbers || second.numbers,
  }
}

function withNewPlaces(one: ProjectRecord, other: ProjectRecord): ProjectRecord['places'] {
  const isNew = ({ evidence }: ProjectRecord['places'][number]): boolean =>
    one.places.every((known) => evidence.start >= known.evidence.end || evidence.end <= known.evidence.start)
  return [...one.places, ...other.places.filter(isNew)]
}
