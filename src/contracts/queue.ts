import type { StageJob, StageName } from './stored-document.ts'

export type QueueCounts = Record<StageName, { waiting: number; active: number; delayed: number; failed: number }>

/** What a stage's worker is handed: the job, which attempt this is (from 1), and when to give up. */
export type StageHandler = (
  job: StageJob,
  run: { attempt: number; attempts: number; signal: AbortSignal },
) => Promise<void>

/** One queue per stage; redis.ts and embedded.ts are its adapters, one suite proves both. */
export interface StageQueues {
  /** Safe to repeat: the same document and generation waits once. */
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
