import { z } from 'zod'
import { CurrencyCode } from './extracted-document.ts'
import { RegisterSort } from './registers.ts'

const alternatives = (what: string) =>
  z.array(z.string().min(1).max(500)).max(50).optional().describe(`${what}; repeated, one of them`)

const number = (what: string) =>
  z
    .string()
    .max(40)
    .regex(/^-?\d+(\.\d+)?(e\d{1,3})?$/i, 'a number such as 44, 0.5 or 100e9')
    .transform(Number)
    .optional()
    .describe(what)

/** What evidence must hold; all of it together, in one piece of evidence. */
const filters = {
  q: z.string().max(500).optional().describe('words that all stand in the label or the quote; beginnings are enough'),
  country: alternatives('country that it is of, or that its paragraph names: ISO 3166-1 alpha-3 code, or a name of it'),
  convention: alternatives('convention or other instrument that its paragraph names ("C189")'),
  donor: alternatives('donor of the project, or the organisation as a donor'),
  document: z
    .array(z.string().regex(/^[0-9a-f]{4,64}$/, 'an id is 64 hexadecimal digits, or at least 4 of its first'))
    .max(50)
    .optional()
    .describe('document that it stands in, by its id or the first digits of it; repeated, one of them'),
  kind: alternatives('kind of figure (money, percent), of instrument (convention), role (donor), form of a name'),
  currency: z
    .array(CurrencyCode)
    .max(20)
    .optional()
    .describe('currency of the figure ("USD"; "$" for a dollar not told apart)'),
  from: z.int().min(1).max(9999).optional().describe('its years reach this one or a later one'),
  to: z.int().min(1).max(9999).optional().describe('its years reach this one or an earlier one'),
  min: number('its value is this or more'),
  max: number('its value is this or less'),
}

/** Filters alone: of one entry, and of an export. */
export const RegisterFilterQuery = z.strictObject(filters)
export type RegisterFilterQuery = z.input<typeof RegisterFilterQuery>

const cursor = z.string().min(1).max(4000).optional().describe('continues after the answer that gave it')

export const RegisterQuery = z.strictObject({
  ...filters,
  sort: RegisterSort.default('documents').describe('largest first; labels in order of the alphabet'),
  size: z.int().min(1).max(500).default(50).describe('entries in one answer'),
  cursor,
})
export type RegisterQuery = z.input<typeof RegisterQuery>

export const EntryQuery = z.strictObject({
  ...filters,
  size: z.int().min(1).max(500).default(50).describe('pieces of evidence in one answer'),
  cursor,
})
export type EntryQuery = z.input<typeof EntryQuery>

export const EntryParameters = z.strictObject({
  key: z.string().min(1).max(300).describe('key of the entry, or of one that is counted to it'),
})
