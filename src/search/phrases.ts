import type { Span } from '../contracts/position.ts'
import { wordsOf } from './words.ts'

/** Words that stand in a row, folded; with `goesOn` the last is the beginning of one. */
export type Phrase = { words: readonly string[]; goesOn: boolean }

/** Where a text holds these phrases, each from its first word to its last. */
export function phrasesIn(text: string, phrases: readonly Phrase[]): Span[] {
  if (phrases.length === 0) return []
  const held = wordsOf(text)
  return phrases.flatMap(({ words, goesOn }) => {
    const last = words.length - 1
    const stands = (word: string, nth: number, folded: string | undefined) =>
      folded === word || (goesOn && nth === last && folded?.startsWith(word) === true)
    return held.flatMap(({ start }, at) =>
      words.every((word, nth) => stands(word, nth, held[at + nth]?.folded))
        ? [{ start, end: held[at + last]!.end }]
        : [],
    )
  })
}
