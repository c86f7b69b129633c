import type { Job } from 'bullmq'

/** A job that a worker holds, and by what it proves that. */
export type HeldJob = { job: Job; token: string | undefined }

/**
 * Jobs that are at their end here, while the queue has not taken the word for it yet. BullMQ gives up after one try: as far
 * as the queue knows they would be worked on until their hold runs out.
 */
export type UntoldEnds = {
  add(held: HeldJob): void
  /** The queue has taken it. */
  told(jobId: string | undefined): void
  /** Has the queue give all of them out again: done twice, a stage finds its work done. Throws where the queue takes no word yet. */
  giveBack(): Promise<void>
}

export function untoldEnds(): UntoldEnds {
  const untold = new Map<string | undefined, HeldJob>()
  return {
    add: (held) => void untold.set(held.job.id, held),
    told: (jobId) => void untold.delete(jobId),
    async giveBack() {
      for (const [jobId, held] of untold) {
        await unlessTaken(() => backToWait(held))
        untold.delete(jobId)
      }
    },
  }
}

/** As if it had not been begun: no attempt is counted. */
export async function backToWait({ job, token }: HeldJob): Promise<void> {
  await job.updateProgress({ orderlyEnds: orderlyEnds(job) + 1 })
  await job.moveToWait(token)
}

/** How often a worker began the job and then gave it back or put it off, of its own will. */
export function orderlyEnds({ progress }: Job): number {
  if (typeof progress !== 'object' || !('orderlyEnds' in progress)) return 0
  return Number(progress.orderlyEnds) || 0
}

/** Does it again and again, with a rest in between, until the queue takes it, the job is another's, or the signal aborts. */
export async function untilTaken(
  work: () => Promise<void>,
  { signal, rest, onRefused }: { signal: AbortSignal; rest: () => Promise<void>; onRefused: (error: unknown) => void },
): Promise<void> {
  for (;;) {
    try {
      return await unlessTaken(work)
    } catch (error) {
      if (signal.aborted) return
      onRefused(error)
    }
    await rest()
  }
}

/** BullMQ numbers what it refuses for the state of the job: it is no more in our hands, which is as good. */
async function unlessTaken(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && typeof error.code === 'number')) throw error
  }
}
