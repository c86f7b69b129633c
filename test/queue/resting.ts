import { expect } from 'vitest'
import { JobPostponed, type StageQueues } from '../../src/contracts/queue.ts'
import { eventually } from '../eventually.ts'
import type { listeningLog } from './listening-log.ts'

const options = { concurrency: 1, attempts: 3, backoffSeconds: 0.05, timeLimitSeconds: 20 }
const errorsSeen = 7

/**
 * A worker whose queue begins to fail while jobs wait asks it about once a second, and goes on once it does not fail: also
 * with the job that it was at, of which it could not say how it ended, and without an attempt spent.
 */
export async function restsWhileQueueFails(
  queues: StageQueues,
  {
    heard,
    fail,
    mend,
    postponed = false,
  }: {
    heard: ReturnType<typeof listeningLog>
    fail: () => Promise<unknown>
    mend: () => Promise<unknown>
    /** The job at which the queue begins to fail is to be put off, rather than done. */
    postponed?: boolean
  },
): Promise<void> {
  const seen: string[] = []
  const runs: unknown[] = []
  let failing: Promise<unknown> | undefined
  for (const digit of ['1', '2', '3']) await queues.add('parse', { documentId: digit.repeat(64), generation: 0 })
  const worker = await queues.work('parse', options, async ({ documentId }, { attempt, interruptions }) => {
    const isFirst = failing === undefined
    failing ??= fail()
    await failing
    seen.push(documentId[0]!)
    runs.push({ attempt, interruptions })
    if (isFirst && postponed) throw new JobPostponed('the disk is full')
  })
  await eventually(() => expect(seen).toHaveLength(1))
  const began = performance.now()
  const errors = () => heard.warnings().filter(({ message }) => message === 'queue worker reported an error').length
  await eventually(() => expect(errors()).toBeGreaterThanOrEqual(errorsSeen))
  // the first of them follow each other: that the job is done cannot be said, nor that it failed
  expect(performance.now() - began).toBeGreaterThan(1000 * (errorsSeen - 4))
  await mend()
  // far sooner than after the time for which the queue keeps jobs for their workers
  await eventually(() => expect(seen.slice(1).toSorted()).toEqual(['1', '2', '3']), { timeoutSeconds: 20 })
  expect(runs).toEqual(runs.map(() => ({ attempt: 1, interruptions: 0 })))
  await eventually(async () =>
    expect((await queues.counts()).parse).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 }),
  )
  await worker.close(5)
}
