import { z } from 'zod'

/** Why a document is only partly there. Each code says one kind of loss; README.md explains them to people. */
export const IncompletenessCode = z.enum([
  'page-without-text',
  'page-failed',
  'page-limit',
  'text-limit',
  'time-limit',
  'memory-limit',
  'unmapped-characters',
  'spacing-suspect',
  'xfa-form',
  'damaged',
  'recognised',
  'recognition-skipped',
  'passage-refused',
  'extraction-limit',
])
export type IncompletenessCode = z.infer<typeof IncompletenessCode>

export const Incompleteness = z.strictObject({
  code: IncompletenessCode,
  /** A sentence for a person. */
  message: z.string(),
  /** The pages concerned, ascending; none where the whole document is. */
  pages: z.array(z.int().positive()).optional(),
})
export type Incompleteness = z.infer<typeof Incompleteness>
