/** The words of a text with their places; letters and digits never share a word, so that a glued note mark parts off. */
export type Words = {
  text: string
  /** In lower case and without accents; `&` reads as "and". */
  folded: readonly string[]
  starts: Uint32Array
  ends: Uint32Array
}

const word = /[\p{L}\p{M}]+|\p{N}+|&/gu
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
  for (const match of text.matchAll(word)) {
    const [raw] = match
    let fold = seen.get(raw)
    if (fold === undefined) {
      fold = foldWord(raw)
      seen.set(raw, fold)
    }
    folded.push(fold)
    places.push(match.index, match.index + raw.length)
  }
  const starts = new Uint32Array(folded.length)
  const ends = new Uint32Array(folded.length)
  for (let index = 0; index < folded.length; index++) {
    starts[index] = places[2 * index]!
    ends[index] = places[2 * index + 1]!
  }
  return { text, folded, starts, ends }
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
  const letter = text[offset]
  return letter !== undefined && letter !== letter.toLowerCase()
}
