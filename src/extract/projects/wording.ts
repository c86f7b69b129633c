import words from '../../gazetteers/project-words.json' with { type: 'json' }
import { countries } from '../../gazetteers/countries.ts'
import { regions } from '../../gazetteers/regions.ts'
import type { Span } from '../../contracts/position.ts'

/** How a document spells its own words: what tells an acronym or a parted word from a word in capitals. */
export type Wording = {
  /** Every word that stands somewhere in small letters. */
  words: ReadonlySet<string>
  /** Words that stand in capitals among words in small letters ("MIGSEC"), and those that every reader knows. */
  acronyms: ReadonlySet<string>
  /** Words that stand with a capital inside sentences and never in small letters ("Senegal"), by their small form. */
  proper: ReadonlyMap<string, string>
  language: string
}

const word = /[\p{L}\p{M}]+(?:[\d][\p{L}\d]*)?/gu

/** Reads the wording of a document, once; linear in the text. */
export function wordingOf(text: string, paragraphs: readonly Span[], language: string): Wording {
  const small = new Set<string>()
  const acronyms = new Set<string>(words.acronyms)
  const capitalised = new Map<string, string>()
  for (const { start, end } of paragraphs) readParagraph(text.slice(start, end), { small, acronyms, capitalised })
  for (const known of small) capitalised.delete(known)
  for (const acronym of acronyms)
    if (small.has(acronym.toLowerCase()) && !words.acronyms.includes(acronym)) acronyms.delete(acronym)
  for (const [lower, name] of placeWords(language)) if (!small.has(lower)) capitalised.set(lower, name)
  return { words: small, acronyms, proper: capitalised, language }
}

const placeWordsOf = new Map<string, Map<string, string>>()

/** The capitalised words of the names of countries and regions in a language: "Mali", "Faso", "Unidos". */
function placeWords(language: string): ReadonlyMap<string, string> {
  const known = placeWordsOf.get(language)
  if (known) return known
  const found = new Map<string, string>()
  for (const { names } of countries) {
    const forms = language === 'fr' ? names.fr : language === 'es' ? names.es : names.en
    for (const name of forms?.name ?? [])
      for (const word of name.match(/\p{Lu}\p{Ll}{2,}/gu) ?? []) found.set(word.toLowerCase(), word)
  }
  for (const { names } of regions) {
    const list = language === 'fr' ? names.fr : language === 'es' ? names.es : []
    for (const word of (list ?? []).flatMap((name) => name.match(/\p{Lu}\p{Ll}{4,}/gu) ?? []))
      found.set(word.toLowerCase(), word)
  }
  placeWordsOf.set(language, found)
  return found
}

type Seen = { small: Set<string>; acronyms: Set<string>; capitalised: Map<string, string> }

function readParagraph(text: string, { small, acronyms, capitalised }: Seen): void {
  const found = text.match(word) ?? []
  // In a title in capitals a word in capitals says nothing.
  const mostlyCapitals = !opensSmall(text) && inCapitals(text)
  for (let index = 0; index < found.length; index++) {
    const token = found[index]!
    if (opensSmall(token)) {
      small.add(token.toLowerCase())
      continue
    }
    if (token.length < 2 || mostlyCapitals) continue
    const afterSmall = isSmall(found[index - 1])
    if (!afterSmall && !isSmall(found[index + 1])) continue
    if (isCapitals(token)) acronyms.add(token)
    else if (afterSmall && /^\p{Lu}\p{Ll}+$/u.test(token)) capitalised.set(token.toLowerCase(), token)
  }
}

/** Whether a word opens with a small letter; told by its code where it is ASCII, because this is asked for every word. */
function opensSmall(token: string): boolean {
  const code = token.charCodeAt(0)
  if (code < 128) return code >= 97 && code <= 122
  return /^\p{Ll}/u.test(token)
}

const isSmall = (token: string | undefined): boolean => token !== undefined && token.length > 1 && opensSmall(token)

/** Whether a word has letters and none of them is small, save a plural's ("NGOs"). */
export function isCapitals(token: string): boolean {
  return /\p{Lu}/u.test(token) && !/\p{Ll}/u.test(token.replace(/(?<=\p{Lu})(?:['’]?s)(?!\p{L})/gu, ''))
}

/** So many letters tell how a text is set; a longer one is a paragraph. */
const mostRead = 600

/** Whether a text is set in capitals: nearly all of its letters are. */
export function inCapitals(text: string): boolean {
  let upper = 0
  let lower = 0
  for (let index = 0; index < text.length && index < mostRead; index++) {
    const code = text.charCodeAt(index)
    if (code >= 97 && code <= 122) lower++
    else if (code >= 65 && code <= 90) upper++
    else if (code > 191 && /\p{L}/u.test(text[index]!)) {
      if (text[index] === text[index]!.toUpperCase()) upper++
      else lower++
    }
  }
  return upper > 3 && upper > 6 * lower
}

/** Whether somewhere a stretch without small letters is long enough for a title in capitals. */
export function hasCapitals(text: string): boolean {
  let run = 0
  let upper = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if ((code >= 97 && code <= 122) || (code > 222 && code < 8192 && text[index] !== text[index]!.toUpperCase())) {
      run = 0
      upper = 0
      continue
    }
    run++
    if (code >= 65 && code <= 90) upper++
    if (upper >= 14 && run >= 18) return true
  }
  return false
}
