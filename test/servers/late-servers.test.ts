import { createServer } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { startProgram } from '../app/server-process.ts'
import { eventually } from '../eventually.ts'
import { temporaryFolder } from '../ingest/store-kit.ts'
import { startRedis } from '../services/redis.ts'
import { freePort } from '../services/service.ts'
import { sharedService } from '../services/shared.ts'
import { removeIndices } from './cluster.ts'
import { addNote } from './notes.ts'
import { startProxy, type Verdict } from './proxy.ts'

// Each starts whole processes, which takes long where others use the machine as well.
const [redis, elasticsearch] = await Promise.all([sharedService('redis'), sharedService('elasticsearch')])
const patience = { timeoutSeconds: 60, intervalMilliseconds: 100 }
let archives = 0

/** Settings of an archive of its own on the servers given; what it leaves on them is removed. */
function archive(servers: { REDIS_URL: string; ELASTICSEARCH_URL: string }): Record<string, string> {
  const prefix = `rihla-late-${process.pid}-${++archives}`
  const folder = temporaryFolder()
  onTestFinished(async () => {
    if (elasticsearch) await removeIndices(elasticsearch, prefix)
    const client = new Redis(redis!)
    const keys = await client.keys(`${prefix}:*`)
    if (keys.length > 0) await client.del(...keys)
    client.disconnect()
  })
  return {
    ...servers,
    REDIS_PREFIX: prefix,
    ELASTICSEARCH_PREFIX: prefix,
    RIHLA_DATA: join(folder, 'data'),
    RIHLA_DROP: join(folder, 'drop'),
  }
}

const hasSaid = ({ said, child }: ReturnType<typeof startProgram>, text: string) =>
  eventually(() => {
    expect(child.exitCode, said()).toBeNull()
    expect(said()).toContain(text)
  }, patience)

test.skipIf(!redis || !elasticsearch)('the API serves while Elasticsearch is still away, and says so', async () => {
  let verdict: Verdict = 'down'
  const proxy = await startProxy(elasticsearch!, () => verdict)
  onTestFinished(() => proxy.close())
  const settings = archive({ REDIS_URL: redis!, ELASTICSEARCH_URL: proxy.url })
  const url = `http://127.0.0.1:${await freePort()}`
  const api = startProgram({ ...settings, RIHLA_PORT: new URL(url).port }, 'api')
  await hasSaid(api, 'waiting for elasticsearch: it cannot be reached')
  await hasSaid(api, '"msg":"started"')
  const unready = await fetch(`${url}/readyz`)
  expect(unready.status).toBe(503)
  expect(await unready.json()).toMatchObject({
    code: 'index-unavailable',
    checks: { queue: { ready: true }, index: { ready: false, message: expect.stringContaining('elasticsearch') } },
  })
  // what comes in waits for the index as it would if it had gone away later
  const client = createClient({ url })
  expect((await addNote(client, 0)).outcome).toBe('working')
  await expect(client.search({ q: 'migrant' })).rejects.toMatchObject({ code: 'index-unavailable' })
  await expect(client.register('countries', {})).rejects.toMatchObject({ code: 'index-unavailable' })
  await expect(client.export('countries.csv')).rejects.toMatchObject({ code: 'index-unavailable' })
  verdict = 'pass'
  await eventually(() => client.ready(), patience)
  expect((await client.search({ q: 'migrant' })).documentCount).toBe(0)
  expect(api.said().match(/waiting for elasticsearch/g)).toHaveLength(1)
})

const own = await startRedis()
test.skipIf(!own || !elasticsearch)('a worker waits for a redis that is away, and starts when it comes', async () => {
  onTestFinished(() => own?.stop())
  await own!.kill()
  const parser = startProgram(archive({ REDIS_URL: own!.url, ELASTICSEARCH_URL: elasticsearch! }), 'parser')
  await hasSaid(parser, 'waiting for redis: it cannot be reached')
  await own!.restart()
  await hasSaid(parser, '"msg":"started"')
  parser.child.kill('SIGTERM')
  expect((await parser.ended).code, parser.said()).toBe(0)
})

test('a process that waits for its servers ends in order when it is told to', async () => {
  const away = { REDIS_URL: 'redis://127.0.0.1:1', ELASTICSEARCH_URL: 'http://127.0.0.1:1' }
  const settings = { ...away, RIHLA_DATA: join(temporaryFolder(), 'data') }
  const indexer = startProgram(settings, 'indexer')
  await hasSaid(indexer, 'waiting for redis')
  await hasSaid(indexer, 'waiting for elasticsearch')
  indexer.child.kill('SIGTERM')
  expect((await indexer.ended).code, indexer.said()).toBe(0)
})

test.skipIf(!redis)('a server that comes late and refuses the credentials ends the process', async () => {
  let isUp = false
  const server = createServer((request, response) => {
    if (!isUp) request.socket.destroy()
    response.writeHead(401, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' })
    response.end(JSON.stringify({ error: { type: 'security_exception', reason: 'unable to authenticate' } }))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const settings = archive({ REDIS_URL: redis!, ELASTICSEARCH_URL: `http://127.0.0.1:${port}` })
  const indexer = startProgram(settings, 'indexer')
  await hasSaid(indexer, 'waiting for elasticsearch')
  isUp = true
  expect((await indexer.ended).code).toBe(1)
  expect(indexer.said()).toContain('rihla: elasticsearch: security_exception: unable to authenticate')
})
