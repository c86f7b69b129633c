import type { RegisterFilters, RegisterName, RegisterRow } from '../contracts/registers.ts'
import { foldedText, storable } from './words.ts'

/** Conditions of a statement; every value is a parameter. */
export type Conditions = { text: string; values: unknown[] }

/** What rows of the register must fulfil. */
export function conditionsOf(register: RegisterName, filters: RegisterFilters): Conditions {
  const values: unknown[] = [register]
  const parts = ['register = $1']
  const add = (part: (parameter: string) => string, value: unknown) => {
    values.push(value)
    parts.push(part(`$${values.length}`))
  }
  const list = (column: string, wanted: string[] | undefined) => {
    if (wanted) add((parameter) => `${column} && ${parameter}::text[]`, wanted)
  }
  const oneOf = (column: string, wanted: string[] | undefined) => {
    if (wanted) add((parameter) => `${column} = any(${parameter}::text[])`, wanted)
  }
  for (const word of wordsAsked(filters.q)) add((parameter) => `strpos(words, ${parameter}::text) > 0`, ` ${word}`)
  list('countries', filters.countries)
  list('conventions', filters.conventions)
  list('donors', filters.donors?.map(comparableName))
  oneOf('document_id', filters.documents)
  oneOf('kind', filters.kinds)
  oneOf('currency', filters.currencies)
  // A row with one end of its years reaches as far as it may on the other; one without any matches no year.
  if (filters.from !== undefined || filters.to !== undefined) parts.push('coalesce(first_year, last_year) is not null')
  if (filters.from !== undefined) add((parameter) => `coalesce(last_year, 9999) >= ${parameter}::int`, filters.from)
  if (filters.to !== undefined) add((parameter) => `coalesce(first_year, 0) <= ${parameter}::int`, filters.to)
  if (filters.min !== undefined) add((parameter) => `high >= ${parameter}::float8`, filters.min)
  if (filters.max !== undefined) add((parameter) => `low <= ${parameter}::float8`, filters.max)
  return { text: parts.join(' and '), values }
}

/** Names of donors are compared without case and accents. */
export const comparableName = (name: string): string => foldedText(name) || name

/** The words that `q` is looked for in; the beginning of one is enough. */
export const searchedWords = ({ label, quote }: Pick<RegisterRow, 'label' | 'quote'>): string[] =>
  [label, quote.slice(0, longestQuote)].flatMap((text) => storable(foldedText(text)).split(' ')).filter(Boolean)

/** What stands deeper in a quote is not looked for: full text is the search's. */
const longestQuote = 5000

/** The words of `q`, each of which must begin one of the row. */
export const wordsAsked = (q: string | undefined): string[] =>
  foldedText(q ?? '')
    .split(' ')
    .filter(Boolean)
