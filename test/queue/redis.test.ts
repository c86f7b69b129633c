import { Redis } from 'ioredis'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { openRedisQueues } from '../../src/queue/redis.ts'
import { eventually } from '../eventually.ts'
import type { Service } from '../services/service.ts'
import { layWire } from '../servers/wire.ts'
import { startRedis } from '../services/redis.ts'
import { sharedService } from '../services/shared.ts'
import { listeningLog } from './listening-log.ts'
import { restsWhileQueueFails } from './resting.ts'
import { queueSuite } from './suite.ts'

const server = await sharedService('redis')
const prefix = `rihla-test-${process.pid}`
const options = { concurrency: 1, attempts: 3, backoffSeconds: 0.05, timeLimitSeconds: 20 }
const job = (digit: string) => ({ documentId: digit.repeat(64), generation: 0 })

describe.skipIf(server === undefined)('redis-server', () => {
  queueSuite('queues on redis', async () => {
    const client = new Redis(server!)
    return {
      open: (log) => openRedisQueues(server!, { log, prefix }),
      async clear() {
        const keys = await client.keys(`${prefix}:*`)
        if (keys.length > 0) await client.del(...keys)
      },
      async kept() {
        const names = (await client.keys(`${prefix}:*`)).map((key) => /:(d[0-9a-f]{64}-\d+)/.exec(key)?.[1])
        return [...new Set(names)].filter((name) => name !== undefined)
      },
      close: async () => client.disconnect(),
    }
  })

  test('a server that is not there is said to be so, without the password', async () => {
    const refused = openRedisQueues('redis://:secret-of-ours@127.0.0.1:1')
    await expect(refused).rejects.toMatchObject({ code: 'queue-unavailable' })
    await expect(refused).rejects.toThrow(/redis cannot be used at 127\.0\.0\.1:1: .*ECONNREFUSED/)
    await expect(refused).rejects.not.toThrow(/secret-of-ours/)
  })
})

/** These change, stop or kill the server: it is theirs alone. */
const started: Service | undefined = await startRedis()
afterAll(() => started?.stop())
describe.skipIf(started === undefined)('redis-server of our own', () => {
  const own = started!

  test('jobs outlive a server that is killed, and workers go on by themselves', async () => {
    const { log } = listeningLog()
    const queues = await openRedisQueues(own.url, { log })
    onTestFinished(() => queues.close())
    const seen: string[] = []
    await queues.work('parse', options, async ({ documentId }) => void seen.push(documentId))
    await queues.add('parse', job('1'))
    await eventually(() => expect(seen).toHaveLength(1))
    await queues.add('index', job('2'))
    // what Redis confirmed is on the disk (appendfsync always)
    await own.kill()
    await expect(queues.add('parse', job('3'))).rejects.toMatchObject({ code: 'queue-unavailable' })
    await expect(queues.ready()).rejects.toMatchObject({ code: 'queue-unavailable' })
    await own.restart()
    await eventually(() => queues.ready())
    expect(await queues.holds('index', job('2'))).toBe(true)
    await queues.add('parse', job('3'))
    await eventually(() => expect(seen).toHaveLength(2))
  })

  test('a server that falls silent while queues are opened is said to be away, and can be asked again', async () => {
    let informed = 0
    // the first question of the second connection is whether the server is loaded; BullMQ asks then for its version
    const wire = await layWire(own.url, {
      carries: (text, connection) => connection !== 1 || !/\$4\r\ninfo\r\n/i.test(text) || informed++ === 0,
    })
    onTestFinished(() => wire.close())
    await expect(openRedisQueues(wire.url)).rejects.toMatchObject({ code: 'queue-unavailable' })
    expect(informed).toBeGreaterThan(1)
    const queues = await openRedisQueues(wire.url)
    onTestFinished(() => queues.close())
    await expect(queues.ready()).resolves.toBeUndefined()
  })

  test.for([false, true])(
    'a worker whose server takes no writes does not ask it without end, postponed: %s',
    async (postponed) => {
      const client = new Redis(own.url)
      onTestFinished(() => client.disconnect())
      const heard = listeningLog()
      const queues = await openRedisQueues(own.url, { log: heard.log, prefix: `resting-${postponed}` })
      onTestFinished(() => queues.close())
      await restsWhileQueueFails(queues, {
        heard,
        fail: () => client.config('SET', 'min-replicas-to-write', '1'),
        mend: () => client.config('SET', 'min-replicas-to-write', '0'),
        postponed,
      })
    },
  )

  test('a server that may throw jobs away is warned of', async () => {
    const client = new Redis(own.url)
    onTestFinished(() => client.disconnect())
    await client.config('SET', 'maxmemory-policy', 'allkeys-lru')
    const heard = listeningLog()
    const queues = await openRedisQueues(own.url, { log: heard.log })
    await queues.close()
    await client.config('SET', 'maxmemory-policy', 'noeviction')
    expect(heard.warnings()).toMatchObject([{ policy: 'allkeys-lru' }])
  })

  test('a wrong password is said to be wrong', async () => {
    const client = new Redis(own.url)
    await client.config('SET', 'requirepass', 'the right password')
    const { host } = new URL(own.url)
    await expect(openRedisQueues(`redis://:the%20wrong%20one@${host}`)).rejects.toThrow(
      /redis cannot be used at .*(WRONGPASS|invalid username-password)/,
    )
    await expect(openRedisQueues(own.url)).rejects.toThrow(/redis cannot be used at .*NOAUTH/)
    const queues = await openRedisQueues(`redis://:the%20right%20password@${host}`)
    await expect(queues.ready()).resolves.toBeUndefined()
    await queues.close()
    await client.config('SET', 'requirepass', '')
    client.disconnect()
  })
})
