import { expect, onTestFinished, test } from 'vitest'
import { storedIndexDocument } from '../../pipelines/reindex.ts'
import { reindexing } from '../../src/operations/reindex.ts'
import { openEmbeddedIndex } from '../../src/search/embedded.ts'
import { documentOf } from '../search/document-builder.ts'
import { eventually } from '../eventually.ts'
import { pipelineOf } from '../queue/runner-kit.ts'

test('the embedded index is written anew from the store in its place: what was changed in it is as the store says', async () => {
  const { add, start, store, database, indexed, registers } = await pipelineOf()
  const names = ['one', 'two', 'three']
  for (const name of names) await add(name)
  const running = await start()
  await eventually(async () => expect((await store.counts()).byOutcome.done).toBe(3))
  await running.close(5)
  const index = await openEmbeddedIndex(database)
  onTestFinished(async () => {
    for await (const { documentId } of index.documents()) await index.remove(documentId)
  })
  for (const document of indexed) await index.write(document)
  const [first] = indexed
  await index.write({ ...documentOf({ name: 'one', passages: ['a', 'b', 'c'] }), documentId: first!.documentId })
  const held = () => Array.fromAsync(index.documents())
  expect(await held()).toContainEqual({ documentId: first!.documentId, passageCount: 3 })
  const read = (documentId: string) => storedIndexDocument(store, documentId)
  const reindex = reindexing({ store, index, registers, read })
  const begun = reindex({ dropOld: false })
  await begun.next()
  await expect(reindex({ dropOld: false }).next()).rejects.toMatchObject({ code: 'reindex-running' })
  await begun.return(undefined)
  const events = await Array.fromAsync(reindex({ dropOld: false }))
  expect(events[0]).toEqual({ kind: 'progress', written: 0, total: 3, resumed: 0 })
  expect(events.at(-1)).toMatchObject({ kind: 'report', documents: 3, resumed: 0, caughtUp: 0, oldKept: false })
  expect(await held()).toContainEqual({ documentId: first!.documentId, passageCount: first!.passages.length })
})
