/** A word of a text as the index counts it: `folded` without case and accents, `lower` with its accents, for stemmers. */
export type Word = { folded: string; lower: string; start: number; end: number }

const longestWord = 64

/**
 * The words of a text with their places (UTF-16). Hyphens part words; digits keep their decimal mark and lose their
 * grouping ("131,000" is 131000); an elided article ("l’emploi") and a possessive s ("worker’s") are no words of their own.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const match of text.matchAll(wordPattern)) {
    const start = match.index
    const end = start + match[0].length
    if (isElidedArticle(text, match[0], end)) continue
    const last = words.at(-1)
    if (last?.end === start - 1 && isPossessive(text, match[0], start)) {
      last.end = end
      continue
    }
    const printed = cut(match[0])
    const folded = match.groups?.['number'] === undefined ? fold(printed) : plainNumber(printed)
    if (folded !== '') words.push({ folded, lower: lower(printed, folded), start, end })
  }
  return words
}

/** The text's words without case and accents, parted by one blank: equal for two names that read the same. */
export function foldedText(text: string): string {
  return wordsOf(text)
    .map((word) => word.folded)
    .join(' ')
}

/** The text with everything that a database or a JSON reader may refuse (NUL, lone surrogates) replaced one for one. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}

/** JSON in which no text holds what a database refuses. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? storable(part) : part))
}

/** Han and Hiragana are written without blanks: each character counts as a word, and several as a phrase. */
const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}]`
/** "131,000", "1.234,56", "22 308" with a blank that does not break. */
const number = String.raw`\p{Nd}+(?:[.,\u00A0\u202F\u2009]\p{Nd}+)+`
/** "worker", "C189", "2B", "travail\u00ADleurs". */
const letters = String.raw`[[\p{L}\p{N}]--${unspaced}][[\p{L}\p{N}\p{M}\u00AD\u200C\u200D]--${unspaced}]*`
const wordPattern = new RegExp(`${unspaced}|(?<number>${number})|${letters}`, 'gv')

const apostrophes = "'’ʼ‘`´"
const elidedArticles = new Set(['l', 'd', 'j', 'm', 'n', 's', 't', 'c', 'qu', 'jusqu', 'lorsqu', 'puisqu', 'quoiqu'])

function isElidedArticle(text: string, word: string, end: number): boolean {
  if (word.length > 6 || !apostrophes.includes(text.charAt(end) || ' ')) return false
  return elidedArticles.has(word.toLowerCase()) && /^\p{L}/u.test(text.slice(end + 1, end + 3))
}

function isPossessive(text: string, word: string, start: number): boolean {
  return (word === 's' || word === 'S') && apostrophes.includes(text.charAt(start - 1))
}

function fold(word: string): string {
  if (/^[a-z0-9]+$/.test(word)) return word
  const bare = word.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '')
  return bare.replace(/[ßæœøłđðþı]/g, (letter) => foldedLetters[letter]!).replace(/[^\p{L}\p{N}]/gu, '')
}

const foldedLetters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
}

function lower(word: string, folded: string): string {
  if (word === folded) return word
  const lowered = word
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '')
  return lowered || folded
}

function plainNumber(printed: string): string {
  const parts = printed.normalize('NFKC').split(/[., \u2009]/)
  const marks = printed.replace(/\p{Nd}/gu, '')
  const last = marks.at(-1)!
  const grouped = parts.slice(1, -1).every((part) => part.length === 3)
  if (!grouped) return parts.join('.')
  const whole = parts.slice(0, -1).join('')
  const lastGroups = parts.at(-1)!.length === 3 && marks.replaceAll(last, '') === ''
  return lastGroups ? whole + parts.at(-1)! : `${whole}.${parts.at(-1)!}`
}

function cut(word: string): string {
  return word.length <= longestWord ? word : word.slice(0, longestWord).replace(/[\uD800-\uDBFF]$/, '')
}
