import { expect, test } from 'vitest'
import type { ParkedEvent } from '../../src/contracts/operations.ts'
import { RihlaError } from '../../src/errors.ts'
import { parkedActions } from '../../src/operations/parked.ts'
import { eventually } from '../eventually.ts'
import { extractedOf, parsedOf, pipelineOf } from '../queue/runner-kit.ts'

/** Documents of which some fail at a stage until the test mends what is wrong with them. */
async function archive(names: readonly string[], stage: 'parse' | 'extract' = 'parse') {
  let broken = true
  const runs: string[] = []
  const fail = () => new RihlaError('pdf-damaged', 'the file is cut off', { cause: new Error('the inner reason') })
  const pipeline = await pipelineOf({
    parse: async (documentId) => {
      runs.push('parse')
      if (broken && stage === 'parse') throw fail()
      return parsedOf(documentId)
    },
    extract: async (parsed) => {
      runs.push('extract')
      if (broken && stage === 'extract') throw fail()
      return extractedOf(parsed)
    },
  })
  const documents = await Promise.all(names.map((name) => pipeline.add(name)))
  await pipeline.start()
  await eventually(async () => expect((await pipeline.store.counts()).byOutcome.parked).toBe(names.length))
  return { ...pipeline, documents, runs, mend: () => void (broken = false), actions: parkedActions(pipeline) }
}

const reportOf = async (events: AsyncGenerator<ParkedEvent>) => (await Array.fromAsync(events)).at(-1)

test('a parked document keeps where it failed, with the causes', async () => {
  const { documents, current } = await archive(['damaged.pdf'])
  const { failure } = await current(documents[0]!)
  expect(failure).toMatchObject({ code: 'pdf-damaged', stage: 'parse', attempts: 1 })
  expect(failure?.stack).toMatch(/the file is cut off[^]*parked\.test\.ts[^]*caused by Error: the inner reason/)
})

test('a retried document goes on from the stage that failed, once, however often it is retried', async () => {
  const { actions, documents, current, runs, mend, queues } = await archive(['one.pdf'], 'extract')
  const { documentId } = documents[0]!
  mend()
  runs.length = 0
  await Promise.all([actions.retry(documentId), actions.retry(documentId)])
  await eventually(async () => expect((await current(documents[0]!)).outcome).toBe('done'))
  expect(new Set(runs)).toEqual(new Set(['extract']))
  const { generation, failure } = await current(documents[0]!)
  expect(failure).toBeUndefined()
  expect((await actions.retry(documentId)).generation).toBe(generation)
  await eventually(async () => expect((await queues.counts()).extract).toMatchObject({ waiting: 0, failed: 0 }))
})

test('one that fails again is parked again', async () => {
  const { actions, documents, current } = await archive(['one.pdf'])
  const before = (await current(documents[0]!)).failure?.at
  await actions.retry(documents[0]!.documentId)
  await eventually(async () => {
    const { outcome, failure } = await current(documents[0]!)
    expect(outcome).toBe('parked')
    expect(failure?.at).not.toBe(before)
  })
})

test('a dismissed document waits for nobody, is still found with its failure, and can be retried', async () => {
  const { actions, documents, store, current, mend, queues } = await archive(['one.pdf', 'two.pdf'])
  const { documentId } = documents[0]!
  await eventually(async () => expect((await queues.counts()).parse.failed).toBe(2))
  await actions.dismiss(documentId)
  await actions.dismiss(documentId)
  expect((await queues.counts()).parse.failed, 'its job is aged out').toBe(1)
  expect((await store.documents({ outcome: 'parked', size: 10 })).total).toBe(1)
  expect((await store.documents({ outcome: 'dismissed', size: 10 })).documents).toMatchObject([
    { documentId, state: 'dismissed', failure: { code: 'pdf-damaged' } },
  ])
  expect(await store.counts()).toMatchObject({ byOutcome: { parked: 1, dismissed: 1 }, byCode: { 'pdf-damaged': 1 } })
  mend()
  await actions.retry(documentId)
  await eventually(async () => expect((await current(documents[0]!)).outcome).toBe('done'))
  await expect(actions.dismiss(documentId)).rejects.toMatchObject({ code: 'document-not-parked' })
})

test('many are retried by their code, and those without their bytes are told apart', async () => {
  const { actions, store, mend } = await archive(['one.pdf', 'two.pdf', 'three.pdf'])
  const bytes = (async function* () {})()
  const { document: refused } = await store.add({ name: 'empty.pdf', bytes })
  expect(await reportOf(actions.retryMany({ code: 'pdf-encrypted' }))).toMatchObject({ documents: 0, changed: 0 })
  mend()
  const events = await Array.fromAsync(actions.retryMany({}))
  expect(events).toContainEqual({
    kind: 'document',
    documentId: refused.documentId,
    name: 'empty.pdf',
    refused: { code: 'original-absent', message: 'its bytes were not kept: empty.pdf' },
  })
  expect(events.at(-1)).toEqual({ kind: 'report', documents: 4, changed: 3, refused: 1 })
  await eventually(async () => expect((await store.counts()).byOutcome).toMatchObject({ done: 3, parked: 1 }))
  expect(await reportOf(actions.dismissMany({ code: 'file-empty' }))).toMatchObject({ documents: 1, changed: 1 })
})
