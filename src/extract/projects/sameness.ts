import type { ProjectRecord } from '../../contracts/extracted-document.ts'
import { diceSimilarity, jaroWinklerSimilarity } from '../tokens.ts'
import { foldName } from './abbreviations.ts'
import { titleWords } from './title-words.ts'

/** What is compared of a record: prepared once, because every record may be compared with many. */
export type Profile = {
  record: ProjectRecord
  /** All titles as words. */
  titles: string[][]
  acronyms: Set<string>
  numbers: string
  /** Countries and regions that the title names. */
  titlePlaces: Set<string>
  /** It has a block of its own, and so more than a name. */
  block: boolean
}

export function profileOf(
  record: ProjectRecord,
  { language, titlePlaces, block }: { language: string; titlePlaces: Iterable<string>; block: boolean },
): Profile {
  const titles = [record.title, ...record.alternativeTitles]
    .map((title) => titleWords(title, language))
    .filter((words) => words.length > 0)
  const numbers = (record.title.match(/\b(?:[IVX]{1,4}|\d{1,4})\b/gu) ?? [])
    .filter((number) => number !== 'I')
    .join(' ')
  const acronyms = new Set(record.acronym ? [foldAcronym(record.acronym)] : [])
  return { record, titles, acronyms, numbers, titlePlaces: new Set(titlePlaces), block }
}

/** "ILO-TRIANGLE project" and "TRIANGLE" are one short name; "ASEAN TRIANGLE" is another. */
export const foldAcronym = (acronym: string): string =>
  foldName(acronym).replace(/^(?:ilo|oit|iom|oim|undp|unhcr|eu|un) (?=\p{L}{3})/u, '')

/** How sure it is that two records are one project: 0 where a guard keeps them apart, else up to 1. */
export function sameness(one: Profile, other: Profile): number {
  if (keptApart(one, other)) return 0
  const sharedAcronym = [...one.acronyms].some((acronym) => other.acronyms.has(acronym))
  let best = sharedAcronym ? 0.8 : 0
  for (const words of one.titles)
    for (const others of other.titles) {
      const found = titleSameness(words, others, one.block && other.block)
      if (found > best) best = found
      if (best === 1) return 1
    }
  return best
}

function titleSameness(words: readonly string[], others: readonly string[], bothBlocks: boolean): number {
  const [small, large] = words.length < others.length ? [words, new Set(others)] : [others, new Set(words)]
  if (small.length < 2) return words.join(' ') === others.join(' ') ? 1 : 0
  const shared = small.filter((word) => large.has(word)).length
  if (2 * shared < small.length) return 0
  const [text, otherText] = [words.join(' '), others.join(' ')]
  if (text === otherText) return 1
  // Two blocks with much the same title are two projects more often than one printed twice.
  if (bothBlocks) {
    const dice = (2 * shared) / (words.length + others.length)
    return dice >= 0.9 && jaroWinklerSimilarity(text, otherText) >= 0.96 ? dice : 0
  }
  const contained = shared / small.length
  if (contained === 1 && small.length >= 3) return 0.95
  if (contained === 1 && isWithin(small, words.length < others.length ? others : words)) return 0.85
  if (contained >= 0.8 && small.length >= 5) return 0.75 + 0.1 * contained
  if (jaroWinklerSimilarity(text, otherText) >= 0.92 && diceSimilarity(text, otherText) >= 0.8) return 0.85
  return 0
}

/** "the Lake Volta project": two words that stand side by side in the title of another. */
const isWithin = (small: readonly string[], large: readonly string[]): boolean =>
  large.some((word, index) => small.every((other, at) => other === large[index + at]))

/** Whether something printed says that two records differ, however alike their titles are. */
function keptApart(one: Profile, other: Profile): boolean {
  if (
    one.acronyms.size > 0 &&
    other.acronyms.size > 0 &&
    ![...one.acronyms].some((acronym) => other.acronyms.has(acronym))
  )
    return true
  if (one.numbers && other.numbers && one.numbers !== other.numbers) return true
  if (!overlap(one.record, other.record)) return true
  return differ(one.titlePlaces, other.titlePlaces)
}

/** Periods that do not touch; an open end reaches as far as it may. */
function overlap({ period: one }: ProjectRecord, { period: other }: ProjectRecord): boolean {
  if (!one || !other) return true
  return (one.from ?? 0) <= (other.to ?? 9999) && (other.from ?? 0) <= (one.to ?? 9999)
}

/** Two sets that both hold something, and neither lies in the other. */
function differ(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one.size === 0 || other.size === 0) return false
  return [...one].some((place) => !other.has(place)) && [...other].some((place) => !one.has(place))
}
