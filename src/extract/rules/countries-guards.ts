import { countryContexts as contexts } from '../../gazetteers/country-contexts.ts'
import type { NameMatch } from '../names.ts'
import type { Place } from '../places.ts'
import { gapBefore, isCapital, type Words } from '../words.ts'

type CountryPlace = Extract<Place, { kind: 'country' }>
type Guard = {
  words: Words
  match: NameMatch<Place>
  place: CountryPlace
  /** Another country is named close by. */
  company: boolean
  /** The document writes the country's name out somewhere. */
  written: boolean
  language: string | undefined
}

/** Why a country's name is no country here; undefined where it is one. */
export function whyNoCountry(guard: Guard): string | undefined {
  const { words, match, place } = guard
  if (isInAddress(words.text, match)) return 'part of a web or mail address'
  if (isAmericanState(words, match)) return 'a state of the United States'
  if (isInPostalAddress(words.text, match)) return 'end of a postal address'
  if (place.form === 'abbreviation') return whyNoAbbreviation(guard)
  if (isPerson(words, match)) return 'name of a person'
  if (isForeignWord(guard)) return 'a word of another language'
  if (place.form === 'demonym') return isLanguage(words, match) ? 'a language' : undefined
  if (!needsCompany.has(words.text.slice(match.start, match.end))) return undefined
  return guard.company && !surnameAfter.test(words.text.slice(match.end, match.end + 3))
    ? undefined
    : 'more often another name'
}

/** "Dominique Martin": a capital follows with nothing but a blank between. */
const surnameAfter = /^ \p{Lu}\p{Ll}/u
/** Given names, cities and plain words that are a country only among countries. */
const needsCompany = new Set(contexts.needsCompany)

/** French and Spanish demonyms in small letters that English, or any text, may have as other words. */
const homographs = new Set(contexts.homographs)

/** French and Spanish write demonyms small; in an English text the same letters are another word. */
function isForeignWord({ words, match, place, language }: Guard): boolean {
  if (place.form !== 'demonym' || place.language === 'en' || isCapital(words.text, match.start)) return false
  if (language === 'en') return true
  return homographs.has(words.folded[match.firstWord]!) && language !== place.language
}

const letterOrMark = /[\p{L}\p{N}_]/u

/** "nepal" in `www.nepal.example` or `info@nepal.example`: no blank on either side of a joining mark. */
function isInAddress(text: string, { start, end }: NameMatch<Place>): boolean {
  if (isCapital(text, start)) return false
  const before = text[start - 1] ?? ' '
  const after = text[end] ?? ' '
  if (/[@/._=%]/.test(before) && letterOrMark.test(text[start - 2] ?? ' ')) return true
  return /[@/._=%]/.test(after) && letterOrMark.test(text[end + 1] ?? ' ')
}

const americanNeighbours =
  /Atlanta|Savannah|Augusta|Florida|Texas|Alabama|Tennessee|Carolina|Virginia|California|Louisiana|Mississippi|Arizona/
const neighbourCharacters = 40

function isAmericanState({ text, folded }: Words, { start, end, firstWord }: NameMatch<Place>): boolean {
  if (folded[firstWord] !== 'georgia') return false
  return americanNeighbours.test(text.slice(Math.max(0, start - neighbourCharacters), end + neighbourCharacters))
}

/** "P.O. Box 12, Nairobi, Kenya": what stands between a box or a postal code and the country, on one line. */
const postalBefore =
  /(?:P\.?\s?O\.?\s?Box|[Pp]ostal [Aa]ddress|\bB\.?P\.?\s?\d|Apartado|Casilla|\bCH-\d{4})[^\n;!?]{0,50},\s$/u
const postalCharacters = 80

function isInPostalAddress(text: string, { start }: NameMatch<Place>): boolean {
  return text[start - 2] === ',' && postalBefore.test(text.slice(Math.max(0, start - postalCharacters), start))
}

const moneyAfter = /^\s?[$¢]/
/** Words in capitals after which US is the pronoun: "CONTACT US". */
const beforePronoun = new Set(contexts.beforePronoun)

/** Letters that are as often something else: "eau", "optional practical training". */
const needsWriting = new Set(contexts.needsWriting)

