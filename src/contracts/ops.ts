import { z } from 'zod'
import { FailureAnswer } from './http.ts'
import { IncompletenessCode } from './incompleteness.ts'
import { DocumentId, DocumentState, Outcome, StageName } from './stored-document.ts'
import { ReadingStatus } from './reading.ts'
import { Sizes } from './sizes.ts'
import { WorkerSeen } from './workers.ts'

const count = z.int().nonnegative()

const Named = z.strictObject({ documentId: DocumentId, name: z.string() })

/** What came through lately. */
export const Throughput = z.strictObject({
  /** Documents that came to an end in the last minute: searchable, or parked. */
  finishedLastMinute: count,
  /** Until those that are on their way have ended, at the pace of the last five minutes; absent where nothing ends. */
  secondsLeft: z.number().nonnegative().optional(),
  stages: z.record(
    StageName,
    z.strictObject({
      lastMinute: count,
      lastHour: count,
      /** Documents in each of the last thirty minutes, oldest first. */
      byMinute: z.array(count),
    }),
  ),
})
export type Throughput = z.infer<typeof Throughput>

/** All that an operator looks at. */
export const OpsStatus = z.strictObject({
  version: z.string(),
  at: z.iso.datetime(),
  documents: z.strictObject({ total: count, byOutcome: z.record(Outcome, count) }),
  throughput: Throughput,
  reading: ReadingStatus,
  sizes: Sizes,
  queues: z.record(
    StageName,
    z.strictObject({
      waiting: count,
      active: count,
      delayed: count,
      failed: count,
      /** An operator has paused it: no job of it is handed out. */
      paused: z.boolean(),
      /** Since when the oldest job waits that no worker has. */
      oldestWaitingAt: z.iso.datetime().optional(),
    }),
  ),
  /** The document that has been on its way for longest. */
  oldestWaiting: Named.extend({ state: DocumentState, receivedAt: z.iso.datetime() }).optional(),
  /** Parked documents by code, most frequent first, each with those that failed last. */
  failures: z.array(
    z.strictObject({
      code: z.string(),
      count,
      remedy: z.string(),
      documents: z.array(Named.extend({ failure: FailureAnswer })),
    }),
  ),
  /** Partial documents by what is missing of them; a document may miss several things. */
  partial: z.array(
    z.strictObject({
      code: IncompletenessCode,
      count,
      meaning: z.string(),
      documents: z.array(Named.extend({ message: z.string() })),
    }),
  ),
  /** Processes that told of themselves lately. */
  workers: z.array(WorkerSeen),
})
export type OpsStatus = z.infer<typeof OpsStatus>
