import type { RegisterEntry } from '../contracts/registers.ts'

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 4 })
const short = new Intl.NumberFormat('en', { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 3 })

/** A number as people write it: years as they are, thousands grouped. */
export const numberText = (value: number): string =>
  Number.isInteger(value) && Math.abs(value) < 10_000 ? String(value) : grouped.format(value)

/** What a figure comes to: "401 billion USD", "40–50 %", "81,250"; of documents that differ, from the least to the most. */
export function figureText({ values: { low, high, currency, figureKind } }: Pick<RegisterEntry, 'values'>): string {
  const ends = [low, high].filter((end) => typeof end === 'number')
  const amount = [...new Set(ends.map((end) => (Math.abs(end) < 1e6 ? numberText(end) : short.format(end))))].join('–')
  if (amount === '') return ''
  if (figureKind === 'percent') return `${amount} %`
  return typeof currency === 'string' ? `${amount} ${currency}` : amount
}
