import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { StageName } from '../../src/contracts/stored-document.ts'
import { openDatabase } from '../../src/database/pglite.ts'
import { openEmbeddedQueues } from '../../src/queue/embedded.ts'
import { eventually } from '../eventually.ts'
import { listeningLog } from './listening-log.ts'
import { restsWhileQueueFails } from './resting.ts'
import { queueSuite } from './suite.ts'

queueSuite('embedded queues', async () => {
  const database = await openDatabase()
  return {
    open: (log) => openEmbeddedQueues(database, { log }),
    kept: async () =>
      (await database.pglite.query<{ id: string }>('SELECT id FROM bullmq.job')).rows.map(({ id }) => id),
    clear: async () => void (await database.pglite.exec('DELETE FROM bullmq.job; DELETE FROM bullmq.meta')),
    close: () => database.close(),
  }
})

const options = { concurrency: 1, attempts: 3, backoffSeconds: 0.05, timeLimitSeconds: 20 }
const job = { documentId: 'a'.repeat(64), generation: 0 }

test('jobs of a process that was killed wait again as soon as the next one opens, and know that they were cut off', async () => {
  const database = await openDatabase()
  const { log } = listeningLog()
  const killed = await openEmbeddedQueues(database, { log })
  await killed.add('parse', job)
  await killed.work('parse', options, () => new Promise(() => undefined))
  await eventually(async () => expect((await killed.counts()).parse.active).toBe(1))

  const queues = await openEmbeddedQueues(database, { log })
  expect((await queues.counts()).parse).toMatchObject({ waiting: 1, active: 0 })
  await killed.close()
  const runs: { attempt: number; interruptions: number }[] = []
  await queues.work('parse', options, async (_job, { attempt, interruptions }) => {
    runs.push({ attempt, interruptions })
  })
  await eventually(() => expect(runs).toEqual([{ attempt: 1, interruptions: 1 }]))
  await queues.close()
  await database.close()
})

test('text that Postgres cannot hold does not keep a job from failing', async () => {
  const database = await openDatabase()
  const heard = listeningLog()
  const queues = await openEmbeddedQueues(database, { log: heard.log })
  await queues.add('parse', job)
  await queues.work('parse', { ...options, attempts: 1 }, async () => {
    throw new Error('a NUL \0 and half a sign \ud83d in the text of a document')
  })
  await eventually(async () => expect((await queues.counts()).parse).toMatchObject({ active: 0, failed: 1 }))
  expect(heard.warnings()).toEqual([])
  await queues.close()
  await database.close()
})

test.for([false, true])(
  'a worker whose database fails, as on a full disk, does not ask it without end, postponed: %s',
  async (postponed) => {
    const database = await openDatabase()
    const heard = listeningLog()
    const queues = await openEmbeddedQueues(database, { log: heard.log })
    const { pglite } = database
    await restsWhileQueueFails(queues, {
      heard,
      fail: () => pglite.exec('SET default_transaction_read_only = on'),
      mend: () => pglite.exec('SET default_transaction_read_only = off'),
      postponed,
    })
    await queues.close()
    await database.close()
  },
)

test('workers that have nothing to do ask for nothing', async () => {
  const database = await openDatabase()
  const { log } = listeningLog()
  const queues = await openEmbeddedQueues(database, { log })
  for (const stage of StageName.options) await queues.work(stage, options, async () => undefined)
  await wait(300)
  const asked = vi.spyOn(database.pglite, 'query')
  await wait(1500)
  expect(asked.mock.calls.length).toBeLessThan(15)
  await queues.close()
  await database.close()
})
