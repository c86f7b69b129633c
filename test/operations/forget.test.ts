import { globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { VerifyReport } from '../../src/contracts/operations.ts'
import { finishForgetting, forget, type ForgetParts } from '../../src/operations/forget.ts'
import { verify } from '../../src/operations/verify.ts'
import { openStore } from '../../src/ingest/store.ts'
import { eventually } from '../eventually.ts'
import { extractedOf, pipelineOf, type Doings } from '../queue/runner-kit.ts'

const because = { by: 'an operator', reason: 'asked for by the person it is about' }

/** A pipeline, and a forgetting over its parts in which any step may be made to fail. */
async function archive(doings: Doings = {}) {
  const pipeline = await pipelineOf(doings)
  const { store, queues, indexed } = pipeline
  const parts: ForgetParts = {
    store,
    queues,
    index: { remove: (documentId) => pipeline.index.remove(documentId), refresh: async () => undefined },
    registers: { remove: async () => undefined },
    searches: { forget: async () => undefined },
  }
  const held = (documentId: string) => indexed.some((document) => document.documentId === documentId)
  const files = () =>
    globSync('{documents/*/*,incoming/*}', { cwd: pipeline.storeFolder }).map((path) =>
      join(pipeline.storeFolder, path),
    )
  const bytes = async function* (name: string) {
    yield new TextEncoder().encode(`%PDF-1.7 ${name}`)
  }
  return { ...pipeline, parts, held, files, bytes }
}

test('a forgotten document is gone from store, queue and index, and leaves who, when and why', async () => {
  const { add, start, current, store, queues, parts, held, files } = await archive()
  const document = await add('one')
  const running = await start()
  await eventually(async () => expect((await current(document)).outcome).toBe('done'))
  await running.close(5)
  const { documentId } = document
  expect(held(documentId)).toBe(true)
  const tombstone = await forget(parts, { documentId, ...because })
  expect(tombstone).toMatchObject({ documentId, ...because, finished: true })
  expect(await store.document(documentId)).toBeUndefined()
  expect((await store.counts()).total).toBe(0)
  expect(files()).toEqual([])
  expect(held(documentId)).toBe(false)
  expect(await queues.holds('parse', document)).toBe(false)
  expect(await store.tombstone(documentId)).toEqual(tombstone)
  expect(JSON.stringify(tombstone), 'names may tell of people').not.toContain('one')
})

test('to forget again changes nothing, and what was never here cannot be forgotten', async () => {
  const { add, parts } = await archive()
  const { documentId } = await add('one')
  const first = await forget(parts, { documentId, ...because })
  expect(await forget(parts, { documentId, by: 'another', reason: 'another' })).toEqual(first)
  const unknown = forget(parts, { documentId: 'f'.repeat(64), ...because })
  await expect(unknown).rejects.toMatchObject({ code: 'document-unknown' })
})

test('the same bytes are refused by name afterwards, and taken in again only where that is asked for', async () => {
  const { add, store, parts, bytes, start, current } = await archive()
  const { documentId } = await add('one')
  await forget(parts, { documentId, ...because })
  const refused = await store.add({ name: 'copy.pdf', bytes: bytes('one') })
  expect(refused.document).toMatchObject({
    outcome: 'parked',
    failure: { code: 'document-forgotten', stage: 'ingest', message: expect.stringContaining(because.reason) },
  })
  expect((await store.counts()).total).toBe(0)
  expect(await store.document(documentId)).toBeUndefined()
  const again = await store.add({ name: 'copy.pdf', bytes: bytes('one'), again: true })
  expect(again).toMatchObject({ already: false, document: { documentId, state: 'stored', names: ['copy.pdf'] } })
  expect(await store.tombstone(documentId)).toBeUndefined()
  await add('one')
  const running = await start()
  await eventually(async () => expect((await current(again.document)).outcome).toBe('done'))
  await running.close(5)
})

test('a document that waits in the queue is forgotten with its job', async () => {
  const { add, parts, queues } = await archive()
  const document = await add('one')
  expect(await queues.holds('parse', document)).toBe(true)
  await forget(parts, { documentId: document.documentId, ...because })
  expect(await queues.holds('parse', document)).toBe(false)
})

test('a document that is forgotten while a stage is at it does not come back', async () => {
  const extracting = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const { add, start, parts, store, files, held, queues } = await archive({
    extract: async (parsed) => {
      extracting.resolve()
      await goOn.promise
      return extractedOf(parsed)
    },
  })
  const document = await add('one')
  const running = await start()
  await extracting.promise
  await forget(parts, { documentId: document.documentId, ...because })
  goOn.resolve()
  await eventually(async () => expect(await queues.holds('extract', document)).toBe(false))
  await running.close(5)
  expect(await store.document(document.documentId)).toBeUndefined()
  expect(files()).toEqual([])
  expect(held(document.documentId)).toBe(false)
})

test('what is written to the index while its document is forgotten is removed by whoever wrote it', async () => {
  const writing = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const written: string[] = []
  const { add, start, parts, index, queues } = await archive({
    write: async ({ documentId, passages }) => {
      writing.resolve()
      await goOn.promise
      written.push(documentId)
      return { documentId, passageCount: passages.length, refused: [] }
    },
  })
  const removed: string[] = []
  vi.spyOn(index, 'remove').mockImplementation(async (documentId) => void removed.push(documentId))
  const document = await add('one')
  const running = await start()
  await writing.promise
  await forget(parts, { documentId: document.documentId, ...because })
  expect(removed).toHaveLength(1)
  goOn.resolve()
  await eventually(async () => expect(await queues.holds('index', document)).toBe(false))
  await running.close(5)
  expect(written).toHaveLength(1)
  expect(removed, 'once by the forgetting, and again by the stage').toHaveLength(2)
})

test.for(['queues', 'index', 'registers', 'searches'] as const)(
  'a forgetting that was cut off at the %s goes on at the next start, and until then the document is gone',
  async (place) => {
    const pipeline = await archive()
    const { add, parts, store, storeFolder, files, log } = pipeline
    const { documentId } = await add('one')
    const cut = async () => {
      throw new Error('the process ended here')
    }
    const broken: ForgetParts = { ...parts, [place]: { ...parts[place], remove: cut, forget: cut } }
    await expect(forget(broken, { documentId, ...because })).rejects.toThrow('ended here')
    expect(await store.document(documentId)).toBeUndefined()
    const check = async (fix: boolean) => {
      const indexNow = { ...parts.index, documents: async function* () {} }
      const registers = { ...parts.registers, documents: async function* () {} }
      const read = async () => ({ rows: [] })
      const events = await Array.fromAsync(verify({ ...verifying, index: indexNow, registers, read }, { fix }))
      return VerifyReport.parse(events.at(-1))
    }
    const reopened = await openStore({ folder: storeFolder, maxFileBytes: 1000 })
    onTestFinished(() => reopened.close())
    const verifying = { ...parts, store: reopened, queues: pipeline.queues }
    expect((await check(false)).byFault).toEqual({ 'half-forgotten': 1 })
    expect(await finishForgetting({ ...parts, store: reopened }, log)).toEqual({ finished: 1 })
    expect(await reopened.tombstone(documentId)).toMatchObject({ finished: true, ...because })
    expect(files()).toEqual([])
    expect((await check(false)).faults).toBe(0)
  },
)

test('a tombstone whose document was not removed yet has it removed at the next start', async () => {
  const { add, parts, store, storeFolder, log, files } = await archive()
  const { documentId, generation } = await add('one')
  const at = new Date().toISOString()
  const tombstone = { schema: 1, documentId, generation, forgottenAt: at, ...because, finished: false }
  writeFileSync(join(storeFolder, 'forgotten', `${documentId}.json`), JSON.stringify(tombstone))
  expect(await store.document(documentId)).toBeDefined()
  await finishForgetting(parts, log)
  expect(await store.document(documentId)).toBeUndefined()
  expect(files()).toEqual([])
})
