import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { sharedService } from '../services/shared.ts'
import { startCluster, type Cluster } from '../servers/cluster.ts'
import { addNote, unfound } from '../servers/notes.ts'
import { startProxy, type Proxy, type Verdict } from '../servers/proxy.ts'

const count = 60
const secondsDown = 60
const megabyte = 1024 * 1024
const [redis, elasticsearch] = await Promise.all([sharedService('redis'), sharedService('elasticsearch')])

describe.skipIf(!redis || !elasticsearch)('Elasticsearch is down, then turns away half of the bulks', () => {
  let cluster: Cluster
  let proxy: Proxy
  let mode: Verdict = 'pass'
  let bulks = 0
  let turnedAway = 0
  beforeAll(async () => {
    proxy = await startProxy(elasticsearch!, (path) => {
      if (mode === 'pass') return 'pass'
      if (mode === 'down') return 'down'
      if (!path.startsWith('/_bulk') || bulks++ % 2 === 1) return 'pass'
      turnedAway++
      return 'busy'
    })
    cluster = await startCluster({ redis: redis!, elasticsearch: proxy.url })
  })
  afterAll(async () => {
    mode = 'pass'
    await cluster?.stop()
    proxy?.close()
  })

  test('the queue waits, memory stays flat, and nothing is lost', async () => {
    mode = 'down'
    for (let index = 0; index < count; index++) await addNote(cluster.client, index)
    await eventually(async () =>
      expect((await cluster.client.status()).queues.extract).toMatchObject({ waiting: 0, active: 0 }),
    )
    const before = residentOf(cluster)
    await wait(secondsDown * 1000)
    const down = await cluster.client.status()
    expect(down.documents.byOutcome).toEqual({ working: count, done: 0, partial: 0, parked: 0, dismissed: 0 })
    const { waiting, active, delayed, failed } = down.queues.index
    expect(waiting + active + delayed).toBe(count)
    expect(failed).toBe(0)
    if (process.platform === 'linux') expect(before).toBeGreaterThan(0)
    const growth = residentOf(cluster) - before
    expect(growth).toBeLessThan(64 * megabyte)
    mode = 'busy'
    const done = { working: 0, done: count, partial: 0, parked: 0, dismissed: 0 }
    await eventually(async () => expect((await cluster.client.status()).documents.byOutcome).toEqual(done), {
      timeoutSeconds: 150,
      intervalMilliseconds: 200,
    })
    expect(turnedAway).toBeGreaterThanOrEqual(count / 3)
    await eventually(async () => expect(await unfound(cluster.client, count)).toEqual([]))
    console.log(
      `down for ${secondsDown} s, then ${turnedAway} of ${bulks} bulks turned away: ${count} of ${count} documents searchable, the indexer grew by ${Math.round(growth / megabyte)} MB from ${Math.round(before / megabyte)} MB meanwhile`,
    )
  })
})

/** Resident bytes of the indexer; nothing where the system does not tell. */
function residentOf({ processes }: Cluster): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(
      readFileSync(`/proc/${processes.indexer.processId()}/status`, 'utf8'),
    )?.[1]
    return Number(kilobytes ?? 0) * 1024
  } catch {
    return 0
  }
}
