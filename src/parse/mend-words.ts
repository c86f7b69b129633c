import { removeCharacters, type RunningText } from './running-text.ts'
import type { Vocabulary } from './profile.ts'

/**
 * Joins words that a blank parts by mistake ("De velopment"), where only the joined form is a word of this document.
 */
export function mendWords(running: RunningText, words: Vocabulary): void {
  for (const at of splitWords(running.text, words).reverse()) removeCharacters(running, at, at + 1)
}

/** The offsets of blanks that part one word. */
export function splitWords(text: string, words: Vocabulary): number[] {
  const blanks: number[] = []
  const found = [...text.matchAll(/\p{L}+/gu)]
  for (let index = 1; index < found.length; index++) {
    const [first, second] = [found[index - 1]!, found[index]!]
    const end = first.index + first[0].length
    if (second.index !== end + 1 || text[end] !== ' ' || blanks.at(-1) === first.index - 1) continue
    if (isOneWord(first[0].toLowerCase(), second[0].toLowerCase(), words)) blanks.push(end)
  }
  return blanks
}

function isOneWord(first: string, second: string, words: Vocabulary): boolean {
  if (first.length > 12 || second.length > 14 || first.length + second.length <= 4) return false
  const [one, other] = [words.get(first) ?? 0, words.get(second) ?? 0]
  if (one > 1 && other > 1) return false
  const joined = words.get(first + second) ?? 0
  if (joined < 2) return false
  // "a part" stays: the article is a word of its own far more often than "apart" is one.
  const startsWithCommonWord = one > 50 && other > 0 && joined < 3
  if (other <= 1 && second.length > 2 && !startsWithCommonWord) return true
  return one <= 1 && first.length > 2
}
