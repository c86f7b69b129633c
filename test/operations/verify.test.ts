import { globSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { VerifyReport, type VerifyFault } from '../../src/contracts/operations.ts'
import { verify } from '../../src/operations/verify.ts'
import { storedIndexDocument } from '../../pipelines/reindex.ts'
import { openEmbeddedRegisters } from '../../src/search/embedded-registers.ts'
import { openEmbeddedIndex } from '../../src/search/embedded.ts'
import { documentOf } from '../search/document-builder.ts'
import { eventually } from '../eventually.ts'
import { readDocument } from '../registers/rows-kit.ts'
import { pipelineOf } from '../queue/runner-kit.ts'

/** An archive of which three documents are through, each with what may be done to it. */
async function archive() {
  const pipeline = await pipelineOf()
  const index = await openEmbeddedIndex(pipeline.database)
  const registers = await openEmbeddedRegisters(pipeline.database)
  const parts = {
    store: pipeline.store,
    queues: pipeline.queues,
    index,
    registers,
    read: (documentId: string) => storedIndexDocument(pipeline.store, documentId),
    searches: { forget: async () => undefined },
  }
  onTestFinished(async () => {
    for await (const { documentId } of index.documents()) await index.remove(documentId)
    for await (const { documentId } of registers.documents()) await registers.remove(documentId)
  })
  const ids: string[] = []
  for (const name of ['one', 'two', 'three']) {
    const { documentId } = await pipeline.add(name)
    ids.push(documentId)
  }
  const running = await pipeline.start()
  await eventually(async () => expect((await pipeline.store.counts()).byOutcome.done).toBe(3))
  await running.close(5)
  for (const documentId of ids) {
    const { passageCount } = (await pipeline.store.document(documentId))!
    const passages = Array.from({ length: passageCount! }, (_, at) => `passage ${at}`)
    await index.write({ ...documentOf({ name: documentId, passages }), documentId })
    // so long ago that nobody can still be about to write it
    await pipeline.store.update(documentId, { stateAt: '2020-01-01T00:00:00.000Z' })
  }
  const check = async (fix = false) => {
    const events = await Array.fromAsync(verify(parts, { fix }))
    const faults = events.filter((event): event is VerifyFault => event.kind === 'fault')
    return {
      faults: faults.map(({ documentId, fault, mended }) => [ids.indexOf(documentId), fault, mended]),
      report: VerifyReport.parse(events.at(-1)),
      totals: events.flatMap((event) => (event.kind === 'progress' ? [event.total] : [])),
    }
  }
  const fileOf = (documentId: string, file: string) =>
    globSync(join(pipeline.storeFolder, 'documents', '**', documentId, file))[0]!
  return { ...pipeline, index, registers, ids, check, fileOf }
}

test('an archive in which all is well has no faults', async () => {
  const { check } = await archive()
  const { report, faults, totals } = await check()
  expect(faults).toEqual([])
  expect(report).toEqual({ kind: 'report', documents: 3, faults: 0, mended: 0, byFault: {} })
  expect(totals).toEqual([3, 3])
})

test('rows of the registers that no document gave are found, and mended where that is asked for', async () => {
  const { check, registers, ids } = await archive()
  const { documentId, rows } = readDocument('Strange', 'Migration from Nepal to Qatar grows.')
  await registers.write(documentId, rows)
  await registers.write(
    ids[2]!,
    rows.map((row, at) => ({ ...row, documentId: ids[2]!, rowId: `${ids[2]}-${at}` })),
  )
  const expected = (mended: boolean) => [
    [2, 'rows-differ', mended],
    [-1, 'unknown-in-index', mended],
  ]
  expect((await check()).faults).toEqual(expected(false))
  expect((await check(true)).faults).toEqual(expected(true))
  const held = await Array.fromAsync(registers.documents())
  expect(held.map((one) => one.documentId)).toEqual([ids[2]])
})

test('what the index lost, holds in part or should not hold is found, and mended where that is asked for', async () => {
  const { check, index, ids, queues, store } = await archive()
  await index.remove(ids[0]!)
  await index.write({ ...documentOf({ name: 'two', passages: ['more', 'than', 'there were'] }), documentId: ids[1]! })
  const stranger = documentOf({ name: 'stranger', passages: ['of another archive'] })
  await index.write(stranger)
  const expected = (mended: boolean) =>
    expect.arrayContaining([
      [0, 'not-in-index', mended],
      [1, 'passages-differ', mended],
      [-1, 'unknown-in-index', mended],
    ])
  const found = await check()
  expect(found.faults).toEqual(expected(false))
  expect(found.report).toMatchObject({ faults: 3, mended: 0 })
  expect((await check(true)).faults).toEqual(expected(true))
  for (const documentId of ids.slice(0, 2)) {
    const document = await store.document(documentId)
    expect(document).toMatchObject({ state: 'extracted', generation: 1 })
    expect(await queues.holds('index', document!)).toBe(true)
  }
  const left = await Array.fromAsync(index.documents())
  expect(left.map(({ documentId }) => documentId)).not.toContain(stranger.documentId)
})

test('where what was read is damaged as well, a lost document is read anew', async () => {
  const { check, index, ids, fileOf, store } = await archive()
  await index.remove(ids[0]!)
  writeFileSync(fileOf(ids[0]!, 'parsed.json'), '{')
  await check(true)
  expect(await store.document(ids[0]!)).toMatchObject({ state: 'stored', generation: 1 })
})

test('a document that waits while no queue holds it is found and queued', async () => {
  const { check, ids, queues, store } = await archive()
  await store.update(ids[2]!, { state: 'parsed', stateAt: '2020-01-01T00:00:00.000Z' })
  expect((await check()).faults).toEqual([[2, 'not-queued', false]])
  expect((await check(true)).faults).toEqual([[2, 'not-queued', true]])
  expect(await queues.holds('recognise', { documentId: ids[2]!, generation: 0 })).toBe(true)
  expect((await check()).faults).toEqual([])
})

test('an original that is gone or changed is found, and is left for a person', async () => {
  const { check, ids, fileOf } = await archive()
  rmSync(fileOf(ids[0]!, 'original'))
  writeFileSync(fileOf(ids[1]!, 'original'), '%PDF-1.7 another')
  const { faults, report } = await check(true)
  expect(faults).toHaveLength(2)
  expect(faults).toEqual(
    expect.arrayContaining([
      [0, 'original-missing', false],
      [1, 'original-changed', false],
    ]),
  )
  expect(report).toMatchObject({ faults: 2, mended: 0 })
})

test('what moved at a time that is still to come, since the clock was set back, is verified like all else', async () => {
  const { ids, index, store, add, database, check } = await archive()
  const ahead = '2100-01-01T00:00:00.000Z'
  await index.remove(ids[0]!)
  await store.update(ids[0]!, { stateAt: ahead })
  const { documentId } = await add('lost')
  await database.pglite.exec('DELETE FROM bullmq.job')
  await store.update(documentId, { stateAt: ahead })
  expect((await check()).faults).toEqual([
    [0, 'not-in-index', false],
    [-1, 'not-queued', false],
  ])
})
