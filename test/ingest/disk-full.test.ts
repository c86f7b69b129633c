import { rm } from 'node:fs/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/database/pglite.ts'
import { errorCodes } from '../../src/errors.ts'
import { diskSpace } from '../../src/ingest/free-space.ts'
import { openEmbeddedQueues } from '../../src/queue/embedded.ts'
import { openEmbeddedIndex } from '../../src/search/embedded.ts'
import { eventually } from '../eventually.ts'
import { pipelineOf } from '../queue/runner-kit.ts'
import { startServer } from '../http/kit.ts'
import { documentOf } from '../search/document-builder.ts'
import { fillDisk, smallDisk, smallDisksRefused } from './small-disk.ts'
import { temporaryStore } from './store-kit.ts'

const mebibyte = 1024 * 1024

async function* pdf(name: string, sizeBytes = 0): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`%PDF-1.7 ${name}`)
  for (let left = sizeBytes; left > 0; left -= 65_536) yield Buffer.alloc(Math.min(left, 65_536))
}

test('no upload is taken in where less is free than is kept free, and the answer says so', async () => {
  const { store } = await temporaryStore({ minFreeBytes: Number.MAX_SAFE_INTEGER })
  const { json } = await startServer({ store, submit: (file) => store.add(file) })
  const headers = { 'content-type': 'application/pdf' }
  expect(await json('/documents', { method: 'POST', body: '%PDF-1.7 one', headers })).toMatchObject({
    status: 507,
    body: { code: 'disk-full', remedy: errorCodes['disk-full'].remedy },
  })
  expect((await store.counts()).total).toBe(0)
  expect(await json('/readyz')).toMatchObject({ status: 503, body: { checks: { store: { code: 'disk-full' } } } })
})

describe.skipIf(smallDisksRefused !== undefined)('on a small disk', () => {
  test('documents are refused before it is full, and taken in again once there is room', async () => {
    const folder = smallDisk(8)
    const { store } = await temporaryStore({ folder, maxFileBytes: 100 * mebibyte, minFreeBytes: 2 * mebibyte })
    const { document } = await store.add({ name: 'one.pdf', bytes: pdf('one', 3 * mebibyte) })
    const tooMuch = store.add({ name: 'two.pdf', bytes: pdf('two', 5 * mebibyte) })
    await expect(tooMuch).rejects.toMatchObject({ code: 'disk-full', status: 507, permanent: false })
    expect((await diskSpace(folder)).freeBytes, 'nothing of it is left').toBeGreaterThan(4 * mebibyte)
    expect(await store.document(document.documentId)).toMatchObject({ state: 'stored' })
    const added = await store.add({ name: 'three.pdf', bytes: pdf('three', 2 * mebibyte) })
    expect(added.already).toBe(false)
  })

  test('what was taken in waits while it is full and goes on by itself, with no attempt spent', async () => {
    const folder = smallDisk(4)
    const { add, start, current, lines, store } = await pipelineOf({}, { attempts: 1 }, folder)
    const document = await add('one')
    const filler = await fillDisk(folder)
    await expect(store.ready()).rejects.toMatchObject({ code: 'disk-full' })
    const running = await start()
    await eventually(() => {
      expect(lines).toContainEqual(expect.objectContaining({ message: 'job was put off' }))
    })
    expect(await current(document)).toMatchObject({ state: 'stored', outcome: 'working' })
    await rm(filler)
    await eventually(async () => expect((await current(document)).outcome).toBe('done'))
    await running.close(5)
  })

  test('queue and index of its database say so, and take all again once there is room', async () => {
    const folder = smallDisk(128)
    const database = await openDatabase(folder)
    onTestFinished(() => database.close())
    const queues = await openEmbeddedQueues(database)
    onTestFinished(() => queues.close())
    const index = await openEmbeddedIndex(database)
    const long = (name: string) =>
      documentOf({ name, passages: Array.from({ length: 400 }, (_, at) => `${name} ${at}`) })
    const filler = await fillDisk(folder)
    await expect(index.write(long('Large'))).rejects.toMatchObject({ code: 'disk-full' })
    const add = async (count: number) => {
      for (let at = 0; at < count; at++)
        await queues.add('parse', { documentId: String(at).padStart(64, '0'), generation: 0 })
    }
    await expect(add(10_000)).rejects.toMatchObject({ code: 'disk-full' })
    await rm(filler)
    await add(1)
    expect((await index.write(long('Large'))).refused).toEqual([])
  })
})
