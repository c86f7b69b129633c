import type { QueueBoard } from './queue-board.ts'
import type { StageJob, StageName } from './stored-document.ts'
import type { WorkerSeen, WorkerStage } from './workers.ts'

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

/** Whoever consumes the queue of one stage. */
export type StageWorker = {
  /** What it did and does; `consumedTick` is `performance.now()` at its last job, and 0 before the first. */
  look(): Omit<WorkerStage, 'stalled'> & { concurrency: number; consumedTick: number }
  /** Consumes by a new connection and leaves the old one; throws where it cannot. What it holds is given back. */
  reopen(): Promise<void>
  /** Lets running jobs finish within `graceSeconds`, then gives them back. */
  close(graceSeconds: number): Promise<void>
}

/** One queue per stage; redis.ts and embedded.ts are its adapters, one suite proves both. */
export interface StageQueues {
  /** Safe to repeat: the same document and generation waits once. A job that had failed waits anew. */
  add(stage: StageName, job: StageJob): Promise<void>
  /** Starts consuming. */
  work(
    stage: StageName,
    options: { concurrency: number; attempts: number; backoffSeconds: number; timeLimitSeconds: number },
    handler: StageHandler,
  ): Promise<StageWorker>
  /** Removes the document's jobs of this generation from every queue, but for one that a worker is at. */
  remove(job: StageJob): Promise<void>
  counts(): Promise<QueueCounts>
  /** True where the queue still holds this document's job, in whatever state, except done. */
  holds(stage: StageName, job: StageJob): Promise<boolean>
  /** True where a job waits that a worker could take at this moment: the queue is not paused. */
  waits(stage: StageName): Promise<boolean>
  /** Has no more jobs of a stage handed out, to any process, until `resume`; what is being worked on goes on. Safe to repeat. */
  pause(stage: StageName): Promise<void>
  resume(stage: StageName): Promise<void>
  /** The stages that are paused, in their order. */
  paused(): Promise<StageName[]>
  /** Since when the oldest job waits that no worker has, by stage; nothing for a stage of which none waits. */
  oldestWaiting(): Promise<Partial<Record<StageName, string>>>
  /** Tells all who share the queues of a process; it is forgotten unless told of again within `keepSeconds`. */
  tellOfWorker(worker: WorkerSeen, options: { keepSeconds: number }): Promise<void>
  /** Forgets a process that ends. */
  forgetWorker(workerId: string): Promise<void>
  /** The processes that were told of, in the order of their programs. */
  workersSeen(): Promise<WorkerSeen[]>
  /** A page over the queues themselves, for an operator, served under this address. */
  board(basePath: string): Promise<QueueBoard>
  /** Throws a named error where the queue cannot be used now. */
  ready(): Promise<void>
  close(): Promise<void>
}
