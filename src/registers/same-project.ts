import type { ProjectRecord } from '../contracts/extracted-document.ts'
import { fingerprint, foldedWords } from './fold.ts'

/** What of a project's row tells it from another. */
export type ProjectSketch = Pick<ProjectRecord, 'title' | 'alternativeTitles' | 'acronym' | 'period' | 'countries'> & {
  rowId: string
  key: string
  /** A person counted the row to this key. */
  decided?: boolean
}

/**
 * Which rows are one project, over all documents: of every row the key of its entry. Titles must be nearly the same, and
 * nothing printed may keep two apart: another short name, another number or phase, countries of which none is shared,
 * times that do not touch. Every pair of a group passes the guards, and the same rows give the same groups in whatever
 * order they come.
 */
export function groupProjects(sketches: readonly ProjectSketch[]): Map<string, string> {
  const profiles = sketches.map(profileOf).toSorted((one, other) => (one.rowId < other.rowId ? -1 : 1))
  const groups = new Map(profiles.map((profile) => [profile, [profile]]))
  const unite = (one: Profile, other: Profile) => {
    const united = [...groups.get(one)!, ...groups.get(other)!]
    for (const member of united) groups.set(member, united)
  }
  for (const { one, other } of likelyPairs(profiles)) {
    const [mine, theirs] = [groups.get(one)!, groups.get(other)!]
    if (mine === theirs || mine.some((member) => theirs.some((stranger) => keptApart(member, stranger)))) continue
    unite(one, other)
  }
  for (const one of profiles.filter(({ decided }) => decided)) {
    const home = profiles.find((other) => other.key === one.key && !other.decided) ?? one
    if (groups.get(home) !== groups.get(one)) unite(one, home)
  }
  return entryKeys([...new Set(groups.values())])
}

/** The first key of each group; of several groups with one key the largest bears it, the others a mark of their own. */
function entryKeys(groups: readonly Profile[][]): Map<string, string> {
  const taken = new Set<string>()
  const keys = new Map<string, string>()
  const bySize = groups.toSorted(
    (one, other) => other.length - one.length || (one[0]!.rowId < other[0]!.rowId ? -1 : 1),
  )
  for (const members of bySize) {
    const own = members.map(({ key }) => key).toSorted()[0]!
    const first = members.map(({ rowId }) => rowId).toSorted()[0]!
    const key = taken.has(own) ? `${own}~${fingerprint(first).slice(0, 6)}` : own
    taken.add(key)
    for (const { rowId } of members) keys.set(rowId, key)
  }
  return keys
}

type Profile = {
  rowId: string
  key: string
  decided: boolean
  titles: ReadonlySet<string>[]
  acronym: string
  numbers: string
  countries: ReadonlySet<string>
  from: number
  to: number
}

function profileOf({
  rowId,
  key,
  decided,
  title,
  alternativeTitles,
  acronym,
  period,
  countries,
}: ProjectSketch): Profile {
  return {
    rowId,
    key,
    // A key that a person split off holds a tilde: it is what it is, and never taken for another.
    decided: decided === true || key.includes('~'),
    titles: [title, ...alternativeTitles].map(titleWords),
    acronym: foldedWords(acronym ?? '').join(' '),
    numbers: numbersOf(title),
    countries: new Set(countries),
    from: period?.from ?? period?.to ?? 0,
    to: period?.to ?? 9999,
  }
}

/** Words that many titles share and none is told by. */
const empty = new Set(
  'the a an of and for in on to from project programme program projet proyecto de des du la le les el et y en pour para'.split(
    ' ',
  ),
)

function titleWords(title: string): ReadonlySet<string> {
  const words = foldedWords(title).filter((word) => !empty.has(word))
  return new Set(words.map((word) => (word.length > 4 && word.endsWith('s') ? word.slice(0, -1) : word)))
}

/** Phases and numbers: "II" and "2" say the same. */
function numbersOf(title: string): string {
  const roman: Record<string, string> = { II: '2', III: '3', IV: '4', V: '5', VI: '6' }
  const found = title.match(/\b(?:II|III|IV|V|VI|\d{1,4})\b/g) ?? []
  return found.map((number) => roman[number] ?? number).join(' ')
}

