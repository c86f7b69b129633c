import { z } from 'zod'
import { DocumentId, StageName } from './stored-document.ts'

/** Yes or no in an address. */
const Flag = z
  .enum(['true', 'false', 'yes', 'no', '1', '0'])
  .transform((word) => word === 'true' || word === 'yes' || word === '1')
  .optional()

/** What can be wrong between store, queue and index. */
export const VerifyFaultKind = z.enum([
  'not-queued',
  'not-in-index',
  'passages-differ',
  'rows-differ',
  'unknown-in-index',
  'half-forgotten',
  'record-damaged',
  'original-missing',
  'original-changed',
])
export type VerifyFaultKind = z.infer<typeof VerifyFaultKind>

export const VerifyFault = z.strictObject({
  kind: z.literal('fault'),
  documentId: DocumentId,
  name: z.string().optional(),
  fault: VerifyFaultKind,
  /** A sentence that a person understands. */
  message: z.string(),
  /** It was sent through again, or removed; only where that was asked for. */
  mended: z.boolean(),
})
export type VerifyFault = z.infer<typeof VerifyFault>

export const VerifyProgress = z.strictObject({
  kind: z.literal('progress'),
  checked: z.int().nonnegative(),
  total: z.int().nonnegative(),
})
export type VerifyProgress = z.infer<typeof VerifyProgress>

export const VerifyReport = z.strictObject({
  kind: z.literal('report'),
  documents: z.int().nonnegative(),
  faults: z.int().nonnegative(),
  mended: z.int().nonnegative(),
  byFault: z.partialRecord(VerifyFaultKind, z.int().positive()),
})
export type VerifyReport = z.infer<typeof VerifyReport>

/** One line of the answer to a verification: faults and progress as they come, and the report at the end. */
export const VerifyEvent = z.discriminatedUnion('kind', [VerifyFault, VerifyProgress, VerifyReport])
export type VerifyEvent = z.infer<typeof VerifyEvent>

export const VerifyQuery = z.strictObject({
  fix: Flag.describe('true mends what can be mended: sends through again, or removes'),
})

/** Which of the parked documents are meant: those with a code, or all. */
export const ParkedQuery = z.strictObject({
  code: z.string().min(1).max(100).optional().describe('only documents that were parked with this code'),
  all: Flag.describe('true means every parked document'),
})

/** Whose work is handed out no more, or again. */
export const PauseQuery = z.strictObject({
  stage: StageName.optional().describe('only this stage; all of them where absent'),
})
export const PausedAnswer = z.strictObject({ paused: z.array(StageName) })
export type PausedAnswer = z.infer<typeof PausedAnswer>

/** Nobody means all by saying nothing. */
export const ReprocessQuery = z.strictObject({
  outdated: z.literal('true').describe('true means every document that an older parser or older rules have read'),
})

/** One line of the answer to a retry, a dismissal or another reading of many: each document, how far it is, and the report. */
export const ParkedEvent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('document'),
    documentId: DocumentId,
    name: z.string().optional(),
    /** Why nothing could be done with it; absent where it was done. */
    refused: z.strictObject({ code: z.string(), message: z.string() }).optional(),
  }),
  z.strictObject({ kind: z.literal('progress'), done: z.int().nonnegative(), total: z.int().nonnegative() }),
  z.strictObject({
    kind: z.literal('report'),
    documents: z.int().nonnegative(),
    changed: z.int().nonnegative(),
    refused: z.int().nonnegative(),
  }),
])
export type ParkedEvent = z.infer<typeof ParkedEvent>

/** One line of the answer to a rebuilding of the index. */
export const ReindexEvent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('progress'),
    written: z.int().nonnegative(),
    total: z.int().nonnegative(),
    /** Of `written`: what an interrupted run had done already. */
    resumed: z.int().nonnegative(),
    secondsLeft: z.number().nonnegative().optional(),
  }),
  z.strictObject({
    kind: z.literal('report'),
    documents: z.int().nonnegative(),
    resumed: z.int().nonnegative(),
    /** Written again because they arrived or changed meanwhile. */
    caughtUp: z.int().nonnegative(),
    seconds: z.number().nonnegative(),
    /** The index before it is still there. */
    oldKept: z.boolean(),
  }),
])
export type ReindexEvent = z.infer<typeof ReindexEvent>

export const ReindexQuery = z.strictObject({
  dropOld: Flag.describe('true removes the index before it as soon as the new one is in its place'),
})
