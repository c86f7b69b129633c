import { z } from 'zod'
import { DocumentId, StageName } from './stored-document.ts'

/** What a process does at one stage. */
export const WorkerStage = z.strictObject({
  stage: StageName,
  /** When it last took a job; absent where it has taken none yet. */
  consumedAt: z.iso.datetime().optional(),
  /** The documents that it works on now. */
  holds: z.array(DocumentId),
  /** It was free and jobs waited, and yet it took none for RIHLA_STALLED_SECONDS. */
  stalled: z.boolean(),
})
export type WorkerStage = z.infer<typeof WorkerStage>

/** A process of Rihla as it tells of itself, every few seconds; one that has not for long is not seen any more. */
export const WorkerSeen = z.strictObject({
  workerId: z.string(),
  /** Its file in workers/ without the ending, such as `parser`. */
  program: z.string(),
  host: z.string(),
  processId: z.int().nonnegative(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
  /** Empty for a process that runs no stage: the API, the ingester. */
  stages: z.array(WorkerStage),
  /** Why it cannot do its part now, although it is alive: its drop folder cannot be read. */
  hindered: z.string().optional(),
})
export type WorkerSeen = z.infer<typeof WorkerSeen>