/** Pairs whose titles are nearly the same or whose short names are, the likeliest first. */
function likelyPairs(profiles: readonly Profile[]): { one: Profile; other: Profile }[] {
  const pairs: { one: Profile; other: Profile; likeness: number }[] = []
  for (const { one, other } of candidates(profiles)) {
    if (keptApart(one, other)) continue
    const likeness = likenessOf(one, other)
    if (likeness >= 0.8) pairs.push({ one, other, likeness })
  }
  const byKeys = ({ one, other }: (typeof pairs)[number]) => `${one.rowId} ${other.rowId}`
  return pairs.toSorted((one, other) => other.likeness - one.likeness || (byKeys(one) < byKeys(other) ? -1 : 1))
}

/** Pairs that share a short name or one of the rarest words of a title; comparing each with each would take too long. */
function candidates(profiles: readonly Profile[]): { one: Profile; other: Profile }[] {
  const frequency = new Map<string, number>()
  for (const { titles } of profiles)
    for (const word of new Set(titles.flatMap((title) => [...title])))
      frequency.set(word, (frequency.get(word) ?? 0) + 1)
  // Profiles by their numbers: a pair is a number then, and millions of them are told apart without a text each.
  const blocks = new Map<string, number[]>()
  for (const [number, profile] of profiles.entries()) {
    if (profile.decided) continue
    const rarest = profile.titles.flatMap((title) =>
      Array.from(title)
        .sort((one, other) => frequency.get(one)! - frequency.get(other)!)
        .slice(0, 3),
    )
    for (const block of new Set([
      ...rarest,
      `key ${profile.key}`,
      ...(profile.acronym ? [`acronym ${profile.acronym}`] : []),
    ])) {
      const members = blocks.get(block)
      if (members) members.push(number)
      else blocks.set(block, [number])
    }
  }
  const mostInBlock = 200
  const pairs: { one: Profile; other: Profile }[] = []
  const seen = new Set<number>()
  for (const members of blocks.values()) {
    for (const [index, one] of members.slice(0, mostInBlock).entries())
      for (const other of members.slice(index + 1, mostInBlock)) {
        const pair = one * profiles.length + other
        if (seen.has(pair)) continue
        seen.add(pair)
        pairs.push({ one: profiles[one]!, other: profiles[other]! })
      }
  }
  return pairs
}

/** 1 for the same words, 0.9 for the same short name and a related title or a shared country. */
function likenessOf(one: Profile, other: Profile): number {
  const pairs = one.titles.flatMap((title) => other.titles.map((another) => [title, another] as const))
  const best = Math.max(0, ...pairs.map(([title, another]) => titleLikeness(title, another)))
  if (one.acronym === '' || one.acronym !== other.acronym) return best
  const related = sharesPlace(one, other) || pairs.some(([title, another]) => dice(title, another) >= 0.3)
  return related ? Math.max(best, 0.9) : best
}

/** Of a short title every word counts: "Decent work in Mali" and "Decent work in Chad" share most of theirs. */
function titleLikeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const likeness = dice(one, other)
  return Math.min(one.size, other.size) < 5 && likeness < 1 ? 0 : likeness
}

function dice(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0
  const shared = [...one].filter((word) => other.has(word)).length
  return (2 * shared) / (one.size + other.size)
}

const sharesPlace = (one: Profile, other: Profile): boolean =>
  [...one.countries].some((country) => other.countries.has(country))

/** Whether something printed says that two are not one, however alike their titles. */
function keptApart(one: Profile, other: Profile): boolean {
  if (one.decided || other.decided) return false
  if (one.acronym !== '' && other.acronym !== '' && one.acronym !== other.acronym) return true
  if (one.numbers !== other.numbers) return true
  if (one.countries.size > 0 && other.countries.size > 0 && !sharesPlace(one, other)) return true
  return one.from > other.to || other.from > one.to
}
