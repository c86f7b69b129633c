import { count } from './tally.ts'
import type { Vocabulary } from './profile.ts'
import { without, type SourcedText } from './sourced-text.ts'

/** The words that the texts write in lower case or with one capital: pieces of split capitals are none. */
export function plainWords(texts: string[]): Vocabulary {
  const words: Vocabulary = new Map()
  for (const text of texts) {
    for (const [word] of text.matchAll(/(?<!\p{L})\p{L}?\p{Ll}+(?!\p{L})/gu)) {
      if (word.length > 1) count(words, word.toLowerCase())
    }
  }
  return words
}

/** Takes out the blanks that print to text put into words: "SRI L ANKA", "POL ICY", "De velopment", "ILO’ S", "BORDERS :". */
export function mendText(sourced: SourcedText, words: Vocabulary): SourcedText {
  const blanks = new Set<number>()
  for (const offset of blanksBeforePoints(sourced.text)) blanks.add(offset)
  for (const offset of blanksInWords(sourced.text, words)) blanks.add(offset)
  return without(sourced, blanks)
}

function* blanksBeforePoints(text: string): Generator<number> {
  for (const match of text.matchAll(/(?<=[\p{L}\d)]) (?=[,.)](?:\s|$))/gu)) yield match.index
  // Among capitals also before a colon, which French keeps elsewhere.
  for (const match of text.matchAll(/(?<=\p{Lu}{2}) (?=[:;](?:\s|$))/gu)) yield match.index
  for (const match of text.matchAll(/(?<=\p{Lu}{2}) (?=-\p{Lu}{2})/gu)) yield match.index
  for (const match of text.matchAll(/(?<=\p{Lu}{2}) (?=’)/gu)) yield match.index
  for (const match of text.matchAll(/(?<=\p{L}’) (?=[sS](?!\p{L}))/gu)) yield match.index
}

function* blanksInWords(text: string, words: Vocabulary): Generator<number> {
  const found = [...text.matchAll(/\p{L}+/gu)]
  let joined = -1
  for (let index = 1; index < found.length; index++) {
    const [first, second] = [found[index - 1]!, found[index]!]
    const end = first.index + first[0].length
    if (text[end] !== ' ' || second.index !== end + 1 || joined === index - 1) continue
    if (!isOneWord(first[0], second[0], words)) continue
    joined = index
    yield end
  }
}

function isOneWord(first: string, second: string, words: Vocabulary): boolean {
  const [one, other] = [first.toLowerCase(), second.toLowerCase()]
  if (isPluralOfCapitals(first, second, words)) return true
  if (one.length + other.length < 4 || other.length < 2) return false
  if (isSplitInCase(first, second)) return false
  const joined = words.get(one + other) ?? 0
  // A piece of a split word may stand in the list by the split itself.
  if (joined > 0) return [one, other].some((piece) => !isWord(piece, words) || (words.get(piece) ?? 9) < 0.2 * joined)
  if (!/^\p{Lu}$/u.test(first) || !/^\p{Lu}{3,}$/u.test(second) || isWord(other, words)) return false
  // "M EKONG" is certain, as no word is "M"; "I NDONESIAN" where a word of the text begins alike; "A PILOT" never is.
  return !/[AIOEUYÀÓÉ]/.test(first) || (first !== 'A' && beginsLikeAWord(one + other, words))
}

/** A word in small letters does not go on in capitals: "the EU" are two, "De velopment" and "POL ICY" may be one. */
function isSplitInCase(first: string, second: string): boolean {
  if (/\p{Ll}/u.test(first)) return !/^\p{Ll}+$/u.test(second)
  return first.length > 1 && !/^\p{Lu}+$/u.test(second)
}

const isWord = (word: string, words: Vocabulary): boolean =>
  word.length === 1 ? /[aioeuyàóé]/.test(word) : words.has(word)

/** "WMDW S" is the plural of an abbreviation. */
function isPluralOfCapitals(first: string, second: string, words: Vocabulary): boolean {
  return second === 'S' && /^\p{Lu}{3,6}$/u.test(first) && !words.has(first.toLowerCase())
}

function beginsLikeAWord(word: string, words: Vocabulary): boolean {
  for (let length = word.length - 1; length >= Math.max(5, word.length - 3); length--)
    if (words.has(word.slice(0, length))) return true
  return false
}
