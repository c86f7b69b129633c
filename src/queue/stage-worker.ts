import { setTimeout as wait } from 'node:timers/promises'
import { DelayedError, type Job, UnrecoverableError, WaitingError } from 'bullmq'
import {
  JobGivenBack,
  JobPostponed,
  type StageHandler,
  type StageQueues,
  type StageWorker,
} from '../contracts/queue.ts'
import { StageJob, type StageName } from '../contracts/stored-document.ts'
import type { Log } from '../contracts/stage-context.ts'
import { messageOf, RihlaError } from '../errors.ts'
import type { AnyWorker, Backend, OpenWorker } from './queues.ts'
import { backToWait, orderlyEnds, type HeldJob, untilTaken, untoldEnds, type UntoldEnds } from './untold-ends.ts'

const refused = 'queue worker reported an error'

type WorkOptions = Parameters<StageQueues['work']>[1]

/** A worker that does not renew its lock for so long is taken for dead. */
const lockSeconds = 30
const stalledCheckSeconds = 15
const longestPostponementSeconds = 30
/** What a handler may take to end after its signal; it is not waited for longer. */
const stopSeconds = 2
/** After an error of the queue its worker asks for no job for so long, and then tells anew what it could not tell. */
const restSeconds = 1

/** Consumes one stage's queue, and says to each job's handler when to give up. */
export async function openStageWorker({
  backend,
  stage,
  options,
  handler,
  log,
}: {
  backend: Backend
  stage: StageName
  options: WorkOptions
  handler: StageHandler
  log: Log
}): Promise<StageWorker> {
  const held = new Map<Job, string>()
  const untold = untoldEnds()
  let consumedAt: string | undefined
  let consumedTick = 0
  const open = async (): Promise<OpenWorker & { stop: AbortController }> => {
    const stop = new AbortController()
    const opened = await backend.makeWorker(
      stage,
      // BullMQ hands over a signal only to a function that takes three arguments
      async (job, token, lost) => {
        consumedAt = new Date().toISOString()
        consumedTick = performance.now()
        held.set(job, StageJob.parse(job.data).documentId)
        try {
          await consume({ job, token, lost, stop: stop.signal, options, handler, log })
          untold.add({ job, token })
        } catch (error) {
          if (!isMoved(error)) untold.add({ job, token })
          throw error
        } finally {
          held.delete(job)
        }
      },
      {
        concurrency: options.concurrency,
        lockDuration: lockSeconds * 1000,
        stalledInterval: stalledCheckSeconds * 1000,
        // a job whose worker died goes on without end here: `interruptions` tells the handler, who parks it
        maxStalledCount: 2 ** 31 - 1,
        settings: { backoffStrategy: (attempts) => 1000 * doubled(options.backoffSeconds, attempts) },
      },
    )
    listen(opened.worker, { stage, log, untold })
    await opened.worker.waitUntilReady()
    return { ...opened, stop }
  }
  let current = await open()
  let closed = false
  return {
    look: () => ({
      stage,
      concurrency: options.concurrency,
      consumedTick,
      holds: [...held.values()],
      ...(consumedAt !== undefined && { consumedAt }),
    }),
    async reopen() {
      const before = current
      const opened = await open()
      // closed meanwhile: it is the new one that nobody wants
      const [left, kept] = closed ? [opened, before] : [before, opened]
      current = kept
      const leaving = close(left, 0)
      // whatever it waits for an answer to will not come
      left.disconnect()
      await leaving
    },
    async close(graceSeconds) {
      closed = true
      await close(current, graceSeconds)
      current.disconnect()
    },
  }
}

/** Whether the job went where it should by our own hands: then BullMQ leaves it alone. */
const isMoved = (error: unknown): boolean => error instanceof WaitingError || error instanceof DelayedError

function listen(worker: AnyWorker, { stage, log, untold }: { stage: StageName; log: Log; untold: UntoldEnds }): void {
  const rest = resting(worker, { before: () => untold.giveBack(), onError })
  function onError(error: unknown): void {
    log.warn({ err: error, stage }, refused)
    rest()
  }
  worker.on('error', onError)
  worker.on('completed', ({ id }) => untold.told(id))
  worker.on('failed', (job) => untold.told(job?.id))
  worker.on('stalled', (jobId) => log.warn({ jobId, stage }, 'job of a worker that is gone was given back'))
  worker.on('lockRenewalFailed', (jobIds) => {
    // another worker may have begun these: what this one still does would only be in its way
    for (const jobId of jobIds) worker.cancelJob(jobId)
  })
}

