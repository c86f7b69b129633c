import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { openRedisQueues } from '../../src/queue/redis.ts'
import { keepWatch } from '../../src/queue/worker-watch.ts'
import { startProgram } from '../app/server-process.ts'
import { eventually } from '../eventually.ts'
import { startServer } from '../http/kit.ts'
import { temporaryFolder } from '../ingest/store-kit.ts'
import { listeningLog } from '../queue/listening-log.ts'
import { sharedService } from '../services/shared.ts'
import { removeIndices } from './cluster.ts'
import { layWire } from './wire.ts'

const [redis, elasticsearch] = await Promise.all([sharedService('redis'), sharedService('elasticsearch')])
const options = { concurrency: 1, attempts: 3, backoffSeconds: 0.05, timeLimitSeconds: 20 }
const job = (digit: string) => ({ documentId: digit.repeat(64), generation: 0 })
let archives = 0

/** A prefix of the test's own in Redis, of which nothing is left. */
function ownPrefix(): string {
  const prefix = `rihla-stalled-${process.pid}-${++archives}`
  onTestFinished(async () => {
    const client = new Redis(redis!)
    const keys = await client.keys(`${prefix}:*`)
    if (keys.length > 0) await client.del(...keys)
    client.disconnect()
  })
  return prefix
}

/** A worker of the stage parse by a wire that can go dead behind its back, watched, and the queues as others see them. */
async function watchedWorker() {
  const prefix = ownPrefix()
  const wire = await layWire(redis!)
  const { log, lines } = listeningLog()
  const queues = await openRedisQueues(wire.url, { log, prefix })
  const others = await openRedisQueues(redis!, { log, prefix })
  const own = wire.connections()
  const taken: string[] = []
  const worker = await queues.work('parse', options, async ({ documentId }) => void taken.push(documentId))
  await queues.add('parse', job('1'))
  await eventually(() => expect(taken).toHaveLength(1))
  // that job 1 is done is said to redis by a command that may also fetch the next job: none is to be fetched by the dead
  await eventually(async () => expect((await others.counts()).parse).toMatchObject({ active: 0 }))
  const stuck: string[] = []
  const stalledAt: boolean[] = []
  const watch = keepWatch({
    queues,
    workers: [worker],
    program: 'parser',
    stalledSeconds: 1,
    log,
    onBeat: ({ stages }) => stalledAt.push(stages[0]!.stalled),
    onStuck: ({ code, message }) => stuck.push(`${code}: ${message}`),
  })
  onTestFinished(async () => {
    await watch.close()
    await queues.close()
    await others.close()
    wire.close()
  })
  return { wire, own, queues, others, taken, stuck, stalledAt, lines }
}

test.skipIf(!redis)('a worker whose connections died is told of, opened anew, and goes on', async () => {
  const { wire, own, others, taken, stalledAt, stuck, lines } = await watchedWorker()
  wire.die(own)
  wire.mend()
  await others.add('parse', job('2'))
  await eventually(() => expect(taken).toHaveLength(2))
  await eventually(() => expect(stalledAt.at(-1)).toBe(false))
  expect(stalledAt).toContain(true)
  expect(stuck).toEqual([])
  const said = lines.map(({ message }) => message)
  expect(said).toContain('worker takes no jobs although some wait')
  expect(said).toContain('worker was opened anew')
})

test.skipIf(!redis)('one that takes nothing by a new connection either is given up, and /readyz names it', async () => {
  const { wire, own, others, stuck } = await watchedWorker()
  wire.die(own)
  await others.add('parse', job('2'))
  await eventually(() =>
    expect(stuck[0]).toMatch(/^worker-stalled: the worker of stage parse has taken no job for 2 s/),
  )
  // a process that slept meanwhile, on a loaded machine, begins to judge anew
  await eventually(async () => {
    const [seen] = await others.workersSeen()
    expect(seen).toMatchObject({
      program: 'parser',
      processId: process.pid,
      stages: [{ stage: 'parse', stalled: true }],
    })
  })
  const { json } = await startServer({ queues: others })
  await eventually(async () => {
    const { status, body } = await json('/readyz')
    // the server itself can answer: a balancer goes on sending requests
    expect(status).toBe(200)
    expect(body.checks.workers).toMatchObject({
      ready: false,
      code: 'worker-stalled',
      message: expect.stringMatching(/^parser \(process \d+ on .*\) takes no jobs of stage parse$/),
    })
  })
})

test.skipIf(!redis)('jobs that no worker is there for are told of', async () => {
  const queues = await openRedisQueues(redis!, { prefix: ownPrefix() })
  onTestFinished(() => queues.close())
  const { json } = await startServer({ queues })
  expect((await json('/readyz')).body.checks.workers).toEqual({ ready: true })
  await queues.add('extract', job('1'))
  expect((await json('/readyz')).body.checks.workers).toMatchObject({
    ready: false,
    message: 'no worker of stage extract is seen, while 1 job waits',
  })
})

test.skipIf(!redis)('a busy worker and one with nothing to do are not stalled', async () => {
  const queues = await openRedisQueues(redis!, { prefix: ownPrefix() })
  const held = Promise.withResolvers<void>()
  const workers = [
    await queues.work('parse', options, () => held.promise),
    await queues.work('extract', options, async () => undefined),
  ]
  const heard = listeningLog()
  let beats = 0
  const watch = keepWatch({
    queues,
    workers,
    program: 'both',
    stalledSeconds: 0.2,
    log: heard.log,
    onBeat: () => void beats++,
  })
  onTestFinished(async () => {
    held.resolve()
    await watch.close()
    await queues.close()
  })
  await queues.add('parse', job('1'))
  await eventually(() => expect(workers[0]!.look().holds).toHaveLength(1))
  await queues.add('parse', job('2'))
  const before = beats
  await eventually(() => expect(beats).toBeGreaterThan(before + 10))
  expect(heard.warnings()).toEqual([])
})

test.skipIf(!redis || !elasticsearch)('a process that cannot be mended ends, so that it is started again', async () => {
  const prefix = ownPrefix()
  const folder = temporaryFolder()
  onTestFinished(() => removeIndices(elasticsearch!, prefix))
  const wire = await layWire(redis!)
  onTestFinished(() => wire.close())
  const health = join(folder, 'alive')
  const parser = startProgram(
    {
      REDIS_URL: wire.url,
      REDIS_PREFIX: prefix,
      ELASTICSEARCH_URL: elasticsearch!,
      ELASTICSEARCH_PREFIX: prefix,
      RIHLA_DATA: join(folder, 'data'),
      RIHLA_STALLED_SECONDS: '1',
      RIHLA_STOP_GRACE_SECONDS: '0',
      RIHLA_HEALTH_FILE: health,
    },
    'parser',
  )
  await eventually(() => expect(parser.said()).toContain('"msg":"started"'))
  await eventually(() => expect(JSON.parse(readFileSync(health, 'utf8'))).toMatchObject({ program: 'parser' }))
  const queues = await openRedisQueues(redis!, { prefix })
  onTestFinished(() => queues.close())
  await eventually(async () => expect(await queues.workersSeen()).toMatchObject([{ program: 'parser' }]))
  // the first two connections: one that proved the server, and one that asks
  wire.die(2)
  await queues.add('parse', job('1'))
  expect((await parser.ended).code, parser.said()).toBe(1)
  expect(parser.said()).toMatch(/rihla: the worker of stage parse has taken no job/)
})
