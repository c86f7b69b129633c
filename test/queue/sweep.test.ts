import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sweepForgotten } from '../../src/queue/sweep.ts'
import { eventually } from '../eventually.ts'
import { idOf, pipelineOf } from './runner-kit.ts'

const anyAge = { quietSeconds: -1 }

test('a document that the queue lost is queued again where it was, one that it holds is left alone', async () => {
  const { store, queues, log, add, database, lines } = await pipelineOf()
  const kept = await add('kept')
  const lost = await add('lost')
  await store.update(lost.documentId, { state: 'parsed' })
  await database.pglite.query(`DELETE FROM bullmq.job WHERE id LIKE 'd' || $1 || '%'`, [lost.documentId])
  expect(await sweepForgotten({ store, queues, log }, anyAge)).toEqual({ queued: 1 })
  expect(await queues.holds('recognise', { documentId: lost.documentId, generation: 0 })).toBe(true)
  expect(await queues.holds('parse', { documentId: kept.documentId, generation: 0 })).toBe(true)
  expect((await queues.counts()).parse.waiting).toBe(1)
  expect(lines).toContainEqual(expect.objectContaining({ documents: 1 }))
  expect(await sweepForgotten({ store, queues, log }, anyAge)).toEqual({ queued: 0 })
})

test('a document that moved just now is left alone: it may be between two queues', async () => {
  const { store, queues, log, add, database } = await pipelineOf()
  await add('between')
  await database.pglite.exec('DELETE FROM bullmq.job')
  expect(await sweepForgotten({ store, queues, log }, { quietSeconds: 60 })).toEqual({ queued: 0 })
  expect(await queues.holds('parse', { documentId: idOf('between'), generation: 0 })).toBe(false)
})

test('documents that are done or parked are none that wait', async () => {
  const { store, queues, log, add, database } = await pipelineOf()
  const [done, parked] = [await add('done'), await add('parked')]
  await store.update(done.documentId, { state: 'indexed' })
  const failure = {
    code: 'stage-failed',
    message: 'it failed',
    stage: 'parse' as const,
    attempts: 1,
    at: new Date().toISOString(),
  }
  await store.park(parked.documentId, failure)
  await database.pglite.exec('DELETE FROM bullmq.job')
  expect(await sweepForgotten({ store, queues, log }, anyAge)).toEqual({ queued: 0 })
})

test('a change that a killed process made and did not tell is told to all', async () => {
  const { store, queues, log, add, database, storeFolder } = await pipelineOf()
  const document = await add('untold')
  await database.pglite.exec('DELETE FROM bullmq.job')
  changeSilently(storeFolder, document.documentId)
  expect((await store.counts()).byOutcome).toMatchObject({ working: 1, done: 0 })
  expect(await sweepForgotten({ store, queues, log }, anyAge)).toEqual({ queued: 0 })
  expect((await store.counts()).byOutcome).toMatchObject({ working: 0, done: 1 })
})

test('a job that finds its work done tells of it again', async () => {
  const { store, start, add, storeFolder } = await pipelineOf()
  const document = await add('untold')
  changeSilently(storeFolder, document.documentId)
  const running = await start()
  onTestFinished(() => running.close(0))
  await eventually(async () => expect((await store.counts()).byOutcome).toMatchObject({ working: 0, done: 1 }))
})

/** As a process leaves it that is killed between writing a record and telling of it. */
function changeSilently(storeFolder: string, documentId: string): void {
  const [file] = globSync(join(storeFolder, 'documents', '**', documentId, 'record.json'))
  writeFileSync(file!, readFileSync(file!, 'utf8').replace('"state":"stored"', '"state":"indexed"'))
}

test('one that moved at a time that is still to come, since the clock was set back, is queued again', async () => {
  const { store, queues, log, add, database } = await pipelineOf()
  const { documentId } = await add('ahead')
  await database.pglite.exec('DELETE FROM bullmq.job')
  await store.update(documentId, { stateAt: '2100-01-01T00:00:00.000Z' })
  expect(await sweepForgotten({ store, queues, log }, { quietSeconds: 60 })).toEqual({ queued: 1 })
})
