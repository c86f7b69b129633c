import type { LineItems } from './lines.ts'
import type { TextItem } from './text-item.ts'

/** Whether the item goes on in small capitals where the one before began the word with a great one. */
export function startsSmallCapitals(last: TextItem, item: TextItem): boolean {
  if (!isSmaller(item, last.size) || Math.abs(item.y - last.y) >= 1) return false
  return /\p{Lu}$/u.test(last.text) && /^\p{Lu}/u.test(item.text)
}

/**
 * Whether the line is set in capitals of two sizes. Some producers write the small ones as lower-case letters, or mix
 * both, because one shape serves for both: "ConTribuTion". Then only the sizes tell.
 */
export function isSmallCapitalLine({ items, size, y }: LineItems): boolean {
  const lettered = items.filter((item) => /\p{L}/u.test(item.text) && Math.abs(item.y - y) < 1)
  const small = lettered.filter((item) => isSmaller(item, size))
  const great = lettered.filter((item) => !isSmaller(item, size))
  const [first] = great
  if (!first || small.length === 0 || small.some((item) => item.font !== first.font)) return false
  const initials = great.filter((item) => (item.text.match(/\p{L}/gu)?.length ?? 0) <= 2)
  const muddled = small.some((item) => /\p{Ll}\p{Lu}/u.test(item.text))
  const mixed = muddled || (small.length > 1 && great.length > 1 && great.some((item) => /\p{Ll}/u.test(item.text)))
  return initials.length > 0.8 * great.length && mixed
}

const isSmaller = (item: TextItem, size: number): boolean => item.size > 0.6 * size && item.size < 0.9 * size

/** The item in capitals. */
export const asCapitals = (item: TextItem): TextItem => ({ ...item, text: item.text.toUpperCase() })
