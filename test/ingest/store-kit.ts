import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Store } from '../../src/contracts/store.ts'
import { openStore } from '../../src/ingest/store.ts'

/** A folder of its own for a test, removed after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rihla-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A store of its own for a test, closed after it. */
export async function temporaryStore({
  folder = temporaryFolder(),
  maxFileBytes = 1024 * 1024,
  minFreeBytes = 0,
} = {}): Promise<{
  store: Store
  folder: string
}> {
  const store = await openStore({ folder, maxFileBytes, minFreeBytes })
  onTestFinished(() => store.close())
  return { store, folder }
}