function whyNoAbbreviation({ words, match, written }: Guard): string | undefined {
  const { text, folded, ends } = words
  const printed = text.slice(match.start, match.end)
  if (moneyAfter.test(text.slice(match.end, match.end + 2))) return 'a currency'
  if (needsWriting.has(printed) && !written) return 'letters that the document does not write out'
  if (printed === 'EAU' && /^\s\p{Lu}{3}/u.test(text.slice(match.end, match.end + 4))) return 'water, in capitals'
  if (printed !== 'US' || match.firstWord === 0) return undefined
  const before = match.firstWord - 1
  const isPronoun = beforePronoun.has(folded[before]!) && isCapital(text, ends[before]! - 1)
  return isPronoun && gapBefore(words, match.firstWord) === ' ' ? 'a pronoun in capitals' : undefined
}

const titlesOfPersons = new Set(contexts.titlesOfPersons)
/** Given names that stand before the surnames Jordan, Chad, Israel, France, Ireland, Holland, Germany. */
const givenNames = new Set(contexts.givenNames)
const surnames = new Set(contexts.surnames)
const commonSurnames = new Set(contexts.commonSurnames)
/** "Jordan, B." and "Chad M. Lopez": an initial stands beside. */
const initialAfter = /^(?:,\s\p{Lu}\.(?!\p{Lu}\.\p{Lu})|\s\p{Lu}\.\s\p{Lu})/u

function isPerson(words: Words, match: NameMatch<Place>): boolean {
  const name = words.folded[match.firstWord]!
  if (match.endWord - match.firstWord !== 1 || !surnames.has(name)) return false
  if (initialAfter.test(words.text.slice(match.end, match.end + 6))) return true
  if (commonSurnames.has(words.folded[match.endWord] ?? '') && gapBefore(words, match.endWord) === ' ') return true
  const before = words.folded[match.firstWord - 1]
  if (before === undefined || !isCapital(words.text, words.starts[match.firstWord - 1]!)) return false
  const gap = gapBefore(words, match.firstWord)
  if (!/^\.?\s$/.test(gap)) return false
  return titlesOfPersons.has(before) || givenNames.has(before) || (before.length === 1 && gap.startsWith('.'))
}

const languageVerbs = new Set(contexts.languageVerbs)
const beforeLanguage = new Set(contexts.beforeLanguage)
/** "le français", "del español": the language, where nothing follows that it could describe. */
const articles = new Set(contexts.articles)
const afterLanguage = new Set(contexts.afterLanguage)
const languageNames = new Set(contexts.languageNames)
const languagesNeverCountries = new Set(contexts.languagesNeverCountries)

function isLanguage(words: Words, match: NameMatch<Place>): boolean {
  if (!languageNames.has(words.folded[match.firstWord]!)) return false
  const before = words.folded[match.firstWord - 1] ?? ''
  const after = words.folded[match.endWord] ?? ''
  if (afterLanguage.has(after) && nextTo(words, match.endWord)) return true
  if (languagesNeverCountries.has(before) || languagesNeverCountries.has(after)) return true
  const beyond = words.folded[match.firstWord - 2] ?? ''
  if (/^(and|et|y|or|ou|o)$/.test(before) && (languageNames.has(beyond) || languagesNeverCountries.has(beyond)))
    return true
  if (/^(and|et|y|or|ou|o)$/.test(after) && isLanguageWord(words, match.endWord + 1)) return true
  if (languageVerbs.has(before)) return true
  if (articles.has(before) && !isCapital(words.text, match.start)) return isAtEndOfPhrase(words, match)
  return beforeLanguage.has(before) && isAtEndOfPhrase(words, match)
}

const isLanguageWord = (words: Words, index: number): boolean => languagesNeverCountries.has(words.folded[index] ?? '')

function nextTo(words: Words, index: number): boolean {
  return gapBefore(words, index).length <= 1
}

/** "printed in French." but not "in French ports". */
function isAtEndOfPhrase({ text }: Words, { end }: NameMatch<Place>): boolean {
  return /^(?:\s*[.,;:)(]|\s+(?:and|or|only|with|to|at|by|on|for|is|was|are)\b|\s*$)/.test(text.slice(end, end + 8))
}