/**
 * Returns what lets a worker rest. After an error that is no lost connection (a full disk, a server without memory) BullMQ
 * asks again at once: hundreds of times a second, and each of them is logged.
 */
function resting(
  worker: AnyWorker,
  { before, onError }: { before: () => Promise<void>; onError: (error: unknown) => void },
): () => void {
  let timer: NodeJS.Timeout | undefined
  const goOn = async () => {
    await before()
    if (!worker.closing && !timer) void worker.resume()
  }
  worker.on('closing', () => clearTimeout(timer))
  return () => {
    if (timer || worker.closing) return
    void worker.pause(true)
    timer = setTimeout(() => {
      timer = undefined
      goOn().catch(onError)
    }, 1000 * restSeconds)
  }
}

async function consume({
  job,
  token,
  lost,
  stop,
  options,
  handler,
  log,
}: {
  job: Job
  token: string | undefined
  lost: AbortSignal | undefined
  stop: AbortSignal
  options: WorkOptions
  handler: StageHandler
  log: Log
}): Promise<void> {
  const limit = new AbortController()
  const lostHold = new AbortController()
  const onLost = () => lostHold.abort(new JobGivenBack('the hold of the job was lost'))
  lost?.addEventListener('abort', onLost, { once: true })
  const timer = setTimeout(() => limit.abort(tooLong(job, options)), options.timeLimitSeconds * 1000)
  const orderly = orderlyEnds(job)
  const attempt = job.attemptsMade + 1
  const run = {
    attempt,
    attempts: options.attempts,
    interruptions: Math.max(0, job.attemptsStarted - attempt - orderly),
    signal: AbortSignal.any([stop, limit.signal, lostHold.signal]),
  }
  const given = AbortSignal.any([stop, lostHold.signal])
  const taking = {
    signal: given,
    rest: () => wait(1000 * restSeconds, undefined, { signal: given }).catch(() => undefined),
    onRefused: (error: unknown) => log.warn({ err: error, jobId: job.id }, refused),
  }
  try {
    await handler(StageJob.parse(job.data), run)
  } catch (error) {
    if (error instanceof JobGivenBack) {
      await untilTaken(() => backToWait({ job, token }), taking)
      throw new WaitingError()
    }
    if (error instanceof JobPostponed) {
      await untilTaken(() => putOff({ job, token }, options), taking)
      throw new DelayedError()
    }
    const final = attempt >= options.attempts || (error instanceof RihlaError && error.permanent)
    if (final) throw Object.assign(new UnrecoverableError(messageOf(error)), { cause: error })
    throw error
  } finally {
    clearTimeout(timer)
    lost?.removeEventListener('abort', onLost)
  }
}

/** For longer each time. */
async function putOff({ job, token }: HeldJob, { backoffSeconds }: WorkOptions): Promise<void> {
  const times = orderlyEnds(job) + 1
  await job.updateProgress({ orderlyEnds: times })
  const seconds = Math.min(longestPostponementSeconds, doubled(backoffSeconds, Math.min(times, 10)))
  await job.moveToDelayed(Date.now() + seconds * 1000, token)
}

/** 1, 2, 4, … times the seconds. */
const doubled = (seconds: number, time: number): number => seconds * 2 ** (time - 1)

function tooLong(job: Job, { timeLimitSeconds }: WorkOptions): RihlaError {
  const { documentId } = StageJob.parse(job.data)
  return new RihlaError('stage-time-limit', `stage took longer than ${timeLimitSeconds} seconds: ${documentId}`)
}

/** Takes no more jobs, lets those that run finish within the grace, then tells them to give up. */
async function close(
  { worker, stop }: { worker: AnyWorker; stop: AbortController },
  graceSeconds: number,
): Promise<void> {
  const closed = worker.close()
  const timers: NodeJS.Timeout[] = []
  const after = (seconds: number) => new Promise<void>((done) => timers.push(setTimeout(done, seconds * 1000)))
  await Promise.race([closed, after(graceSeconds)])
  stop.abort(new JobGivenBack('the worker stops'))
  await Promise.race([closed, after(stopSeconds)])
  for (const timer of timers) clearTimeout(timer)
}
