import type { StageJob, StageName } from './stored-document.ts'

export type QueueCounts = Record<StageName, { waiting: number; active: number; delayed: number; failed: number }>

/** Which attempt at a job this is, and when to give up. */
export type StageRun = {
  /** From 1; only attempts that failed count. */
  attempt: number
  /** The last one: a failure of it is final. */
  attempts: number
  /** How often the process ended in the middle of this job: a document that ends its process must not do so for ever. */
  interruptions: number
  /** Its reason is a `JobGivenBack`, or an error with the code `stage-time-limit`. */
  signal: AbortSignal
}

/**
 * What a stage's worker is handed. A permanent error ends the job as failed, any other is tried again after a wait, until
 * the attempts are spent. A `JobGivenBack` or a `JobPostponed` costs no attempt.
 */
export type StageHandler = (job: StageJob, run: StageRun) => Promise<void>

/** The worker stops, or lost its hold of the job: nothing is wrong with the document, and somebody begins it again. */
export class JobGivenBack extends Error {
  override readonly name = 'JobGivenBack'
}

/** What the stage needs is down: nothing is wrong with the document, and its job comes again after a wait. */
export class JobPostponed extends Error {
  override readonly name = 'JobPostponed'
}

/** One queue per stage; redis.ts and embedded.ts are its adapters, one suite proves both. */
export interface StageQueues {
  /** Safe to repeat: the same document and generation waits once. A job that had failed waits anew. */
  add(stage: StageName, job: StageJob): Promise<void>
  /** Starts consuming. Closing lets running jobs finish within `graceSeconds`, then gives them back. */
  work(
    stage: StageName,
    options: { concurrency: number; attempts: number; backoffSeconds: number; timeLimitSeconds: number },
    handler: StageHandler,
  ): Promise<{ close(graceSeconds: number): Promise<void> }>
  counts(): Promise<QueueCounts>
  /** True where the queue still holds this document's job, in whatever state, except done. */
  holds(stage: StageName, job: StageJob): Promise<boolean>
  /** Throws a named error where the queue cannot be used now. */
  ready(): Promise<void>
  close(): Promise<void>
}
