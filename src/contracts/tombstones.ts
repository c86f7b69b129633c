import { z } from 'zod'
import { DocumentId } from './stored-document.ts'

/** What stays of a document that was forgotten: that it was here, and who had it forgotten, when and why; none of its names. */
export const Tombstone = z.strictObject({
  schema: z.literal(1),
  documentId: DocumentId,
  /** Of its last run through the pipeline: by it, what queues still hold of it is found. */
  generation: z.int().nonnegative(),
  forgottenAt: z.iso.datetime(),
  by: z.string(),
  reason: z.string(),
  /** Nothing of it is left in store, queues, index and registers; until then forgetting goes on at every start. */
  finished: z.boolean(),
})
export type Tombstone = z.infer<typeof Tombstone>

export const ForgetQuery = z.strictObject({
  reason: z.string().trim().min(1).max(500).describe('why it is to be forgotten; kept with the time and who asked'),
})

export const ForgottenAnswer = Tombstone.omit({ schema: true, generation: true })
export type ForgottenAnswer = z.infer<typeof ForgottenAnswer>
