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
    return before.softHyphen && address.endsWith('-') ? withoutHyphen : together
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
  const first = (/[\p{L}\p{N}-]+-$/u.exec(before.text.slice(-80))?.[0] ?? '').slice(0, -1).toLowerCase()
  const second = (/^[\p{L}\p{N}]+/u.exec(next)?.[0] ?? '').toLowerCase()
  if (hyphens.marked) return before.softHyphen
  const joined = words.get(first + second) ?? 0
  const compound = words.get(`${first}-${second}`) ?? 0
  if (joined !== compound) return joined > compound
  return hyphens.automatic && compound === 0 && /^\p{Ll}/u.test(next) && /\p{L}-$/u.test(before.text)
}
