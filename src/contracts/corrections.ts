import { z } from 'zod'
import {
  CountryCode,
  CountryMention,
  CurrencyCode,
  FigureKind,
  FigureMention,
  InstrumentKind,
  Mention,
  OrganisationMention,
  Period,
  ProjectRecord,
} from './extracted-document.ts'
import { DocumentId } from './stored-document.ts'

/** A person's verdict on an extracted value. `split`: it is another thing than the one it was counted to. */
export const CorrectionAction = z.enum(['accept', 'reject', 'edit', 'merge', 'split', 'undo'])
export type CorrectionAction = z.infer<typeof CorrectionAction>

/** Which value is meant, told by its words and their surroundings, so that it is found again however it is read anew. */
export const CorrectionTarget = z.strictObject({
  kind: z.enum(['country', 'region', 'corridor', 'instrument', 'figure', 'organisation', 'project']),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  quote: z.string().min(1).max(20_000),
})
export type CorrectionTarget = z.infer<typeof CorrectionTarget>

const text = z.string().trim().min(1).max(1000)
const codes = z.array(z.string().min(1).max(100)).max(300)

/** The fields that an edit sets; `null` takes one away. Which of them a value has depends on its kind. */
export const CorrectedFields = z.strictObject({
  country: CountryCode.optional(),
  form: CountryMention.shape.form.optional(),
  region: text.nullish(),
  origin: CountryCode.optional(),
  destination: CountryCode.optional(),
  directed: z.boolean().optional(),
  instrument: text.optional(),
  instrumentKind: InstrumentKind.optional(),
  year: z.int().nullish(),
  figureKind: FigureKind.optional(),
  value: FigureMention.shape.value.optional(),
  currency: CurrencyCode.nullish(),
  unit: text.nullish(),
  modifier: text.nullish(),
  per: text.nullish(),
  period: Period.nullish(),
  places: codes.optional(),
  organisation: text.optional(),
  role: OrganisationMention.shape.role.nullable(),
  title: text.optional(),
  acronym: text.nullish(),
  countries: z.array(CountryCode).max(300).optional(),
  regions: codes.optional(),
  themes: codes.optional(),
  /** Names of a project's donors and partners. */
  donors: z.array(text).max(100).optional(),
  partners: z.array(text).max(100).optional(),
})
export type CorrectedFields = z.infer<typeof CorrectedFields>

const given = {
  action: CorrectionAction,
  /** What an edit sets. */
  fields: CorrectedFields.optional(),
  /** The key of the entry that a merge counts the value to. */
  into: z.string().min(1).max(300).optional(),
  /** The correction that an undo takes back. */
  undoes: z.string().min(1).max(100).optional(),
  who: z.string().trim().min(1).max(200),
  note: z.string().trim().max(2000).optional(),
}

/** What a client sends; an undo needs no target. */
export const CorrectionRequest = z.strictObject({ ...given, target: CorrectionTarget.optional() })
export type CorrectionRequest = z.infer<typeof CorrectionRequest>

/** One line of a document's corrections: never changed, an undo is a line of its own. */
export const Correction = z.strictObject({
  schema: z.literal(1),
  correctionId: z.string(),
  documentId: DocumentId,
  at: z.iso.datetime(),
  ...given,
  target: CorrectionTarget,
  /** The text before and behind the quote. */
  prefix: z.string(),
  suffix: z.string(),
  /** The value as it was extracted then: what was confirmed stays, also where new rules would miss it. */
  was: z.union([Mention, ProjectRecord]),
})
export type Correction = z.infer<typeof Correction>

/** What a value tells of the correction that was last made of it. */
export const AppliedCorrection = z.strictObject({
  correctionId: z.string(),
  action: CorrectionAction,
  who: z.string(),
  at: z.iso.datetime(),
  note: z.string().optional(),
})
export type AppliedCorrection = z.infer<typeof AppliedCorrection>

/** A correction, and what became of it in the document as it is read now. */
export const CorrectionEntry = Correction.omit({ schema: true, was: true, prefix: true, suffix: true }).extend({
  /** `undone`: taken back; `unplaced`: the words that it speaks of are no longer in the text. */
  status: z.enum(['applied', 'replaced', 'undone', 'unplaced']),
})
export type CorrectionEntry = z.infer<typeof CorrectionEntry>

export const CorrectionsAnswer = z.strictObject({ corrections: z.array(CorrectionEntry) })
export type CorrectionsAnswer = z.infer<typeof CorrectionsAnswer>
