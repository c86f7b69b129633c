import type { Span } from '../../contracts/position.ts'
import { foldName, nameOfInitials } from './abbreviations.ts'
import type { ProjectDraft } from './draft.ts'
import { type ProjectReading, quote } from './reading.ts'
import { inCapitals } from './wording.ts'

export type FoundAcronym = Span & { acronym: string; /** The title without it. */ shorterTitles: string[] }

const noun = String.raw`(?:projects?|programmes?|programs?|initiative|projet|programme|proyecto|programa|iniciativa)`
const bracketed = /\(([^()]{2,45})\)/gu
const nounAround = new RegExp(String.raw`^(?:the\s|le\s|el\s|${noun}\s)|\s${noun}$`, 'giu')
/** "… Africa – MIGSEC", "… Africa (MIGSEC)", "TRACE: …", "TRACE – …". */
const afterDash = /\s[–—-]\s((?:\p{Lu}[\p{Lu}\d+&-]{2,14})(?:\s\p{Lu}[\p{Lu}\d+&-]{1,14}){0,2})$/u
/** "GMS TRIANGLE project": letters and the noun, no more. */
const calledByLetters = new RegExp(
  String.raw`^(\p{Lu}[\p{Lu}\d-]{2,14}(?:\s\p{Lu}[\p{Lu}\d-]{2,14}){0,2})\s${noun}$`,
  'u',
)
/** "GAR-SI SAHEL (Groupes d’Action Rapides …)": the short name first, what it stands for in the bracket. */
const beforeBracket = /^(\p{Lu}[\p{Lu}\d+-]{2,14}(?:\s\p{Lu}[\p{Lu}\d-]{2,14})?)\s\(([^()]{12,200})\)$/u
const beforeDash =
  /^((?:\p{Lu}[\p{L}\d+&-]{0,14}\p{Lu}[\p{L}\d+&-]{0,10})(?:\s\p{Lu}[\p{Lu}\d]{2,14}){0,2})\s?(?:[–—-]\s|:\s)(?=\p{Lu}\p{Ll})/u

/** The project's own short name, from a mended title; brackets that shorten a part of the title are none. */
export function acronymOfTitle(
  reading: ProjectReading,
  title: string,
): Omit<FoundAcronym, 'start' | 'end'> | undefined {
  for (const match of title.matchAll(bracketed)) {
    const inner = match[1]!.trim()
    const bare = inner
      .replace(nounAround, '')
      .replace(nounAround, '')
      .replace(/^(?:or|ou|o)\s/u, '')
      .trim()
    if (!looksShort(bare)) continue
    const before = title.slice(0, match.index).trimEnd()
    const named = nameOfInitials(before, bare)
    const saysProject = bare !== inner
    // "(GMS)" names a part of the title before it: initials that reach back to the title's first word name the whole.
    if (named && !saysProject && !reachesStart(before, named)) continue
    if (!named && !saysProject && (isKnownPlace(reading, bare) || !atEnd(title, match))) continue
    return { acronym: bare, shorterTitles: [collapsed(before + title.slice(match.index + match[0].length)), before] }
  }
  const called = calledByLetters.exec(title)
  if (called) return { acronym: called[1]!, shorterTitles: [called[1]!] }
  const written = beforeBracket.exec(title)
  if (written && !isKnownPlace(reading, written[1]!))
    return { acronym: written[1]!, shorterTitles: [written[1]!, written[2]!] }
  const dashed = afterDash.exec(title)
  if (dashed && !isKnownPlace(reading, dashed[1]!))
    return { acronym: dashed[1]!, shorterTitles: [title.slice(0, dashed.index)] }
  const leading = beforeDash.exec(title)
  if (leading && !inCapitals(title) && !isKnownPlace(reading, leading[1]!))
    return { acronym: leading[1]!, shorterTitles: [title.slice(leading[0].length), leading[1]!] }
  return undefined
}

const looksShort = (text: string): boolean =>
  text.length >= 2 &&
  text.length <= 30 &&
  !text.includes('/') &&
  /^[\p{Lu}\d]/u.test(text) &&
  text.split(/\s+/).length <= 3 &&
  (text.match(/\p{Lu}/gu)?.length ?? 0) >= 2

const reachesStart = (before: string, named: string): boolean =>
  /^(?:the|a|le|la|el|regional|global|project|programme|projet|proyecto|\W)*$/iu.test(
    before.slice(0, before.length - named.length).replace(/\s+/g, ' '),
  )

const atEnd = (title: string, match: RegExpMatchArray): boolean =>
  /^\s*(?:$|[–—:,-]|phase\b|fase\b|project$|programme$|program$)/iu.test(title.slice(match.index! + match[0].length))

/** Whether the short name is a region's or an organisation's in this document. */
function isKnownPlace(reading: ProjectReading, short: string): boolean {
  return reading.placeNames.has(foldName(short))
}

/**
 * The short name that a block's first sentences give: "… launched the Programme to Prevent X (CAPSA) that …": the words
 * before the bracket open like the title.
 */
export function acronymInBlock(
  reading: ProjectReading,
  draft: ProjectDraft,
  title: string,
): (FoundAcronym & { longTitle?: string }) | undefined {
  const start = draft.title.end
  const text = quote(reading, {
    start,
    end: Math.min(draft.block.end, start + (draft.rule === 'project/labelled-sheet' ? 4000 : 700)),
  })
  const words = foldName(title).split(' ')
  for (const match of text.matchAll(bracketed)) {
    const acronym = match[1]!.replace(nounAround, '').trim()
    if (!/^\p{Lu}[\p{L}\d-]{2,14}(?: \p{Lu}{3,12})?$/u.test(acronym) || (acronym.match(/\p{Lu}/gu)?.length ?? 0) < 3)
      continue
    const before = text.slice(Math.max(0, match.index - 250), match.index)
    const opening = openingOf(before, words)
    if (!opening) continue
    return {
      start: start + match.index,
      end: start + match.index + match[0].length,
      acronym,
      shorterTitles: [],
      longTitle: `${opening.trim()} (${acronym})`,
    }
  }
  return undefined
}

/** The end of a text from where it says the title's first four words. */
function openingOf(before: string, words: readonly string[]): string | undefined {
  const first = words.slice(0, 4)
  if (first.length < 3) return undefined
  const pattern = new RegExp(
    first.map((word) => word.replace(/[^\p{L}\d]/gu, '')).join(String.raw`[^\p{L}\d]{1,4}`),
    'iu',
  )
  const folded = before.normalize('NFD').replace(/\p{M}+/gu, '')
  const match = folded.length === before.length ? pattern.exec(folded) : pattern.exec(before)
  return match ? before.slice(match.index).replace(/\s+/g, ' ') : undefined
}

const collapsed = (text: string): string => text.replace(/\s+/g, ' ').trim()
