import type { IQueueBackend, Job, JobType, Queue, QueueOptions, Worker, WorkerOptions } from 'bullmq'
import type { QueueCounts, StageQueues, StageWorker } from '../contracts/queue.ts'
import { StageJob, StageName } from '../contracts/stored-document.ts'
import type { Log } from '../contracts/stage-context.ts'
import { asDiskFull } from '../database/out-of-space.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { openStageWorker } from './stage-worker.ts'
import type { WorkerBoard } from './worker-board.ts'

/* oxlint-disable typescript/no-explicit-any -- BullMQ's classes are generic over the types of its connections */
export type AnyQueue = Queue<any, any, string, any, any, string, IQueueBackend, any>
export type AnyWorker = Worker<any, any, string, any, any, any>
/* oxlint-enable typescript/no-explicit-any */

/** A worker, and how its connection is given up, whatever still waits for an answer on it. */
export type OpenWorker = { worker: AnyWorker; disconnect(): void }

/** BullMQ on one of its backends: how its queues and its workers are made. */
export type Backend = {
  makeQueue(name: StageName, options: Omit<QueueOptions, 'connection'>): AnyQueue
  makeWorker(
    name: StageName,
    process: (job: Job, token: string | undefined, lost: AbortSignal | undefined) => Promise<void>,
    options: Omit<WorkerOptions, 'connection'>,
  ): Promise<OpenWorker>
  workers: WorkerBoard
  close(): Promise<void>
}

/**
 * How a job is kept. What is done leaves no trace here, for the store has it all; what failed stays until it is retried.
 * A worker knows how often a job may fail and ends it itself: the number here only has to be out of the way.
 */
const jobOptions = { removeOnComplete: true, removeOnFail: false, attempts: 1000, backoff: { type: 'custom' } }

/** Nobody reads BullMQ's stream of events: it is kept short. */
const streams = { events: { maxLen: 100 } }

/** The queues of the stages, on whatever backend: one BullMQ queue a stage, one job a document and generation. */
export function makeStageQueues(backend: Backend, log: Log): StageQueues {
  const queues = new Map(StageName.options.map((stage) => [stage, backend.makeQueue(stage, { streams })]))
  for (const [stage, queue] of queues)
    queue.on('error', (error) => log.warn({ err: error, stage }, 'queue reported an error'))
  const workers = new Set<StageWorker>()
  const queueOf = (stage: StageName): AnyQueue => queues.get(stage)!

  return {
    async add(stage, { documentId, generation }) {
      // ids and nothing else, whatever more the caller's object holds
      const job = StageJob.parse({ documentId, generation })
      await named(async () => {
        const queue = queueOf(stage)
        await forgetEarlier(queue, job)
        await queue.add(stage, job, { ...jobOptions, jobId: idOf(job) })
        await reviveFailed(queue, job)
      })
    },
    async work(stage, options, handler) {
      const worker = await named(() => openStageWorker({ backend, stage, options, handler, log }))
      workers.add(worker)
      return {
        ...worker,
        async close(graceSeconds) {
          workers.delete(worker)
          await worker.close(graceSeconds)
        },
      }
    },
    remove: (job) =>
      named(async () => void (await Promise.all([...queues.values()].map((one) => one.remove(idOf(job)))))),
    async counts() {
      const counted = await named(() =>
        Promise.all([...queues].map(async ([stage, queue]) => [stage, await countsOf(queue)] as const)),
      )
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- `queues` has an entry for every stage
      return Object.fromEntries(counted) as QueueCounts
    },
    holds: (stage, job) => named(async () => held.has(await queueOf(stage).getJobState(idOf(job)))),
    waits: (stage) => named(() => someWait(queueOf(stage))),
    pause: (stage) => named(() => queueOf(stage).pause()),
    resume: (stage) => named(() => queueOf(stage).resume()),
    async paused() {
      const asked = await named(() => Promise.all(StageName.options.map((stage) => queueOf(stage).isPaused())))
      return StageName.options.filter((_stage, index) => asked[index])
    },
    async oldestWaiting() {
      const found = await named(() =>
        Promise.all([...queues].map(async ([stage, queue]) => [stage, await oldestOf(queue)] as const)),
      )
      return Object.fromEntries(found.filter(([, since]) => since !== undefined))
    },
    tellOfWorker: (worker, { keepSeconds }) => named(() => backend.workers.put(worker, keepSeconds)),
    forgetWorker: (workerId) => named(() => backend.workers.remove(workerId)),
    async workersSeen() {
      const seen = await named(() => backend.workers.all())
      return seen.toSorted((one, other) => (one.program < other.program ? -1 : 1))
    },
    board: async (basePath) => (await import('./board.ts')).openBoard([...queues.values()], basePath),
    ready: () => named(async () => void (await countsOf(queueOf('parse')))),
    async close() {
      await Promise.all([...workers].map((worker) => worker.close(0)))
      await Promise.all([...queues.values()].map((queue) => queue.close()))
      await backend.close()
    },
  }
}

/** BullMQ takes neither a colon nor digits alone for an id. */
export const idOf = ({ documentId, generation }: StageJob): string => `d${documentId}-${generation}`

const held = new Set(['waiting', 'paused', 'active', 'delayed', 'prioritized', 'waiting-children', 'failed'])

/** A document that is sent through anew leaves no failed job of the run before. */
async function forgetEarlier(queue: AnyQueue, { documentId, generation }: StageJob): Promise<void> {
  if (generation > 0) await queue.remove(idOf({ documentId, generation: generation - 1 }))
}

/** BullMQ passes silently over a job whose id is there already, also where that one has failed. */
async function reviveFailed(queue: AnyQueue, job: StageJob): Promise<void> {
  if ((await queue.getJobState(idOf(job))) !== 'failed') return
  const failed: Job | undefined = await queue.getJob(idOf(job))
  await failed?.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true })
}

/** What waits in a paused queue is `paused` on Postgres, of which the types know nothing: it is left out unless asked for. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
const counted = ['waiting', 'paused', 'prioritized', 'active', 'delayed', 'failed'] as JobType[]

async function countsOf(queue: AnyQueue): Promise<QueueCounts[StageName]> {
  const {
    waiting = 0,
    paused = 0,
    prioritized = 0,
    active = 0,
    delayed = 0,
    failed = 0,
  } = await queue.getJobCounts(...counted)
  return { waiting: waiting + paused + prioritized, active, delayed, failed }
}

async function someWait(queue: AnyQueue): Promise<boolean> {
  return (await countsOf(queue)).waiting > 0 && !(await queue.isPaused())
}

/**
 * What is delayed waits as well: for an index that is down, or for its next attempt. Waiting jobs are asked for from their
 * end: BullMQ's Postgres cuts the newest out before it turns them round.
 */
async function oldestOf(queue: AnyQueue): Promise<string | undefined> {
  const count = (await countsOf(queue)).waiting
  const asked = [
    // some more than one, as a worker may take the oldest meanwhile
    count === 0 ? Promise.resolve([]) : queue.getJobs(['waiting'], Math.max(0, count - 10), count - 1),
    queue.getJobs(['prioritized'], 0, 0, true),
    queue.getJobs(['delayed'], 0, 0, true),
  ]
  const times = (await Promise.all(asked)).flat().map((job: Job) => job.timestamp)
  return times.length === 0 ? undefined : new Date(Math.min(...times)).toISOString()
}

async function named<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof RihlaError) throw error
    throw (
      asDiskFull(error) ??
      new RihlaError('queue-unavailable', `the queue failed: ${messageOf(error)}`, { cause: error })
    )
  }
}
