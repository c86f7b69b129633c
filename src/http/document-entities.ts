import type { DocumentEntities, EntityCount, ProjectEntry } from '../contracts/http.ts'
import type {
  Evidence,
  ExtractedDocument,
  FigureKind,
  Mention,
  ProjectRecord,
} from '../contracts/extracted-document.ts'

/** What was found in a document, each entity once with its first evidence, most frequent first. */
export function documentEntities({ mentions, projects }: ExtractedDocument): DocumentEntities {
  const groups = {
    countries: makeGroup(),
    regions: makeGroup(),
    corridors: makeGroup(),
    instruments: makeGroup(),
    organisations: makeGroup(),
    figures: makeGroup<FigureKind>(),
  }
  for (const mention of mentions) note(groups, mention)
  return {
    countries: groups.countries.entries(),
    regions: groups.regions.entries(),
    corridors: groups.corridors.entries(),
    instruments: groups.instruments.entries(),
    organisations: groups.organisations.entries(),
    figures: groups.figures.entries(),
    projects: projects.map(projectEntry),
  }
}

type Groups = Record<Exclude<keyof DocumentEntities, 'projects' | 'figures'>, Group> & { figures: Group<FigureKind> }

function note(groups: Groups, mention: Mention): void {
  switch (mention.kind) {
    case 'country':
      return groups.countries.add(mention.country, mention)
    case 'region':
      return groups.regions.add(mention.region, mention)
    case 'corridor':
      return groups.corridors.add(`${mention.origin}${mention.directed ? '>' : '-'}${mention.destination}`, mention)
    case 'instrument':
      return groups.instruments.add(mention.instrument, mention, mention.title)
    case 'organisation':
      return groups.organisations.add(mention.organisation, mention)
    case 'figure':
      return groups.figures.add(mention.figureKind, mention)
  }
}

type Entry<Entity extends string> = Omit<EntityCount, 'entity'> & { entity: Entity }
type Noted = { count: number; pages: Set<number>; first: Mention; title: string | undefined }
type Group<Entity extends string = string> = {
  add(entity: Entity, mention: Mention, title?: string): void
  entries(): Entry<Entity>[]
}

function makeGroup<Entity extends string = string>(): Group<Entity> {
  const found = new Map<Entity, Noted>()
  return {
    add(entity, mention, title) {
      const known: Noted = found.get(entity) ?? { count: 0, pages: new Set(), first: mention, title }
      known.count++
      known.pages.add(mention.page)
      known.title ??= title
      found.set(entity, known)
    },
    entries: () => [...found].map(entryOf).toSorted(byCount),
  }
}

function entryOf<Entity extends string>([entity, { count, pages, first, title }]: [Entity, Noted]): Entry<Entity> {
  const named = title === undefined ? {} : { title }
  return {
    entity,
    ...named,
    count,
    pages: [...pages].toSorted((one, other) => one - other),
    evidence: evidenceOf(first),
  }
}

const byCount = (one: Entry<string>, other: Entry<string>): number =>
  other.count - one.count || (one.entity < other.entity ? -1 : 1)

function projectEntry(project: ProjectRecord): ProjectEntry {
  const { projectId, title, acronym, period, countries, donors, places } = project
  return {
    projectId,
    title,
    ...(acronym === undefined ? {} : { acronym }),
    ...(period === undefined ? {} : { period }),
    countries,
    donors: donors.map((donor) => donor.name),
    evidence: places[0]!.evidence,
  }
}

function evidenceOf({ start, end, page, quote, boxes }: Mention): Evidence {
  return { start, end, page, quote, boxes }
}
