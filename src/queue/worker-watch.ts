import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { StageQueues, StageWorker } from '../contracts/queue.ts'
import type { Log } from '../contracts/stage-context.ts'
import type { WorkerSeen, WorkerStage } from '../contracts/workers.ts'
import { messageOf, RihlaError } from '../errors.ts'

const longestBeatSeconds = 5

export type WatchOptions = {
  queues: Pick<StageQueues, 'waits' | 'tellOfWorker' | 'forgetWorker'>
  /** Looked at anew each time: a process opens them after its watch. */
  workers: readonly StageWorker[]
  program: string
  /** For so long a free worker may take no job while some wait. */
  stalledSeconds: number
  log: Log
  /** Why the process cannot do its part, beside its workers; looked at anew each time. */
  hindrance?(): string | undefined
  onBeat?(seen: WorkerSeen): void
  /** A worker takes no job by a new connection either. */
  onStuck?(error: RihlaError): void
}

/** What is known of one worker between two looks. */
type Judged = { idleSince?: number; stalled: boolean; mending?: Promise<void> | undefined }

/**
 * Tells others every few seconds of this process and of what its workers do. That one is alive means that it takes jobs
 * while some wait: BullMQ's can stop without an error. One that takes none is opened anew, by another connection.
 */
export function keepWatch(options: WatchOptions): { close(): Promise<void> } {
  const { queues, workers, program, stalledSeconds, log } = options
  const beatSeconds = Math.min(longestBeatSeconds, stalledSeconds / 4)
  const self = { workerId: randomUUID(), program, host: hostname(), processId: process.pid }
  const startedAt = new Date().toISOString()
  const judged = new Map<StageWorker, Judged>()
  let closed = false
  let timer: NodeJS.Timeout | undefined
  let beating: Promise<void> = Promise.resolve()
  let lastBeat = performance.now()

  async function beat(): Promise<void> {
    const now = performance.now()
    // who slept meanwhile (a paused machine) had no chance to take a job
    if (now - lastBeat > 1000 * (3 * beatSeconds + stalledSeconds / 2)) judged.clear()
    lastBeat = now
    const stages = await Promise.all(workers.map((worker) => judge(worker, now)))
    const hindered = options.hindrance?.()
    const seenAt = new Date().toISOString()
    const seen = { ...self, startedAt, seenAt, stages, ...(hindered !== undefined && { hindered }) }
    options.onBeat?.(seen)
    try {
      await queues.tellOfWorker(seen, { keepSeconds: 3 * longestBeatSeconds })
    } catch (error) {
      log.debug({ because: messageOf(error) }, 'others could not be told of this process')
    }
  }

  async function judge(worker: StageWorker, now: number): Promise<WorkerStage> {
    const { concurrency, consumedTick, ...told } = worker.look()
    const state = judged.get(worker) ?? { stalled: false }
    judged.set(worker, state)
    // where the queue cannot be asked, nobody knows whether something waits
    const couldTake = told.holds.length < concurrency && (await queues.waits(told.stage).catch(() => false))
    if (!couldTake) Object.assign(state, { idleSince: undefined, stalled: false })
    else {
      if (consumedTick > (state.idleSince ?? now)) Object.assign(state, { idleSince: consumedTick, stalled: false })
      state.idleSince ??= now
      if (now - state.idleSince >= 1000 * stalledSeconds) mend(worker, state, now)
    }
    return { ...told, stalled: state.stalled }
  }

  function mend(worker: StageWorker, state: Judged, now: number): void {
    const { stage } = worker.look()
    const wasStalled = state.stalled
    state.stalled = true
    state.idleSince = now
    log.error({ stage, seconds: stalledSeconds }, 'worker takes no jobs although some wait')
    if (wasStalled) options.onStuck?.(stalledError(stage, stalledSeconds))
    if (state.mending) return
    const mending = worker.reopen().then(
      () => log.warn({ stage }, 'worker was opened anew'),
      (error: unknown) => log.error({ err: error, stage }, 'worker could not be opened anew'),
    )
    state.mending = mending.finally(() => (state.mending = undefined))
  }

  const schedule = (seconds: number) => {
    timer = setTimeout(() => {
      beating = beat().finally(() => closed || schedule(beatSeconds))
    }, seconds * 1000).unref()
  }
  schedule(0)
  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await beating
      await queues.forgetWorker(self.workerId).catch(() => undefined)
    },
  }
}

function stalledError(stage: string, seconds: number): RihlaError {
  const message = `the worker of stage ${stage} has taken no job for ${2 * seconds} seconds although some wait, by a new connection either`
  return new RihlaError('worker-stalled', message)
}
