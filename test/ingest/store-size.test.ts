import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { measureFolder } from '../../src/ingest/store-size.ts'
import { bytesOf, pdfOf } from './bytes.ts'
import { temporaryFolder, temporaryStore } from './store-kit.ts'

test('all files count, in folders of folders, too', async () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'a', 'b'), { recursive: true })
  for (const [path, length] of [
    ['one', 10],
    ['a/two', 200],
    ['a/b/three', 3000],
  ] as const)
    writeFileSync(join(folder, path), Buffer.alloc(length))
  expect(await measureFolder(folder)()).toBe(3210)
})

test('a folder that is gone takes nothing', async () => {
  expect(await measureFolder(join(temporaryFolder(), 'gone'))()).toBe(0)
})

test('whoever asks again is told what was found, and the folder is not looked through for each', async () => {
  const folder = temporaryFolder()
  const measure = measureFolder(folder)
  expect(await Promise.all([measure(), measure()])).toEqual([0, 0])
  writeFileSync(join(folder, 'one'), 'more')
  expect(await measure()).toBe(0)
})

test('a store tells all that it holds beside its originals', async () => {
  const { store } = await temporaryStore({ minFreeBytes: 1000 })
  await store.add({ name: 'one.pdf', bytes: bytesOf(pdfOf('one')) })
  const { originalsBytes, storeBytes, diskBytes, freeBytes, keptFreeBytes } = await store.sizes()
  expect(storeBytes).toBeGreaterThan(originalsBytes)
  expect(diskBytes).toBeGreaterThan(freeBytes)
  expect(keptFreeBytes).toBe(1000)
})
