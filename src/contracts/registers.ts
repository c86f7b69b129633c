import { z } from 'zod'
import { AppliedCorrection } from './corrections.ts'
import {
  CorridorMention,
  CountryCode,
  CountryMention,
  CurrencyCode,
  Evidence,
  FigureMention,
  InstrumentMention,
  OrganisationMention,
  ProjectRecord,
} from './extracted-document.ts'
import { DocumentId } from './stored-document.ts'

/** What the archive keeps lists of, made of every document. */
export const RegisterName = z.enum(['projects', 'figures', 'conventions', 'countries', 'corridors', 'organisations'])
export type RegisterName = z.infer<typeof RegisterName>

const evidenceFields = { start: true, end: true, page: true, quote: true, boxes: true, rule: true } as const

/** What was read, without its place. */
export const RowDetails = z.discriminatedUnion('kind', [
  CountryMention.omit(evidenceFields),
  CorridorMention.omit(evidenceFields),
  InstrumentMention.omit(evidenceFields),
  FigureMention.omit(evidenceFields),
  OrganisationMention.omit(evidenceFields),
  ProjectRecord.omit({ rule: true }).extend({ kind: z.literal('project') }),
])
export type RowDetails = z.infer<typeof RowDetails>

/** One piece of evidence of a register: where one document says something of one entry. */
export const RegisterRow = z.strictObject({
  /** `<documentId>-<register>-<ordinal>`: writing a document again writes the same ids. */
  rowId: z.string(),
  register: RegisterName,
  /** What the row speaks of, by itself; several keys may turn out to be one entry (a project with two titles). */
  key: z.string().min(1).max(300),
  label: z.string(),
  documentId: DocumentId,
  documentTitle: z.string(),
  documentDate: z.string().optional(),
  publisher: z.string().optional(),
  receivedAt: z.iso.datetime(),
  ...Evidence.shape,
  rule: z.string(),
  /** Of the row itself (a project's, a figure's), else those named in the same paragraph. Sorted, each once. */
  countries: z.array(CountryCode),
  conventions: z.array(z.string()),
  donors: z.array(z.string()),
  /** Years: of a figure, of a project. */
  from: z.int().optional(),
  to: z.int().optional(),
  /** Of a figure; a single value has `low` = `high`. */
  low: z.number().optional(),
  high: z.number().optional(),
  currency: CurrencyCode.optional(),
  unit: z.string().optional(),
  /** Kind of figure, of instrument, form of a country's name, role of an organisation. */
  kind: z.string().optional(),
  details: RowDetails,
  /** The last word of a person on it. */
  correction: AppliedCorrection.optional(),
})
export type RegisterRow = z.infer<typeof RegisterRow>

/** A merged value of an entry. */
export const RegisterValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.array(z.number())])
export type RegisterValue = z.infer<typeof RegisterValue>

/** Documents that say different things of one field; `evidence` names rows of the entry. */
export const Disagreement = z.strictObject({
  field: z.string(),
  values: z.array(z.strictObject({ value: RegisterValue, evidence: z.array(z.string()).min(1) })).min(2),
})
export type Disagreement = z.infer<typeof Disagreement>

/** One thing that documents speak of, put together from all that they say. */
export const RegisterEntry = z.strictObject({
  register: RegisterName,
  key: z.string(),
  label: z.string(),
  /** Documents, and places in them, that match the filters. */
  documentCount: z.int().positive(),
  evidenceCount: z.int().positive(),
  /** Other keys under which the same entry is found. */
  otherKeys: z.array(z.string()),
  /** What the evidence says together: lists are united, single values are those of most documents. */
  values: z.record(z.string(), RegisterValue),
  disagreements: z.array(Disagreement),
  /** A place to begin reading. */
  first: z.strictObject({
    rowId: z.string(),
    documentId: DocumentId,
    documentTitle: z.string(),
    ...Evidence.shape,
  }),
  /** When the first of its documents came in. */
  newAt: z.iso.datetime(),
})
export type RegisterEntry = z.infer<typeof RegisterEntry>

export const RegisterSort = z.enum(['documents', 'label', 'value', 'year', 'new'])
export type RegisterSort = z.infer<typeof RegisterSort>

/** What rows must hold; the values of one list are alternatives, `q` is words that must all stand in label or quote. */
export const RegisterFilters = z.strictObject({
  q: z.string().optional(),
  countries: z.array(z.string()).optional(),
  conventions: z.array(z.string()).optional(),
  donors: z.array(z.string()).optional(),
  documents: z.array(z.string()).optional(),
  kinds: z.array(z.string()).optional(),
  currencies: z.array(CurrencyCode).optional(),
  /** The row's years touch these. */
  from: z.int().optional(),
  to: z.int().optional(),
  /** The row's value touches these. */
  min: z.number().optional(),
  max: z.number().optional(),
})
export type RegisterFilters = z.infer<typeof RegisterFilters>

export const RegisterPage = z.strictObject({
  entries: z.array(RegisterEntry),
  /** Entries that match, on all pages. */
  total: z.int().nonnegative(),
  /** Give it back to see the next page; absent on the last. */
  cursor: z.string().optional(),
})
export type RegisterPage = z.infer<typeof RegisterPage>

/** An entry with its evidence, by document and place. */
export const RegisterEntryAnswer = RegisterEntry.extend({
  evidence: z.array(RegisterRow),
  cursor: z.string().optional(),
})
export type RegisterEntryAnswer = z.infer<typeof RegisterEntryAnswer>

/** What is asked of a register. */
export type RegisterRequest = {
  register: RegisterName
  filters: RegisterFilters
  sort: RegisterSort
  size: number
  /** Continues after the last answer; made by the index, opaque to clients. */
  cursor?: string
}

/** What is asked of one entry: a page of its evidence. */
export type EntryRequest = Omit<RegisterRequest, 'sort'> & { key: string }
