import { afterAll } from 'vitest'
import type { StageQueues } from '../../src/contracts/queue.ts'
import { openDatabase } from '../../src/database/pglite.ts'
import { openEmbeddedQueues } from '../../src/queue/embedded.ts'
import { openEmbeddedIndex } from '../../src/search/embedded.ts'
import { openEmbeddedRegisters } from '../../src/search/embedded-registers.ts'
import type { RegisterIndex } from '../../src/search/register-index.ts'
import type { SearchIndex } from '../../src/search/search-index.ts'

type Backends = { queues: StageQueues; index: SearchIndex; registers: RegisterIndex; close(): Promise<void> }

let opened: Promise<Backends> | undefined

/** Queues and index of the embedded kind, in memory; opened at the first use in a test file and shared by its tests. */
export function sharedBackends(): Promise<Backends> {
  opened ??= open()
  return opened
}

afterAll(async () => {
  await (await opened)?.close()
})

async function open(): Promise<Backends> {
  const database = await openDatabase()
  const queues = await openEmbeddedQueues(database)
  const index = await openEmbeddedIndex(database)
  const registers = await openEmbeddedRegisters(database)
  return {
    queues,
    index,
    registers,
    async close() {
      await queues.close()
      await index.close()
      await database.close()
    },
  }
}
