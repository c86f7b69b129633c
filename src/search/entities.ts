import type {
  ExtractedDocument,
  FigureMention,
  Mention,
  Period,
  ProjectRecord,
} from '../contracts/extracted-document.ts'
import type { Span } from '../contracts/position.ts'
import type { Entities, IndexedFigure } from '../contracts/search.ts'
import { firstWhere } from '../contracts/first-where.ts'

/** A project with one of the places that name it; `described` where the place is its block or one of its fields. */
export type ProjectPlace = { project: ProjectRecord; start: number; end: number; described: boolean }

/** What was found in a document. */
export type FoundEntities = {
  mentions: BySpan<Mention>
  projects: BySpan<ProjectPlace>
  /** How projects call the organisations that pay for them, by id: one donor has one name in a document. */
  donorNames: ReadonlyMap<string, string>
}

/** Items sorted by start, with the length of the longest: enough to find those in a span without looking at all. */
type BySpan<Item> = { items: Item[]; longest: number }

const longestActivity = 100

/** Sorts what was found, so that each passage's part of it is at hand. */
export function foundEntities(extracted: ExtractedDocument): FoundEntities {
  const places = extracted.projects.flatMap((project) => [
    ...project.places.map(({ evidence }, index) => placeOf(project, evidence, index === 0)),
    ...describingParts(project).map((evidence) => placeOf(project, evidence, true)),
  ])
  const donors = extracted.projects.flatMap((project) => project.donors)
  return {
    mentions: bySpan(extracted.mentions),
    projects: bySpan(places),
    donorNames: new Map(donors.flatMap(({ organisation, name }) => (organisation ? [[organisation, name]] : []))),
  }
}

/** The ids of everything in the document. */
export function allEntities(found: FoundEntities): Entities {
  return entitiesOf(found, { start: 0, end: Number.MAX_SAFE_INTEGER })
}

/** The ids of everything that the span holds a part of, each once, sorted. */
export function entitiesOf(found: FoundEntities, span: Span): Entities {
  const sets = {
    countries: new Set<string>(),
    impliedCountries: new Set<string>(),
    regions: new Set<string>(),
    instruments: new Set<string>(),
    organisations: new Set<string>(),
    donors: new Set<string>(),
    projects: new Set<string>(),
    corridors: new Set<string>(),
  }
  for (const mention of within(found.mentions, span)) collect(sets, mention, found.donorNames)
  for (const { project, described } of within(found.projects, span)) {
    sets.projects.add(project.projectId)
    if (!described) continue
    for (const donor of project.donors) sets.donors.add(donor.name)
    for (const country of project.countries) sets.countries.add(country)
    for (const region of project.regions) sets.regions.add(region)
  }
  for (const country of sets.countries) sets.impliedCountries.delete(country)
  const sorted = (values: Set<string>) => [...values].sort()
  return {
    countries: sorted(sets.countries),
    impliedCountries: sorted(sets.impliedCountries),
    regions: sorted(sets.regions),
    instruments: sorted(sets.instruments),
    organisations: sorted(sets.organisations),
    donors: sorted(sets.donors),
    projects: sorted(sets.projects),
    corridors: sorted(sets.corridors),
  }
}

/** The figures that begin in the span, in reading order. */
export function figuresOf(found: FoundEntities, span: Span): IndexedFigure[] {
  const figures = within(found.mentions, span).filter((mention) => mention.kind === 'figure')
  return figures.filter((figure) => figure.start >= span.start).map(indexedFigure)
}

/** The years in which projects described in the span ran, or of which its figures speak. */
export function activeYearsOf(found: FoundEntities, span: Span): number[] {
  const years = new Set<number>()
  for (const { project, described } of within(found.projects, span)) if (described) addYears(years, project.period)
  for (const mention of within(found.mentions, span)) if (mention.kind === 'figure') addYears(years, mention.period)
  return [...years].sort((one, other) => one - other)
}

function collect(
  sets: Record<keyof Entities, Set<string>>,
  mention: Mention,
  donorNames: FoundEntities['donorNames'],
): void {
  if (mention.kind === 'country' && !mention.inOrganisationName) sets.countries.add(mention.country)
  if (mention.kind === 'region' && !mention.inName) {
    for (const region of [mention.region, ...(mention.alternatives ?? [])]) sets.regions.add(region)
    for (const country of mention.implied) sets.impliedCountries.add(country)
  }
  if (mention.kind === 'instrument') sets.instruments.add(mention.instrument)
  if (mention.kind === 'organisation') {
    sets.organisations.add(mention.organisation)
    if (mention.role === 'donor') sets.donors.add(donorNames.get(mention.organisation) ?? mention.organisation)
  }
  if (mention.kind === 'corridor') sets.corridors.add(corridorId(mention))
}

/** "NPL>ARE", or both in order of the alphabet with a hyphen where print does not say which way. */
export function corridorId({
  origin,
  destination,
  directed,
}: {
  origin: string
  destination: string
  directed: boolean
}): string {
  return directed ? `${origin}>${destination}` : [origin, destination].sort().join('-')
}

function indexedFigure(figure: FigureMention): IndexedFigure {
  const [low, high] = typeof figure.value === 'number' ? [figure.value, figure.value] : figure.value
  return {
    kind: figure.figureKind,
    low: Math.min(low, high),
    high: Math.max(low, high),
    ...(figure.currency === undefined ? {} : { currency: figure.currency }),
    ...(figure.unit === undefined ? {} : { unit: figure.unit }),
    ...(figure.period?.from === undefined ? {} : { from: figure.period.from }),
    ...(figure.period?.to === undefined ? {} : { to: figure.period.to }),
  }
}

function addYears(years: Set<number>, period: Period | undefined): void {
  const from = period?.from ?? period?.to
  const to = period?.to ?? period?.from
  if (from === undefined || to === undefined || to - from > longestActivity) return
  for (let year = from; year <= to; year++) years.add(year)
}

function describingParts(project: ProjectRecord): Span[] {
  const parties = [...project.donors, ...project.partners, ...project.amounts, ...project.fields]
  return [...parties.map(({ evidence }) => evidence), ...project.objectives]
}

function placeOf(project: ProjectRecord, { start, end }: Span, described: boolean): ProjectPlace {
  return { project, start, end, described }
}

function bySpan<Item extends Span>(items: readonly Item[]): BySpan<Item> {
  return {
    items: items.toSorted((one, other) => one.start - other.start),
    longest: items.reduce((longest, item) => Math.max(longest, item.end - item.start), 0),
  }
}

/** Every item that shares a character with the span. */
function within<Item extends Span>({ items, longest }: BySpan<Item>, span: Span): Item[] {
  const found: Item[] = []
  const first = firstWhere(items, (item) => item.start >= span.start - longest)
  for (let index = first; index < items.length && items[index]!.start < span.end; index++)
    if (items[index]!.end > span.start) found.push(items[index]!)
  return found
}
