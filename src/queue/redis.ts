import { Queue, Worker } from 'bullmq'
import { Redis, type RedisOptions } from 'ioredis'
import type { StageQueues } from '../contracts/queue.ts'
import type { Log } from '../contracts/stage-context.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { makeStageQueues } from './queues.ts'
import { boardOnRedis } from './worker-board.ts'
import { warningsOnly } from './warnings-only.ts'

const connectSeconds = 10
const longestReconnectSeconds = 10

/** Whoever waits for an answer is told at once that there is none: a request, or a stage that hands over. */
const failFast = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  commandTimeout: 10_000,
  socketTimeout: 15_000,
} satisfies RedisOptions
/**
 * A worker waits for its next job however long it takes, also for a server that is away. It asks anew every few seconds:
 * a connection on which no answer comes for longer is dead, although nobody closed it.
 */
const patient = { maxRetriesPerRequest: null, socketTimeout: 60_000 } satisfies RedisOptions

/**
 * The queues on a Redis server, shared with every process that names the same server and prefix. Throws
 * `queue-unavailable` where it cannot be reached, `queue-unusable` where it does not let us in; a server that goes away
 * later is waited for.
 */
export async function openRedisQueues(
  url: string,
  { log = warningsOnly, prefix = 'rihla' }: { log?: Log; prefix?: string } = {},
): Promise<StageQueues> {
  await prove(url, log)
  const clients = new Set<Redis>()
  const connect = async (options: typeof failFast | typeof patient): Promise<Redis> => {
    const client = new Redis(url, { ...options, retryStrategy: reconnectDelay, lazyConnect: true })
    client.on('error', (error) => log.warn({ err: error }, 'connection to redis failed'))
    clients.add(client)
    try {
      await client.connect()
    } catch (error) {
      disconnect(client)
      throw error
    }
    return client
  }
  const disconnect = (client: Redis): void => {
    clients.delete(client)
    client.disconnect()
  }
  const made: Queue[] = []
  const open = async (): Promise<StageQueues> => {
    const asking = await connect(failFast)
    const queues = makeQueues(asking)
    // a queue that got no answer when it was made gives none ever after, however well the server is by then
    await Promise.all(made.map((queue) => queue.waitUntilReady()))
    return queues
  }
  const makeQueues = (asking: Redis) =>
    makeStageQueues(
      {
        makeQueue: (name, options) => {
          const queue = new Queue(name, { ...options, prefix, connection: asking })
          made.push(queue)
          return queue
        },
        // BullMQ opens a second connection for each worker, on which it waits
        makeWorker: async (name, process, options) => {
          const connection = await connect(patient)
          const worker = new Worker(name, (job, token, lost) => process(job, token, lost), {
            ...options,
            prefix,
            connection,
          })
          return { worker, disconnect: () => disconnect(connection) }
        },
        workers: boardOnRedis(asking, prefix),
        close: async () => clients.forEach(disconnect),
      },
      log,
    )
  try {
    return await open()
  } catch (cause) {
    clients.forEach(disconnect)
    throw unusable(url, cause)
  }
}

/** Asks once, without trying again, whether the server is there, lets us in and keeps what it is given. */
async function prove(url: string, log: Log): Promise<void> {
  const client = new Redis(url, {
    ...failFast,
    lazyConnect: true,
    connectTimeout: connectSeconds * 1000,
    retryStrategy: () => null,
  })
  let reported: unknown
  client.on('error', (error) => (reported = error))
  try {
    await client.connect()
    const policy = /^maxmemory_policy:(\S+)/m.exec(await client.info('memory'))?.[1]
    if (policy !== undefined && policy !== 'noeviction')
      log.warn(
        { host: new URL(url).host, policy },
        'redis may throw jobs away when memory is short: set maxmemory-policy to noeviction',
      )
  } catch (error) {
    // what the connection reported says more than that it was closed
    throw unusable(url, reported ?? error)
  } finally {
    client.disconnect()
  }
}

function unusable(url: string, cause: unknown): RihlaError {
  const code = isRefusal(cause) ? 'queue-unusable' : 'queue-unavailable'
  return new RihlaError(code, `redis cannot be used at ${new URL(url).host}: ${messageOf(cause)}`, { cause })
}

/** What no waiting mends: credentials, or a certificate that is not vouched for. */
function isRefusal(cause: unknown): boolean {
  const { code = '', message = '' } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : {}
  return /NOAUTH|WRONGPASS|NOPERM|invalid (username-)?password|certificate/i.test(message) || /CERT|TLS|SSL/.test(code)
}

const reconnectDelay = (times: number): number =>
  Math.min(100 * 2 ** Math.min(times, 10), longestReconnectSeconds * 1000)
