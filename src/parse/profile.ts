import type { Line } from './line.ts'
import { commonest, count, type Tally } from './tally.ts'

/** What is usual in this document: the measure for what stands out of it. */
export type Profile = {
  bodySize: number
  bodyFont: string
  /** Usual distance of two baselines in the body. */
  pitch: number
  words: Vocabulary
  hyphens: HyphenHabit
}

/** How often each word occurs, in lower case; compounds with hyphens count whole, and by their first part ("non-"). */
export type Vocabulary = Tally<string>

/** `marked`: hyphens that only part a word are told apart by the typesetter; `automatic`: lines are filled by parting words. */
export type HyphenHabit = { marked: boolean; automatic: boolean }

/** Measures the document: its type by the lines of its running text, its words by all lines. */
export function measure(lines: Line[], all: Line[]): Profile {
  const sizes: Tally<number> = new Map()
  const fonts: Tally<string> = new Map()
  for (const line of lines) {
    count(sizes, line.size, line.text.length)
    count(fonts, line.font, line.text.length)
  }
  const bodySize = commonest(sizes) ?? 10
  return {
    bodySize,
    bodyFont: commonest(fonts) ?? '',
    pitch: pitchOf(lines, bodySize),
    words: vocabularyOf(all),
    hyphens: hyphenHabitOf(all),
  }
}

function pitchOf(lines: Line[], bodySize: number): number {
  const pitches: Tally<number> = new Map()
  lines.forEach((line, index) => {
    const last = lines[index - 1]
    if (!last || last.page !== line.page || line.size !== bodySize || line.y <= last.y) return
    const pitch = Math.round((line.y - last.y) * 2) / 2
    if (pitch > 0.5 * bodySize) count(pitches, pitch)
  })
  return commonest(pitches) ?? bodySize * 1.2
}

/** Counts the words of the lines; the broken one at a line's end is none, nor is its rest on the next line. */
export function vocabularyOf(lines: { text: string }[]): Vocabulary {
  const words: Vocabulary = new Map()
  let broken = false
  for (const { text } of lines) {
    const found = text.toLowerCase().match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? []
    if (broken) found.shift()
    broken = text.endsWith('-')
    if (broken) found.pop()
    for (const word of found) {
      count(words, word)
      if (word.includes('-')) count(words, word.slice(0, word.indexOf('-') + 1))
    }
  }
  return words
}

/** How this document parts words at line ends. */
export function hyphenHabitOf(lines: { text: string; softHyphen: boolean }[]): HyphenHabit {
  const hyphened = lines.filter(({ text }) => /\p{L}-$/u.test(text))
  const soft = hyphened.filter((line) => line.softHyphen).length
  return { marked: soft > 5, automatic: hyphened.length > 0.03 * lines.length }
}
