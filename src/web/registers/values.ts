import type { RegisterEntry, RegisterValue } from '../../contracts/registers.ts'
import type { Texts } from '../texts.tsx'
import { entryAddress } from './places.ts'
import type { Column, Fact, FactValue } from './register-view.ts'

/** A value of an entry as a list of texts; empty where it has none. */
export function listOf({ values }: Pick<RegisterEntry, 'values'>, name: string): string[] {
  const value = values[name]
  return value === undefined ? [] : [value].flat().map(String)
}

/** A value of an entry as one text. */
export const textOf = (entry: Pick<RegisterEntry, 'values'>, name: string): string | undefined => listOf(entry, name)[0]

/** A value of an entry as a number; undefined where it is none. */
export function numberOf({ values }: Pick<RegisterEntry, 'values'>, name: string): number | undefined {
  const value = values[name]
  return typeof value === 'number' ? value : undefined
}

/** "2010–2013", "from 2006", "until 2014", or nothing. */
export function yearsOf(entry: Pick<RegisterEntry, 'values'>, { registers }: Texts): string {
  const [from, to] = [numberOf(entry, 'from'), numberOf(entry, 'to')]
  if (from === undefined && to === undefined) return ''
  if (to === undefined) return registers.since(from!)
  if (from === undefined) return registers.until(to)
  return from === to ? String(from) : `${from}–${to}`
}

/** Countries, each leading to its page. */
export const countryValues = (codes: readonly string[], texts: Texts): FactValue[] =>
  codes
    .map((code) => ({ text: texts.placeName(code), to: entryAddress('countries', code) }))
    .toSorted((one, other) => one.text.localeCompare(other.text, texts.language))

/** A fact of plain texts; those that are empty are no values. */
export const factOf = (name: Fact['name'], texts: readonly (string | undefined)[]): Fact => ({
  name,
  values: texts.flatMap((text) => (text ? [{ text }] : [])),
})

/** Countries and regions by name, in the order of the reader's alphabet. */
export const placeNames = (codes: readonly string[], { placeName, language }: Texts): string[] =>
  codes.map(placeName).toSorted((one, other) => one.localeCompare(other, language))

/** The first few, and how many more. */
export function shortList(values: readonly string[], most: number): string {
  if (values.length <= most + 1) return values.join(', ')
  return `${values.slice(0, most).join(', ')} +${values.length - most}`
}

/** "1900000 EUR" with its digits in groups. */
export function amountText(amount: string, { number }: Pick<Texts, 'number'>): string {
  const [, digits, currency] = /^(\d+(?:\.\d+)?(?:e\+?\d+)?) (\S+)$/.exec(amount) ?? []
  return digits ? `${number(Number(digits))} ${currency}` : amount
}

/** A value that documents disagree on, as its field is read. */
export function valueText(field: string, value: RegisterValue, texts: Texts): string {
  const parts = [value].flat()
  switch (field) {
    case 'countries':
      return placeNames(parts.map(String), texts).join(', ')
    case 'amounts':
      return parts.map((part) => amountText(String(part), texts)).join(', ')
    case 'value':
      return parts.map((part) => (typeof part === 'number' ? texts.number(part) : String(part))).join('–')
    default:
      // years stand without a sign between their thousands
      return parts.map(String).join(', ')
  }
}

/** In how many places an entry is named. */
export const mentions: Column = {
  id: 'mentions',
  number: true,
  cell: ({ evidenceCount }, { number }) => number(evidenceCount),
  alone: ({ evidenceCount }, { number, registers }) => registers.places(number(evidenceCount), evidenceCount),
}
