import type { Completion, FilterField, QueryNode } from '../contracts/search.ts'
import { SuggestionKind, type Suggestion } from '../contracts/suggestions.ts'
import type { ServerParts } from './server-parts.ts'

/** Something that has names, as a filter asks for it. */
export type NamedThing = {
  kind: Exclude<SuggestionKind, 'project' | 'publisher' | 'word'>
  value: string
  label: string
}

/** Names that are known whether a document holds them or not. */
export type KnownNames = {
  /** Things of which a word of a name begins so, the nearest first. */
  beginningWith(typed: string): NamedThing[]
  labelOf(kind: SuggestionKind, value: string): string | undefined
}

type Parts = Pick<ServerParts, 'index' | 'registers' | 'knownNames'>

/** What of the archive may be meant by the beginning of a name or word; only what some document holds. */
export async function suggest(typed: string, size: number, parts: Parts): Promise<Suggestion[]> {
  const [named, projects, completed] = await Promise.all([
    heldNames(typed, parts),
    projectsOf(typed, size, parts),
    parts.index.complete(typed, size * 3),
  ])
  // the index knows projects by the stems of their titles only: where registers have the titles, they say it better
  const others = completed.filter(({ field }) => field !== 'project' || projects.length === 0)
  const all = [...named, ...projects, ...others.map((completion) => suggestionOf(completion, parts.knownNames))]
  const each = new Map<string, Suggestion>()
  for (const suggestion of all) {
    const key = `${suggestion.kind}:${suggestion.kind === 'project' ? suggestion.label.toLowerCase() : suggestion.value}`
    if (!each.has(key)) each.set(key, suggestion)
  }
  const [words, names] = parted([...each.values()])
  return [...varied(names.toSorted(byCount), size), ...words].slice(0, size)
}

/** Known names that documents hold, counted by one search for all of them. */
async function heldNames(typed: string, { index, knownNames }: Parts): Promise<Suggestion[]> {
  const things = knownNames.beginningWith(typed)
  if (things.length === 0) return []
  const byKind = Map.groupBy(things, ({ kind }) => kind)
  const nodes = [...byKind].map(([field, of]): QueryNode => ({
    type: 'filter',
    field,
    values: of.map(({ value }) => value),
  }))
  const { facets } = await index.search({
    query: { type: 'or', nodes },
    size: 1,
    passagesPerDocument: 1,
    facets: [...byKind.keys()],
    relax: false,
  })
  const counts = new Map(
    facets.flatMap(({ field, values }) => values.map(({ value, count }) => [`${field}:${value}`, count] as const)),
  )
  return things.flatMap(({ kind, value, label }) => {
    const count = counts.get(`${kind}:${value}`)
    return count === undefined ? [] : [{ kind, value, label, insert: insertion(kind, value), count }]
  })
}

/** Projects by words of their titles. */
async function projectsOf(typed: string, size: number, { registers }: Parts): Promise<Suggestion[]> {
  if (typed.trim().length < 2) return []
  const { entries } = await registers.list({ register: 'projects', filters: { q: typed }, sort: 'documents', size })
  return entries.map(({ key, label, documentCount }) => ({
    kind: 'project',
    value: key,
    label,
    insert: insertion('project', label),
    count: documentCount,
  }))
}

function suggestionOf({ field, value, count }: Completion, names: KnownNames): Suggestion {
  const kind = SuggestionKind.safeParse(field ?? 'word').data ?? 'word'
  if (kind === 'word') return { kind, value, label: value, insert: value, count }
  if (kind === 'project') return { kind, value, label: value.replaceAll('-', ' '), insert: `project:${value}`, count }
  return { kind, value, label: names.labelOf(kind, value) ?? value, insert: insertion(kind, value), count }
}

/** As the query language takes it: quoted where it is not one plain word. */
function insertion(field: FilterField, value: string): string {
  return `${field}:${/^[\p{L}\p{N}]+$/u.test(value) && field !== 'project' ? value : `"${value.replace(/["“”„«»]/g, ' ')}"`}`
}

const byCount = (one: Suggestion, other: Suggestion): number => (other.count ?? 0) - (one.count ?? 0)

/** At most half of one kind where there are others. */
function varied(sorted: readonly Suggestion[], size: number): Suggestion[] {
  const most = Math.ceil(size / 2)
  const taken = new Map<SuggestionKind, number>()
  const [first, later]: [Suggestion[], Suggestion[]] = [[], []]
  for (const suggestion of sorted) {
    const count = (taken.get(suggestion.kind) ?? 0) + 1
    taken.set(suggestion.kind, count)
    if (count <= most) first.push(suggestion)
    else later.push(suggestion)
  }
  return [...first, ...later]
}

function parted(suggestions: readonly Suggestion[]): [words: Suggestion[], names: Suggestion[]] {
  return [suggestions.filter(({ kind }) => kind === 'word'), suggestions.filter(({ kind }) => kind !== 'word')]
}
