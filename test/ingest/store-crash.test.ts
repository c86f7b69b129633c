import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, utimesSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { temporaryFolder, temporaryStore } from './store-kit.ts'

/** Runs a writer on the folder, kills it in the midst of its work, and returns the ids that it said were stored. */
async function writeAndKill(folder: string, afterMilliseconds: number): Promise<string[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'writer-child.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await eventually(() => expect(said).toContain('\n'))
  // When exactly the kill falls is chance; that is the point.
  await wait(afterMilliseconds)
  child.kill('SIGKILL')
  await new Promise((resolve) => child.once('close', resolve))
  return said.split('\n').filter((line) => line.length === 64)
}

test.for([0, 7, 20, 45])('a writer killed after %i ms leaves a store that opens clean', async (milliseconds) => {
  const folder = temporaryFolder()
  const confirmed = await writeAndKill(folder, milliseconds)
  const { store } = await temporaryStore({ folder })
  expect(readdirSync(join(folder, 'incoming'))).toEqual([])
  const { documents, total } = await store.documents({ size: 100_000 })
  expect(documents.filter(({ failure }) => failure)).toEqual([])
  expect(new Set(documents.map(({ documentId }) => documentId)).isSupersetOf(new Set(confirmed))).toBe(true)
  // One more than was said may be there: placed, but killed before it could be told.
  expect(total).toBeLessThanOrEqual(confirmed.length + 1)
  for (const { documentId, names } of documents) {
    const original = readFileSync(store.originalPath(documentId))
    expect(createHash('sha256').update(original).digest('hex')).toBe(documentId)
    expect(names).toHaveLength(1)
  }
})

test('what another process is writing is not swept away', async () => {
  const folder = temporaryFolder()
  const writing = writeAndKill(folder, 400)
  await eventually(() => expect(readdirSync(join(folder, 'documents')).length).toBeGreaterThan(0))
  const opened = await Promise.all(Array.from({ length: 5 }, () => temporaryStore({ folder })))
  const confirmed = await writing
  for (const { store } of opened)
    await eventually(async () => expect((await store.counts()).total).toBeGreaterThanOrEqual(confirmed.length))
})

test('what a process of another machine left is swept after a day', async () => {
  const folder = temporaryFolder()
  const young = '0badcafe-1-99.young'
  const old = '0badcafe-1-99.old'
  for (const name of [young, old]) mkdirSync(join(folder, 'incoming', name), { recursive: true })
  const twoDaysAgo = new Date(Date.now() - 48 * 3600 * 1000)
  utimesSync(join(folder, 'incoming', old), twoDaysAgo, twoDaysAgo)
  await temporaryStore({ folder })
  expect(readdirSync(join(folder, 'incoming'))).toEqual([young])
})
