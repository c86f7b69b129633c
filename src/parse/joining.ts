import type { HyphenHabit, Vocabulary } from './profile.ts'

/** What stands between two lines that are read as one: how many characters of the first go, and what comes instead. */
export type Joint = { drop: number; insert: '' | ' ' }

export type LineEnd = { text: string; softHyphen: boolean }
type Habits = { words: Vocabulary; hyphens: HyphenHabit }

const together: Joint = { drop: 0, insert: '' }
const apart: Joint = { drop: 0, insert: ' ' }
const withoutHyphen: Joint = { drop: 1, insert: '' }

/** How a text and the line that follows it are put together: words and addresses that the line's end broke become whole. */
export function joint(before: LineEnd, next: string, habits: Habits): Joint {
  if (!before.text) return together
  const address = /https?:\/\/\S*$|\bwww\.\S*$/.exec(before.text.slice(-400))?.[0]
  if (address && continuesAddress(address, next))
    return address.endsWith('-') && (before.softHyphen || knownJoined(before.text, next, habits.words) > 0)
      ? withoutHyphen
      : together
  if (/\S[–—]$/.test(before.text) && !/\s[–—]$/.test(before.text)) return together
  if (!/[\p{L}\d]-$/u.test(before.text)) return /\S\/$/.test(before.text) ? together : apart
  return isParted(before, next, habits) ? withoutHyphen : together
}

function continuesAddress(address: string, next: string): boolean {
  const word = next.split(' ', 1)[0]!
  if (address.endsWith('.') && /^\p{Lu}/u.test(word)) return false
  return /[-/_=?&.%#~]$/.test(address) || /[/_=]|\.(?:pdf|html?|aspx?|php)\b/.test(word)
}

/** Whether the hyphen at the end only parts a word: what this document writes elsewhere tells, then its habit. */
function isParted(before: LineEnd, next: string, { words, hyphens }: Habits): boolean {
  if (hyphens.marked) return before.softHyphen
  const known = knownJoined(before.text, next, words)
  if (known !== 0) return known > 0
  return hyphens.automatic && runsOnInCase(before.text, next) && !isCompound(before.text, next, words)
}

/** The halves of a word at a line's end and the next line's start, in lower case. */
function halves(text: string, next: string): [string, string] {
  const first = (/[\p{L}\p{N}-]+-$/u.exec(text.slice(-80))?.[0] ?? '').slice(0, -1)
  return [first.toLowerCase(), (/^[\p{L}\p{N}]+/u.exec(next)?.[0] ?? '').toLowerCase()]
}

/** How much more often the document writes the two halves as one word than as a compound. */
function knownJoined(text: string, next: string, words: Vocabulary): number {
  const [first, second] = halves(text, next)
  if (!first || !second) return 0
  return (words.get(first + second) ?? 0) - (words.get(`${first}-${second}`) ?? 0)
}

/** Small letters behind any, or capitals behind capitals. */
const runsOnInCase = (text: string, next: string): boolean =>
  (/\p{L}-$/u.test(text) && /^\p{Ll}/u.test(next)) || (/\p{Lu}{2}-$/u.test(text) && /^\p{Lu}{2}/u.test(next))

/** These begin words that are written as one more often than compounds with a hyphen. */
const oftenClosed = /^(?:any|every|for|in|out|over|per|some|there|under|up|where|with)$/

/** "low-skilled", "non-binding": both halves are words of the document, or the first begins compounds elsewhere. */
function isCompound(text: string, next: string, words: Vocabulary): boolean {
  const [first, second] = halves(text, next)
  if (words.has(`${first}-${second}`)) return true
  if (second.length < 3 || !words.has(second)) return false
  return words.has(`${first}-`) || (first.length > 2 && words.has(first) && !oftenClosed.test(first))
}
