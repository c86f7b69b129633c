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
export function reachOf({ low = 0, high = 0, details }: RegisterRow): Reach {
  const hedges = details.kind === 'figure' ? (details.modifiers ?? (details.modifier ? [details.modifier] : [])) : []
  const hedge = hedges.join(' ')
  const vague = about.test(hedge)
  const [near, far] = [low - slack(low, vague), high + slack(high, vague)]
  // "no more than" holds "more than": what says less is asked first.
  if (below.test(hedge) && !/\b(?:no|not) (?:less|fewer)/iu.test(hedge)) return { low: -Infinity, high: far }
  if (above.test(hedge)) return { low: near, high: Infinity }
  return { low: near, high: far }
}

export const compatible = (one: Reach, other: Reach): boolean => one.low <= other.high && other.low <= one.high

/** Half of the last digit that counts: 214 million is anything from 213.5 to 214.5 million. */
function slack(value: number, vague: boolean): number {
  if (vague) return Math.abs(value) * vagueness
  if (value === 0) return 0
  const [digits = '', exponent = '0'] = value.toExponential().split('e')
  const decimals = digits.split('.')[1]?.length ?? 0
  const step = 10 ** (Number(exponent) - decimals)
  // A bare "4" or "2000" counts to the unit; only scaled numbers are rounded to what is printed.
  return (value >= 10_000 || !Number.isInteger(value) ? step : Math.min(step, 1)) / 2
}
