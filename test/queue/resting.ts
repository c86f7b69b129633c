import { expect } from 'vitest'
import type { StageQueues } from '../../src/contracts/queue.ts'
import { eventually } from '../eventually.ts'
import type { listeningLog } from './listening-log.ts'

const options = { concurrency: 1, attempts: 3, backoffSeconds: 0.05, timeLimitSeconds: 20 }
const errorsSeen = 7

/** A worker whose queue begins to fail while jobs wait asks it about once a second, and goes on once it does not fail. */
export async function restsWhileQueueFails(
  queues: StageQueues,
  {
    heard,
    fail,
    mend,
  }: { heard: ReturnType<typeof listeningLog>; fail: () => Promise<unknown>; mend: () => Promise<unknown> },
): Promise<void> {
  const seen: string[] = []
  let failing: Promise<unknown> | undefined
  for (const digit of ['1', '2', '3']) await queues.add('parse', { documentId: digit.repeat(64), generation: 0 })
  const worker = await queues.work('parse', options, async ({ documentId }) => {
    failing ??= fail()
    await failing
    seen.push(documentId[0]!)
  })
  await eventually(() => expect(seen).toHaveLength(1))
  const began = performance.now()
  const errors = () => heard.warnings().filter(({ message }) => message === 'queue worker reported an error').length
  await eventually(() => expect(errors()).toBeGreaterThanOrEqual(errorsSeen))
  // the first of them follow each other: that the job is done cannot be said, nor that it failed
  expect(performance.now() - began).toBeGreaterThan(1000 * (errorsSeen - 4))
  await mend()
  await eventually(() => expect(seen.slice(1)).toEqual(['2', '3']))
  await worker.close(5)
}
