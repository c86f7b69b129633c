import { expect, onTestFinished, test } from 'vitest'
import type { Client } from '../../src/http/client.ts'
import { eventually } from '../eventually.ts'
import { startAlone } from '../servers/alone.ts'
import { startCluster } from '../servers/cluster.ts'
import { sharedService } from '../services/shared.ts'
import { accountOf } from './account.ts'
import { makeLibrary, type SentFile } from './library.ts'
import { seeded } from './random.ts'
import { progressOf, sendAll } from './sending.ts'

const count = Number(process.env['FAULT_FILES'] ?? 500)
/**
 * With poison and without it in turn: whatever else the machine does strikes both, and the best of each is compared. Where
 * that is too much, up to two more rounds tell whether the poison was the cause or the machine.
 */
const rounds = 2
const mostRounds = 4
const mostTimes = 1.5
const patience = { timeoutSeconds: 300, intervalMilliseconds: 50 }
const [redis, elasticsearch] = await Promise.all([sharedService('redis'), sharedService('elasticsearch')])

/** Poison that never ends is killed after three seconds rather than thirty: the documents are as much smaller. */
const settings = { RIHLA_PARSE_STALL_SECONDS: '3' }
const places = {
  'embedded queue and index': () => startAlone(settings),
  'redis and Elasticsearch': () => startCluster({ redis: redis!, elasticsearch: elasticsearch! }, settings),
}

for (const [where, start] of Object.entries(places)) {
  const missing = where.startsWith('redis') && (!redis || !elasticsearch)
  test.skipIf(missing)(`poison, one file in ten, holds up the honest ones little: ${where}`, async () => {
    const archive = await start()
    onTestFinished(async () => void (await archive.stop()))
    const { client } = archive
    const times: Record<'clean' | 'poisoned', number[]> = { clean: [], poisoned: [] }
    const sent: SentFile[] = []
    const random = seeded(10)
    const size = count / rounds
    // the first documents find a process that has just started
    sent.push(...(await makeLibrary(20, random)))
    await secondsUntilDone(client, sent)
    const ratio = () => Math.min(...times.poisoned) / Math.min(...times.clean)
    for (let round = 0; round < rounds || (round < mostRounds && ratio() >= mostTimes); round++) {
      const poisoned = await makeLibrary(size, random, 10_000 + 2 * round * size)
      const honest = (await makeLibrary(size, random, 10_000 + (2 * round + 1) * size)).filter(
        ({ parkedAs }) => !parkedAs,
      )
      times.clean.push(await secondsUntilDone(client, honest))
      times.poisoned.push(await secondsUntilDone(client, poisoned))
      sent.push(...honest, ...poisoned)
    }
    const { searchable, parked, faults } = await accountOf(client, sent)
    const rounded = (all: number[]) => all.map((seconds) => seconds.toFixed(1)).join(' and ')
    console.log(
      `${where}: ${0.9 * size} honest files took ${rounded(times.clean)} s alone and ${rounded(times.poisoned)} s with ${0.1 * size} poisoned among them: ${ratio().toFixed(2)} times; ${searchable} searchable once each, parked: ${JSON.stringify(parked)}`,
    )
    expect(faults).toEqual([])
    expect(ratio()).toBeLessThan(mostTimes)
  })
}

/** Seconds until all the honest ones among the files are done. */
async function secondsUntilDone(client: Client, files: readonly SentFile[]): Promise<number> {
  const { done } = (await client.status()).documents.byOutcome
  const honest = files.filter(({ parkedAs }) => !parkedAs).length
  const began = performance.now()
  await sendAll(client, files)
  await eventually(async () => expect((await client.status()).documents.byOutcome.done).toBe(done + honest), patience)
  const seconds = (performance.now() - began) / 1000
  await eventually(async () => expect((await progressOf(client)).working).toBe(0), patience)
  return seconds
}
