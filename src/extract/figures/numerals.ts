import type { Span } from '../../contracts/position.ts'
import { numberWordsOf } from '../../gazetteers/number-words.ts'
import { type DigitNumeral, digitNumeralsOf } from './digit-numerals.ts'
import type { DecimalSign } from './number-style.ts'
import { anyOf, blank } from './pattern.ts'
import { type WordNumeral, wordNumeralsOf } from './word-numerals.ts'

/** A number in the text, with its scale word: `2.5 million`, `two hundred`, `1 500`. */
export type Numeral = Span & {
  /** Fully scaled. */
  value: number
  form: 'digits' | 'words'
  /** 1 where no scale word stands behind it. */
  scale: number
  /** Where the number without its scale word ends. */
  plainEnd: number
  grouped: boolean
  decimals: number
  /** Its points and commas make no number (3.2.1). */
  odd: boolean
  /** What it is worth where its one point or comma parts thousands: `1,234`. */
  inThousands?: number
  /** What a number behind its scale word must be under to be its rest: "15 mil 342". */
  remainderUnder?: number
  /** By nature a rough number (a dozen). */
  rounded: boolean
}

/** `groups`: the decimal sign may part thousands too, where three digits follow it. */
type NotationOf = { language: string; sign: DecimalSign; groups?: boolean }

/** Behind a share or a length three decimals are what they seem. */
const shareBehind = new RegExp(
  `^${blank}?(?:[%‰°]|pour cent|por ciento|p\\.|puntos|points|km|kg|m[²2³]?(?!\\p{L})|ha(?!\\p{L}))`,
  'iu',
)

/** Every number of a text, in digits and in the words of its language, sorted by start; none overlap. */
export function numeralsOf(text: string, { language, sign, groups = false }: NotationOf): Numeral[] {
  const scale = scaleReader(language)
  const inDigits = digitNumeralsOf(text, sign).map((numeral) => {
    const read = ofDigits(text, numeral, scale)
    return groups &&
      numeral.inThousands &&
      read.scale === 1 &&
      !shareBehind.test(text.slice(numeral.end, numeral.end + 14))
      ? { ...read, value: numeral.inThousands, grouped: true, decimals: 0 }
      : read
  })
  const inWords = wordNumeralsOf(text, language).map(ofWords)
  const numerals = merged(inDigits, inWords)
  return withRepeated(text, language === 'es' ? withRemainders(text, numerals) : numerals)
}

/** "15 mil 342", "3 millones 450 mil": one number, its parts from the largest to the smallest. */
function withRemainders(text: string, numerals: readonly Numeral[]): Numeral[] {
  const whole: Numeral[] = []
  for (const numeral of numerals) {
    const last = whole.at(-1)
    const fits =
      last?.form === 'digits' &&
      numeral.form === 'digits' &&
      last.remainderUnder !== undefined &&
      numeral.value < last.remainderUnder &&
      numeral.decimals === 0 &&
      (numeral.scale > 1 || numeral.end - numeral.start > 2) &&
      text.slice(last.end, numeral.start) === ' '
    if (!fits) {
      whole.push(
        numeral.scale >= 1e3 && numeral.decimals === 0 ? { ...numeral, remainderUnder: numeral.scale } : numeral,
      )
      continue
    }
    last.value += numeral.value
    last.end = numeral.end
    last.remainderUnder = numeral.scale > 1 ? numeral.scale : 0
  }
  return whole
}

function ofDigits(text: string, found: DigitNumeral, scale: (text: string, at: number) => Scale | undefined): Numeral {
  const { start, end, value, grouped, decimals, odd } = found
  const scaled = odd ? undefined : scale(text, end)
  return {
    start,
    end: scaled?.end ?? end,
    value: scaled ? precise(value * scaled.factor) : value,
    form: 'digits',
    scale: scaled?.factor ?? 1,
    plainEnd: end,
    grouped,
    decimals,
    odd,
    rounded: false,
    ...(found.inThousands !== undefined && !scaled && { inThousands: found.inThousands }),
  }
}

function ofWords({ start, end, value, scaled, rounded }: WordNumeral): Numeral {
  const scale = scaled ? 1e6 : 1
  return { start, end, value, form: 'words', scale, plainEnd: end, grouped: false, decimals: 0, odd: false, rounded }
}

type Scale = { factor: number; end: number }
const scaleReaders = new Map<string, (text: string, at: number) => Scale | undefined>()

/** Reads the scale word behind digits: that of the document's language, and English ones everywhere. */
function scaleReader(language: string): (text: string, at: number) => Scale | undefined {
  const known = scaleReaders.get(language)
  if (known) return known
  const factors = new Map(
    [numberWordsOf('en'), numberWordsOf(language)].flatMap((words) => Object.entries(words.abbreviations)),
  )
  // "fueron 7 mil.": a thousand at the end of a sentence, where English has a short million.
  if (language === 'es') factors.delete('mil.')
  const pattern = new RegExp(`(?:${blank}|-)?(${anyOf(factors.keys())})(?![\\p{L}\\d])`, 'iuy')
  const reader = (text: string, at: number): Scale | undefined => {
    pattern.lastIndex = at
    const match = pattern.exec(text)
    const factor = match && factors.get(match[1]!.toLowerCase().replace(/\s+/g, ' '))
    return factor ? { factor, end: at + match[0].length } : undefined
  }
  scaleReaders.set(language, reader)
  return reader
}

function merged(digits: readonly Numeral[], words: readonly Numeral[]): Numeral[] {
  const all: Numeral[] = []
  let next = 0
  for (const numeral of digits) {
    while (next < words.length && words[next]!.start < numeral.start) add(all, words[next++]!)
    add(all, numeral)
  }
  while (next < words.length) add(all, words[next++]!)
  return all
}

/** "seventeen (17) years": one number, said twice. */
function withRepeated(text: string, numerals: readonly Numeral[]): Numeral[] {
  const once: Numeral[] = []
  for (const numeral of numerals) {
    const last = once.at(-1)
    const repeats = last?.form === 'words' && numeral.form === 'digits' && last.value === numeral.value
    if (repeats && text.slice(last.end, numeral.start) === ' (' && text[numeral.end] === ')') last.end = numeral.end + 1
    else once.push(numeral)
  }
  return once
}

/** A scale word may have been read twice: by itself as a word (mil) and behind its digits (12 mil). */
function add(all: Numeral[], numeral: Numeral): void {
  const last = all.at(-1)
  if (last && last.end > numeral.start) return
  all.push(numeral)
}

/** Without the noise of binary fractions: 4302.54 million is 4302540000. */
export function precise(value: number): number {
  return Number(value.toPrecision(15))
}
