import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../cli/run-cli.ts'
import { eventually } from '../eventually.ts'
import { startRedis } from '../services/redis.ts'
import { sharedService } from '../services/shared.ts'
import { startCluster, type Cluster } from './cluster.ts'
import { addNote, unfound } from './notes.ts'

const count = 40
/** One of our own: to empty one that tests share would empty theirs. */
const [redis, elasticsearch] = await Promise.all([startRedis(), sharedService('elasticsearch')])

describe.skipIf(!redis || !elasticsearch)('redis is emptied in mid-flight', () => {
  let cluster: Cluster
  beforeAll(async () => {
    // so that nothing but the command can bring them through
    cluster = await startCluster({ redis: redis!.url, elasticsearch: elasticsearch! }, { RIHLA_SWEEP_SECONDS: '86400' })
  })
  afterAll(async () => {
    await cluster?.stop()
    await redis?.stop()
  })

  test('rihla verify --fix brings every accepted document through', async () => {
    for (let index = 0; index < count; index++) await addNote(cluster.client, index)
    const client = new Redis(redis!.url)
    await client.flushall()
    client.disconnect()
    const { working } = (await cluster.client.status()).documents.byOutcome
    expect(working).toBeGreaterThan(0)
    const settings = { RIHLA_URL: cluster.client.url, RIHLA_DATA: cluster.settings['RIHLA_DATA']! }
    const mended = await runCli(['verify', '--fix', '--json'], { settings })
    expect(mended.code, mended.stderr).toBe(0)
    const { report } = JSON.parse(mended.stdout)
    expect(report.byFault).toEqual({ 'not-queued': report.faults })
    expect(report.mended).toBe(report.faults)
    expect(report.mended).toBeGreaterThan(0)
    // a job that a worker held while redis was emptied was no fault and is not waited for: it may end a moment later
    await eventually(async () => {
      const { byOutcome } = (await cluster.client.status()).documents
      expect(byOutcome).toEqual({ working: 0, done: count, partial: 0, parked: 0, dismissed: 0 })
    })
    await eventually(async () => expect(await unfound(cluster.client, count)).toEqual([]))
    console.log(
      `redis was emptied with ${working} of ${count} documents on their way: verify --fix queued ${report.mended} again, ${count} are searchable once each`,
    )
    const again = await runCli(['verify'], { settings })
    expect(again).toMatchObject({ code: 0, stdout: `${count} documents verified: nothing is wrong\n` })
  })
})
