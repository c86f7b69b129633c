import type { RegisterRow } from '../contracts/registers.ts'

/** The numbers that a printed figure leaves possible: "over 200 million" says nothing against 214 million. */
export type Reach = { low: number; high: number }

const above =
  /\b(?:over|above|more than|greater than|higher than|at least|no less than|no fewer than|not less than|minimum|exceeding|in excess of|upwards of|plus de|plus d'|au moins|supérieur|pas moins|más de|al menos|por lo menos|superior a|no menos|or more|ou plus|o más)/iu
const below =
  /\b(?:under|below|less than|fewer than|lower than|at most|up to|no more than|not more than|not exceeding|maximum|as many as|as much as|moins de|moins d'|au plus|jusqu'à|inférieur|pas plus|menos de|como máximo|a lo sumo|hasta|inferior a|no más|or less|ou moins|o menos)/iu
const about =
  /\b(?:about|around|approx|roughly|nearly|almost|close|some|estimat|circa|ca\.|environ|près|quelque|presque|autour|estim|alrededor|aproximad|cerca|casi|unos|unas|en torno|barely|virtually)|[~≈]/iu
/** How far a rounded hedge may be off. */
const vagueness = 0.1

/** What the row's figure leaves possible: its hedges and its last printed digit widen it. */
export function reachOf({ low = 0, high = 0, quote, kind, details }: RegisterRow): Reach {
  const hedges = details.kind === 'figure' ? (details.modifiers ?? (details.modifier ? [details.modifier] : [])) : []
  const hedge = hedges.join(' ')
  const vague = about.test(hedge)
  const slack = (value: number) => (vague ? Math.abs(value) * vagueness : roundingOf(value, { quote, kind }))
  const [near, far] = [low - slack(low), high + slack(high)]
  // "no more than" holds "more than": what says less is asked first.
  if (below.test(hedge) && !/\b(?:no|not) (?:less|fewer)/iu.test(hedge)) return { low: -Infinity, high: far }
  if (above.test(hedge)) return { low: near, high: Infinity }
  return { low: near, high: far }
}

export const compatible = (one: Reach, other: Reach): boolean => one.low <= other.high && other.low <= one.high

/** A numeral as printed: "214", "4.1", "81,250", "1 200,5". */
const numeral = /\d+(?:[.,\u0020\u00A0\u202F]\d+)*/gu

/**
 * Half of the last digit printed: "214 million" is anything from 213.5 to 214.5 million, and "200 million" no less exact.
 * A number that is written out to the unit is what it is; a whole share is a rounded one.
 */
function roundingOf(value: number, { quote, kind }: Pick<RegisterRow, 'quote' | 'kind'>): number {
  for (const [printed] of quote.matchAll(numeral)) {
    // Three digits behind a sign are a group of thousands, any other number of them decimals.
    const decimals = /[.,](\d{1,2}|\d{4,})$/u.exec(printed)?.[1]?.length ?? 0
    const digits = Number(printed.replaceAll(/\D/gu, ''))
    const scale = Math.abs(value) / (digits / 10 ** decimals)
    if (digits === 0 || !isPowerOfTen(scale)) continue
    // A touch less than half, so that 214 and 215 do not meet in the middle.
    return scale === 1 && decimals === 0 && kind !== 'percent' ? 0 : 0.499 * scale * 10 ** -decimals
  }
  return 0
}

const isPowerOfTen = (scale: number): boolean => Math.abs(Math.log10(scale) - Math.round(Math.log10(scale))) < 1e-9
