import { startAlone } from '../servers/alone.ts'
import { startCluster } from '../servers/cluster.ts'
import type { Supervised } from '../servers/processes.ts'
import { startProxy, type Verdict } from '../servers/proxy.ts'
import type { Client } from '../../src/http/client.ts'
import { eventually } from '../eventually.ts'
import { startElasticsearch } from '../services/elasticsearch.ts'
import { type OwnRedis, startRedis } from '../services/redis.ts'
import type { Service } from '../services/service.ts'

/** Something that is done to an archive in the midst of its work; returns what came of it, in words. */
export type Trouble = { name: string; make: () => Promise<string> }

/** An archive of its own whose parts may be killed, stopped and refused. */
export type Place = {
  client: Client
  processes: Record<string, Supervised>
  /** What can be done to it beyond filling its disk, each once. */
  troubles: readonly Trouble[]
  close(): Promise<void>
}

const patience = { timeoutSeconds: 120, intervalMilliseconds: 50 }

/** Everything in one process, with its own queue and index. */
export async function openEmbeddedPlace(settings: Record<string, string>): Promise<Place> {
  const alone = await startAlone(settings)
  const { client, processes } = alone
  return {
    client,
    processes,
    troubles: [
      ...Array.from({ length: 4 }, () => killOf(processes.all)),
      {
        name: 'the process stands still',
        async make() {
          processes.all.pause()
          await eventually(() => unanswered(client), patience)
          processes.all.wake()
          return 'stood still, woken'
        },
      },
    ],
    close: async () => void (await alone.stop()),
  }
}

/** One process of each program on a Redis and an Elasticsearch of their own; undefined where either is missing. */
export async function openServersPlace(settings: Record<string, string>): Promise<Place | undefined> {
  const [redis, elasticsearch] = await Promise.all([startRedis(), startElasticsearch()])
  if (!redis || !elasticsearch) {
    await Promise.all([redis?.stop(), elasticsearch?.stop()])
    return undefined
  }
  const bulks = await refusable(elasticsearch)
  const cluster = await startCluster({ redis: redis.url, elasticsearch: bulks.url }, settings)
  const { client, processes } = cluster
  return {
    client,
    processes,
    troubles: [
      ...Object.values(processes).map(killOf),
      serverKill('redis-server', redis),
      serverKill('Elasticsearch', elasticsearch),
      redisPause(redis, client),
      bulks.trouble,
    ],
    async close() {
      await cluster.stop()
      bulks.close()
      await Promise.all([redis.stop(), elasticsearch.stop()])
    },
  }
}

const killOf = (one: Supervised): Trouble => ({
  name: `${one.program} is killed`,
  async make() {
    await one.kill()
    return 'killed'
  },
})

const serverKill = (name: string, service: Service): Trouble => ({
  name: `${name} is killed`,
  async make() {
    await service.kill()
    await service.restart()
    return 'killed, started again'
  },
})

/** Long enough for every question on the way to be given up. */
const redisPause = (redis: OwnRedis, client: Client): Trouble => ({
  name: 'redis stands still',
  async make() {
    redis.pause()
    try {
      await eventually(() => refusedBy(client, 'queue-unavailable'), patience)
    } finally {
      redis.wake()
    }
    return 'stood still until nobody waited for it, woken'
  },
})

/** Refuses every second bulk, now with 429 and now by hanging up, until `refusals` were refused. */
async function refusable(elasticsearch: Service, refusals = 20) {
  let left = 0
  let count = 0
  const verdicts: readonly Verdict[] = ['busy', 'pass', 'down', 'pass']
  const proxy = await startProxy(elasticsearch.url, (path) => {
    if (left === 0 || !/_bulk/.test(path)) return 'pass'
    const verdict = verdicts[count++ % verdicts.length]!
    if (verdict !== 'pass') left--
    return verdict
  })
  const trouble: Trouble = {
    name: 'half of the bulks are refused',
    async make() {
      left = refusals
      await eventually(() => {
        if (left > 0) throw new Error(`${left} bulks are still to be refused`)
      }, patience)
      return `${refusals} of ${count} bulks refused`
    },
  }
  return { url: proxy.url, trouble, close: () => proxy.close() }
}

/** Passes where nobody answers within two seconds. */
async function unanswered({ url }: Client): Promise<void> {
  const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(2000) }).catch(() => undefined)
  if (answer) throw new Error('it answers')
}

async function refusedBy(client: Client, code: string): Promise<void> {
  const failure: unknown = await client.status().catch((error: unknown) => error)
  if (!(failure instanceof Error) || !('code' in failure) || failure.code !== code)
    throw new Error(`it is not refused with ${code}`, { cause: failure })
}
