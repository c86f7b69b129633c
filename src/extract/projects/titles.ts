import words from '../../gazetteers/project-words.json' with { type: 'json' }
import { inCapitals, type Wording } from './wording.ts'

const smallWords = new Map(Object.entries(words.smallWords).map(([language, list]) => [language, new Set(list)]))
const knownAcronyms = new Set(words.acronyms)

/** A title as it would stand in running text: parted words joined, blanks mended, capitals made title case. */
export function mendTitle(printed: string, wording: Wording): string {
  const joined = mendPunctuation(joinPartedWords(collapse(printed), wording), wording.language)
  return inCapitals(joined) ? fromCapitals(joined, wording) : joined
}

/** Blanks and line ends as single blanks, without quotation marks around the whole. */
export function collapse(printed: string): string {
  return (
    printed
      .replace(/\s+/g, ' ')
      // "Open Doors*": the star points to a note.
      .replace(/[\s*†‡]+$/u, '')
      .trim()
      .replace(/^[“”«»"„‘]\s*([^“”«»"„]*[^“”«»"„\s])\s*[“”«»"’]$/u, '$1')
  )
}

/**
 * Joins words that print parted ("L ABOUR", "DEVELOPM ENT", "ILO’ S"). Two pieces are one word where the document knows
 * the whole and not both pieces; a lone letter that is no word of the language belongs to the piece behind it.
 */
export function joinPartedWords(text: string, wording: Wording): string {
  const tokens = text.split(/([\p{L}\p{M}\d]+)/u)
  for (let index = 1; index + 2 < tokens.length;) {
    const first = tokens[index]!
    const gap = tokens[index + 1]!
    const second = tokens[index + 2]!
    const around = {
      wording,
      before: tokens[index - 1]!,
      after: tokens[index + 3] ?? '',
      next: tokens[index + 4] ?? '',
    }
    if (gap === ' ' && belongTogether(first, second, around)) {
      tokens[index] = second === 'S' && !wording.words.has(`${first}s`.toLowerCase()) ? `${first}s` : first + second
      tokens.splice(index + 1, 2)
      continue
    }
    if (/^['’] $/.test(gap) && /^s$/i.test(second)) tokens[index + 1] = gap.trim()
    index += 2
  }
  return tokens.join('')
}

/** Letters that are words of their own in English, French or Spanish. */
const letterWords = /^[AIOYEUÀÓ]$/u

type Neighbours = { wording: Wording; before: string; after: string; next: string }

function belongTogether(first: string, second: string, { wording, before, after, next }: Neighbours): boolean {
  if (/\d/.test(first + second) || !/^\p{Lu}/u.test(first) || /['’]$/.test(before)) return false
  const [one, two, whole] = [first.toLowerCase(), second.toLowerCase(), (first + second).toLowerCase()]
  const known = (word: string): boolean => word.length > 1 && wording.words.has(word)
  const inWords = (word: string): boolean => known(word) || wording.proper.has(word)
  // "THE M IDDLE EAST": the lone letter begins the word behind it, although "them" is a word as well.
  if (
    second.length === 1 &&
    after === ' ' &&
    /^\p{Lu}{2}/u.test(next) &&
    !letterWords.test(second) &&
    !inWords(next.toLowerCase())
  )
    return false
  if (whole.length > 3 && Math.min(one.length, two.length) <= 3 && inWords(whole))
    return !(inWords(one) && inWords(two)) && !(first === 'A' && inWords(two))
  if (/^\p{Ll}/u.test(second)) return false
  if (second === 'S' && first.length > 2 && /^\s?[)\]]/.test(after)) return true
  if (first.length > 1 || second.length < 2) return false
  if (!letterWords.test(first)) return true
  // "I NDONESIAN": no title speaks of itself in the first person, and what is left over is no word.
  return first === 'I' && !inWords(two) && /^[^AEIOU]{2}/.test(second)
}

function mendPunctuation(text: string, language: string): string {
  const mended = text
    .replace(/ +([,;.!?)\]’])/g, '$1')
    .replace(/([([“]) +/g, '$1')
    .replace(/(?<=\p{L}) -(?=\p{L})|(?<=\p{L})- (?=\p{Lu}{3})/gu, '-')
  return language === 'fr' ? mended : mended.replace(/ +:/g, ':')
}

/** Title case for English, sentence case for French and Spanish, whose titles do not capitalise each word. */
function fromCapitals(text: string, wording: Wording): string {
  const tokens = text.split(/([\p{L}\p{M}\d]+)/u)
  let opens = true
  // "CRRF DIRECT – RETURN IN …": a short name of several words opens the title.
  const shortName = /^[\p{Lu}\d+&-]{2,14}(?:\s[\p{Lu}\d+&-]{2,14}){1,2}(?=\s[–—-]\s)/u.exec(text)?.[0]
  const first = tokens[1] ?? ''
  const kept =
    shortName && isAcronym(first, { wording, before: '', after: ' ', previous: undefined }) ? shortName.length : 0
  let at = 0
  for (let index = 1; index < tokens.length; index += 2) {
    const before = tokens[index - 1]!
    at += before.length + tokens[index]!.length
    if (at <= kept) continue
    if (/[:–—“«]\s*$|[.?!]\s+$/.test(before)) opens = true
    const elided = /^['’]$/.test(tokens[index + 1] ?? '') && /^[DLQJNS]$/i.test(tokens[index]!)
    tokens[index] = cased(tokens[index]!, {
      wording,
      opens,
      before,
      after: tokens[index + 1] ?? '',
      previous: tokens[index - 2],
    })
    opens = elided && opens
  }
  return tokens.join('')
}

type Around = { wording: Wording; opens: boolean; before: string; after: string; previous: string | undefined }

function cased(token: string, { wording, opens, before, after, previous }: Around): string {
  if (/^s$/i.test(token) && /['’]$/.test(before)) return 's'
  const lower = token.toLowerCase()
  const small = smallWords.get(wording.language) ?? smallWords.get('en')
  if (/^[DL]$/.test(token) && /^['’]/.test(after) && !opens) return lower
  if (wording.language !== 'en' && small?.has(lower)) return opens ? capitalised(lower) : lower
  if (isAcronym(token, { wording, before, after, previous })) return token
  const proper = wording.proper.get(lower)
  if (wording.language === 'fr' || wording.language === 'es') return proper ?? (opens ? capitalised(lower) : lower)
  if (!opens && smallWords.get('en')?.has(lower)) return lower
  return proper ?? capitalised(lower)
}

const numeral = /^(?:I{1,3}|IV|V|VI{1,3}|IX|X{1,2})$/

function isAcronym(token: string, { wording, before, after, previous }: Omit<Around, 'opens'>): boolean {
  if (/\d/.test(token) || /\p{Ll}$/u.test(token)) return true
  if (numeral.test(token))
    return token.length > 1 || /^(?:phase|fase|part|partie|parte|tome|volume)$/i.test(previous ?? '')
  if (wording.words.has(token.toLowerCase())) return knownAcronyms.has(token) && token.length > 2
  if (wording.acronyms.has(token)) return true
  if (token.length < 2) return false
  // "… IN THE ANDES – PRODOM": a word of its own behind a dash is a short name.
  if (/\s[–—-]\s$/.test(before) && after === '') return true
  return (before.endsWith('(') && after.startsWith(')')) || !/[AEIOUYÀÁÂÉÈÊÍÓÔÚÛ]/.test(token)
}

const capitalised = (lower: string): string => lower.charAt(0).toUpperCase() + lower.slice(1)
