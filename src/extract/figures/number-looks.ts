import { countedNouns } from '../../gazetteers/figure-words.ts'
import type { Site } from './view.ts'

/** Four digits that look like a year of our time. */
export const yearLike = ({ numeral }: Site): boolean =>
  numeral.form === 'digits' &&
  !numeral.grouped &&
  numeral.decimals === 0 &&
  numeral.scale === 1 &&
  numeral.plainEnd - numeral.start === 4 &&
  numeral.value >= 1800 &&
  numeral.value < 2100

/** Whether a noun that is often counted follows: in "March 12 people" 12 is no day. */
export function countsNext(after: string): boolean {
  const next = /^\s(\p{L}[\p{L}’'-]*)/u.exec(after)?.[1]
  return next !== undefined && countedNouns.has(next.toLowerCase())
}

/** A per cent sign right behind a number. */
export const percentBehind = /^\s?(?:%|per cent|percent|pour cent|por ciento)/
