/** The words of a text with their places; letters and digits never share a word, so that a glued note mark parts off. */
export type Words = {
  text: string
  /** In lower case and without accents; `&` reads as "and". */
  folded: readonly string[]
  starts: Uint32Array
  ends: Uint32Array
}

const wordsOfInput = new WeakMap<object, Words>()

/** The words of an input, read once however often they are asked for. */
export function wordsOf(input: { text: string }): Words {
  let words = wordsOfInput.get(input)
  if (!words) {
    words = readWords(input.text)
    wordsOfInput.set(input, words)
  }
  return words
}

function readWords(text: string): Words {
  const folded: string[] = []
  const places: number[] = []
  const seen = new Map<string, string>()
  let at = 0
  while (at < text.length) {
    const kind = kindOf(text.charCodeAt(at))
    let end = at + 1
    if (kind === other) {
      at = end
      continue
    }
    if (kind !== ampersand) while (end < text.length && kindOf(text.charCodeAt(end)) === kind) end++
    const raw = text.slice(at, end)
    let fold = seen.get(raw)
    if (fold === undefined) {
      fold = foldWord(raw)
      seen.set(raw, fold)
    }
    folded.push(fold)
    places.push(at, end)
    at = end
  }
  return { text, folded, starts: everySecond(places, 0), ends: everySecond(places, 1) }
}

function everySecond(places: readonly number[], from: number): Uint32Array {
  const half = new Uint32Array(places.length / 2)
  for (let index = 0; index < half.length; index++) half[index] = places[2 * index + from]!
  return half
}

const [unknown, other, letter, digit, ampersand] = [0, 1, 2, 3, 4]
/** What each UTF-16 unit is, learnt when first met; half of a pair is no letter. */
const kinds = new Uint8Array(65_536).fill(unknown)

function kindOf(unit: number): number {
  const kind = kinds[unit]!
  return kind === unknown ? (kinds[unit] = learnKind(String.fromCharCode(unit))) : kind
}

function learnKind(character: string): number {
  if (/[\p{L}\p{M}]/u.test(character)) return letter
  if (/\p{N}/u.test(character)) return digit
  return character === '&' ? ampersand : other
}

const withoutFold: Record<string, string> = { '&': 'and', œ: 'oe', æ: 'ae', ø: 'o', ł: 'l', ß: 'ss', đ: 'd' }
const unfoldable = /[œæøłßđ]/g

function foldWord(raw: string): string {
  if (raw === '&') return 'and'
  if (/^[\x00-\x7f]+$/.test(raw)) return raw.toLowerCase()
  const bare = raw
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  return bare.replace(unfoldable, (letter) => withoutFold[letter]!)
}

/** Index of the first word that starts at or after `offset`. */
export function wordIndexAt(words: Words, offset: number): number {
  let low = 0
  let high = words.starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (words.starts[middle]! < offset) low = middle + 1
    else high = middle
  }
  return low
}

/** The text between the word at `index` and the one before it. */
export function gapBefore({ text, starts, ends }: Words, index: number): string {
  return text.slice(index === 0 ? 0 : ends[index - 1], starts[index])
}

/** Whether the letter at `offset` is a capital. */
export function isCapital(text: string, offset: number): boolean {
  const character = text[offset]
  return character !== undefined && character !== character.toLowerCase()
}
