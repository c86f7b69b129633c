/** Blanks as they stand inside a line. */
export const blank = '[ \\u00a0\\u2007\\u2009\\u202f]'

/** The source of a pattern for any of the words, longest first; blanks in them match any blank. */
export function anyOf(words: Iterable<string>): string {
  const sorted = [...new Set(words)].toSorted((one, other) => other.length - one.length)
  return `(?:${sorted.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replaceAll(' ', `${blank}+`)).join('|')})`
}

/** Whole words of a list that is written as one line, alternatives parted by blanks; `?` and groups as in a pattern. */
export function wordsIn(list: string): string {
  return `(?<![\\p{L}])(?:${list.replaceAll(' ', '|').replaceAll('_', ' ')})(?![\\p{L}])`
}
