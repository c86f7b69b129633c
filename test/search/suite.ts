import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Adapter } from './suite-kit.ts'
import { kitOf } from './suite-kit.ts'
import { readingTests } from './suite-reading.ts'
import { writingTests } from './suite-writing.ts'

/** What every index must do, whichever engine it runs on. */
export function searchIndexSuite(adapter: Adapter): void {
  describe(`the index on ${adapter.name}`, () => {
    let opened: Awaited<ReturnType<Adapter['open']>>
    beforeAll(async () => {
      opened = await adapter.open()
    })
    afterAll(() => opened.close())
    const kit = kitOf(adapter, () => opened.index)

    readingTests(kit)
    writingTests(kit)

    test('asks for every document until somebody says that all were written', async () => {
      expect(await opened.index.needsRebuild()).toBe(true)
      await opened.index.markRebuilt()
      expect(await opened.index.needsRebuild()).toBe(false)
    })

    test('says that it cannot be used once it is closed', async () => {
      const other = await adapter.open()
      await other.index.ready()
      await other.close()
      await expect(other.index.ready()).rejects.toMatchObject({ code: 'index-unavailable' })
    })
  })
}
