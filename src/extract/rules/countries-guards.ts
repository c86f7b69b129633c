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
const needsCompany = new Set(
  (
    'Dominique|Granada|Grenade|Mauricio|Guadalupe|Montserrat|San Marino|Saint-Martin|Saint Martin|St. Martin|Sint Maarten|' +
    'Santa Elena|Saint Helena|Sainte-Hélène|Santa Lucía|Sainte-Lucie|Trinidad|Martinica|Saint-Barthélemy|San Bartolomé|' +
    'Saint Vincent|St. Vincent|Emirates|Salvador|Jersey|Micronesia|Reunion|Åland|Malouines|Palaos|Bermudas'
  ).split('|'),
)

/** French and Spanish demonyms in small letters that English, or any text, may have as other words. */
const homographs = new Set('china chinas chino chinos india indias indio indios mongol'.split(' '))

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
const beforePronoun = new Set('contact about follow join to let for with give help tell visit call write'.split(' '))

/** Letters that are as often something else: "eau", "optional practical training". */
const needsWriting = new Set(['EAU', 'OPT', 'FSM', 'PNG', 'RSA', 'PRC', 'ROK', 'EUA'])

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

const titlesOfPersons = new Set(
  'mr mrs ms miss dr prof professor sr sra mme mlle madame monsieur judge justice'.split(' '),
)
/** Given names that stand before the surnames Jordan, Chad, Israel, France, Ireland, Holland, Germany. */
const givenNames = new Set(
  (
    'michael david john robert james william mary susan barbara june winthrop bill brian brad elizabeth anne anna peter ' +
    'paul mark thomas richard charles joseph daniel andrew kathryn katherine jennifer lisa laura sarah amy karen nancy ' +
    'anatole philip agnes stephen steven kevin patrick george christopher eric'
  ).split(' '),
)
const surnames = new Set('jordan chad israel france ireland holland germany england kenya chile cuba'.split(' '))
const commonSurnames = new Set(
  (
    'smith johnson williams brown jones miller davis wilson anderson taylor thomas moore martin lee thompson white harris ' +
    'clark lewis walker hall allen young king wright scott green baker adams nelson carter mitchell peterson roberts ' +
    'lopez garcia martinez rodriguez hernandez gonzalez perez sanchez ramirez flores rivera gomez diaz cruz'
  ).split(' '),
)
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

const languageVerbs = new Set(
  'speak speaks spoken speaking habla hablar hablan idioma lengua langue parle parler parlent parlant'.split(' '),
)
const beforeLanguage = new Set('in into learn learning teach translated native fluent en apprendre aprender'.split(' '))
/** "le français", "del español": the language, where nothing follows that it could describe. */
const articles = new Set(['le', 'du', 'el', 'del'])
const afterLanguage = new Set(
  (
    'language languages speaking speakers speaker version versions translation translations edition lessons courses only ' +
    'abstract parlante'
  ).split(' '),
)
const languageNames = new Set(
  (
    'french spanish english portuguese chinese russian german italian japanese korean thai vietnamese polish turkish ' +
    'nepali somali dutch greek swedish danish norwegian finnish hungarian romanian ukrainian ' +
    'francais espagnol portugais chinois russe allemand italien turc neerlandais ' +
    'frances espanol portugues chino ruso aleman italiano francesa espanola portuguesa francaise espagnole portugaise'
  ).split(' '),
)
const languagesNeverCountries = new Set(['english', 'arabic', 'anglais', 'arabe', 'ingles'])

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
