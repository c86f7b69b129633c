import { expect, onTestFinished, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { accountOf } from '../faults/account.ts'
import { makeLibrary } from '../faults/library.ts'
import { seeded } from '../faults/random.ts'
import { progressOf, sendAll } from '../faults/sending.ts'
import { startAlone } from '../servers/alone.ts'
import { startCluster } from '../servers/cluster.ts'
import { wordOf } from '../servers/notes.ts'
import { sharedService } from '../services/shared.ts'
import { percentile, startClients, type Asked } from './clients.ts'

const count = Number(process.env['LOAD_FILES'] ?? 500)
const clientCount = 50
const patience = { timeoutSeconds: 600, intervalMilliseconds: 200 }
const [redis, elasticsearch] = await Promise.all([sharedService('redis'), sharedService('elasticsearch')])

const questions = [
  '"domestic workers" country:LBN',
  'remittances Nepal',
  'travailleurs migrants',
  'convention:C97 securite sociale',
  'trabajadores agricolas',
  'convention:C143',
  'migrant* -seasonal',
]
/** A question that many ask, and every third time one that only one document answers. */
const pathOf = (number: number): string => {
  const q = number % 3 === 0 ? wordOf(number % count) : questions[number % questions.length]!
  return `/search?${new URLSearchParams({ q }).toString()}`
}

const places = {
  'embedded queue and index': () => startAlone(),
  'redis and Elasticsearch': () => startCluster({ redis: redis!, elasticsearch: elasticsearch! }),
}

for (const [where, start] of Object.entries(places)) {
  const missing = where.startsWith('redis') && (!redis || !elasticsearch)
  test.skipIf(missing)(`${clientCount} clients search while ${count} documents come in: ${where}`, async () => {
    const archive = await start()
    onTestFinished(async () => void (await archive.stop()))
    const { client } = archive
    const files = await makeLibrary(count, seeded(50))
    const clients = startClients(clientCount, { url: client.url, pathOf, pauseMilliseconds: 1000 })
    const began = performance.now()
    await sendAll(client, files)
    await eventually(async () => expect(await progressOf(client)).toEqual({ settled: count, working: 0 }), patience)
    const seconds = (performance.now() - began) / 1000
    await clients.stop()
    const { asked } = clients
    console.log(
      `${where}: ${asked.length} searches by ${clientCount} clients in ${seconds.toFixed(1)} s (${perSecond(asked.length, seconds)}) while ${count} documents came in (${perSecond(count, seconds)}): p50 ${percentile(asked, 0.5)} ms, p95 ${percentile(asked, 0.95)} ms, p99 ${percentile(asked, 0.99)} ms, slowest ${percentile(asked, 1)} ms`,
    )
    expect(asked.filter(isFault)).toEqual([])
    expect(asked.length).toBeGreaterThan(clientCount * 5)
    expect((await accountOf(client, files)).faults).toEqual([])
    for (const one of Object.values(archive.processes)) expect(one.restarts(), one.program).toBe(0)
  })
}

const isFault = ({ status }: Asked): boolean => status !== 200
const perSecond = (number: number, seconds: number): string => `${(number / seconds).toFixed(1)}/s`
