import { readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { programs, startCluster, type Cluster } from '../servers/cluster.ts'
import { addNote, noteOf, unfound } from '../servers/notes.ts'
import { startElasticsearch } from '../services/elasticsearch.ts'
import { startRedis } from '../services/redis.ts'
import type { Service } from '../services/service.ts'
import { seeded, shuffled } from './random.ts'

const count = 200
const rounds = 2
const seed = Number(process.env['FAULT_SEED'] ?? 6)

/** Servers of our own: those that the environment names are not ours to kill. */
const [redis, elasticsearch] = await Promise.all([startRedis(), startElasticsearch()])

describe.skipIf(!redis || !elasticsearch)('everything is killed', () => {
  let cluster: Cluster
  beforeAll(async () => {
    const servers = { redis: redis!.url, elasticsearch: elasticsearch!.url }
    cluster = await startCluster(servers, { RIHLA_SWEEP_SECONDS: '5' })
  })
  afterAll(async () => {
    await cluster?.stop()
    await Promise.all([redis?.stop(), elasticsearch?.stop()])
  })
  const outcomes = async () => (await cluster.client.status()).documents.byOutcome

  test(`${count} documents come through while every process, redis and Elasticsearch are killed twice each (seed ${seed})`, async () => {
    const began = performance.now()
    const random = seeded(seed)
    const kills = Array.from({ length: rounds }, () => shuffled(victims(cluster), random)).flat()
    const log: string[] = []
    const adding = addAll(cluster)
    for (const [index, { name, kill }] of kills.entries()) {
      // spread over the work: a kill when nothing is left to do would prove nothing
      const share = Math.floor((count * (index + 0.2)) / (kills.length + 1))
      await eventually(async () => expect((await outcomes()).done).toBeGreaterThanOrEqual(share), patience)
      await wait(random() * 300)
      const { done, working } = await outcomes()
      expect(done, 'it is killed in the midst of the work').toBeLessThan(count)
      await kill()
      log.push(`${seconds(began)} s: killed ${name} with ${done} done and ${working} on their way`)
      console.log(log.at(-1))
    }
    const resent = await adding
    await eventually(async () => {
      expect(await outcomes()).toEqual({ working: 0, done: count, partial: 0, parked: 0, dismissed: 0 })
    }, patience)
    await eventually(async () => expect(await unfound(cluster.client, count)).toEqual([]), patience)
    const all = await cluster.client.search({ q: 'migrant', size: 100 })
    expect(all.documentCount, 'none is there twice').toBe(count)
    const finished = () => readdirSync(join(cluster.settings['RIHLA_DROP']!, 'done'))
    await eventually(() => expect(finished()).toHaveLength(count / 4), patience)
    const restarts = Object.values(cluster.processes).map((one) => `${one.program} ${one.restarts()}`)
    // a server that is away is waited for: no process ended but by a kill
    expect(restarts).toEqual(programs.map((program) => `${program} ${rounds}`))
    console.log(
      `${kills.length} kills, ${count} documents searchable once each after ${seconds(began)} s, ${resent} sent again, 0 lost; restarts: ${restarts.join(', ')}`,
    )
  })
})

const patience = { timeoutSeconds: 150, intervalMilliseconds: 200 }
const isDropped = (index: number): boolean => index % 4 === 3
const seconds = (began: number): string => ((performance.now() - began) / 1000).toFixed(1)

function victims(cluster: Cluster): { name: string; kill: () => Promise<void> }[] {
  const server = (name: string, service: Service) => ({
    name,
    async kill() {
      await service.kill()
      await service.restart()
    },
  })
  return [
    ...programs.map((program) => ({ name: program, kill: () => cluster.processes[program].kill() })),
    server('redis-server', redis!),
    server('Elasticsearch', elasticsearch!),
  ]
}

/** Every fourth is dropped in the folder, the others are sent. What is refused is sent again; returns how often that was. */
async function addAll({ client, settings }: Cluster): Promise<number> {
  let resent = 0
  for (let index = 0; index < count; index++) {
    if (isDropped(index)) {
      const path = join(settings['RIHLA_DROP']!, `note ${index}.pdf`)
      writeFileSync(`${path}.part`, await noteOf(index))
      renameSync(`${path}.part`, path)
      continue
    }
    await eventually(
      async () => {
        try {
          await addNote(client, index)
        } catch (error) {
          resent++
          throw error
        }
      },
      { ...patience, timeoutSeconds: 120 },
    )
  }
  return resent
}
