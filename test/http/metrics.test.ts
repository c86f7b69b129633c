import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { createHealthServer } from '../../src/http/health-server.ts'
import { openMetrics } from '../../src/metrics.ts'
import type { StageRunTold } from '../../src/contracts/measures.ts'
import { RihlaError } from '../../src/errors.ts'
import { bytesOf, pdfOf } from '../ingest/bytes.ts'
import { sharedBackends } from './backends.ts'
import { startServer, temporaryParts } from './kit.ts'
import { storedDocument } from './results.ts'

const run: StageRunTold = {
  documentId: 'a'.repeat(64),
  generation: 0,
  stage: 'parse',
  attempt: 1,
  began: Date.now(),
  seconds: 0.2,
  end: 'done',
  counted: { pages: 3, characters: 900 },
}

const reading = { parserVersion: 'parser-1', rulesVersion: 'rules-1' }

/** A server that is measured, over a store and queues of its own. */
async function measured() {
  const { store } = await temporaryParts()
  const { queues, index } = await sharedBackends()
  const metrics = openMetrics({ version: '1.2.3', archive: { store, queues, index, reading } })
  const { ask } = await startServer({ metrics })
  return { store, metrics, ask }
}

const linesOf = async (metrics: { text(): Promise<string> }) => (await metrics.text()).split('\n')

test('the state of the archive and what this process did are told, by nothing of which there is no end', async () => {
  const { store, metrics, ask } = await measured()
  await store.add({ name: 'first.pdf', bytes: bytesOf(pdfOf('first')) })
  await store.add({ name: 'letter.pdf', bytes: bytesOf('Dear all') })
  await storedDocument(store, { name: 'older.pdf', text: 'Nurses from Kenya.' })
  metrics.stageRan(run)
  metrics.stageRan({ ...run, end: 'retried', code: 'parser-crashed', counted: {} })
  metrics.stageRan({ ...run, end: 'parked', code: 'pdf-damaged', counted: {} })
  metrics.stageRan({ ...run, stage: 'recognise', counted: { recognised: 2 } })
  metrics.stageRan({ ...run, stage: 'index', counted: { passages: 10, refused: 1 } })
  metrics.parserKilled('parse-memory-limit')
  expect((await ask('/status')).status).toBe(200)
  expect((await ask('/documents/nobody')).status).toBe(400)
  expect((await ask('/metrics')).headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const lines = await linesOf(metrics)
  for (const line of [
    'rihla_build_info{version="1.2.3"} 1',
    'rihla_documents{outcome="working"} 1',
    'rihla_documents{outcome="parked"} 1',
    'rihla_documents_parked{code="not-a-pdf"} 1',
    'rihla_documents_outdated 1',
    'rihla_queue_jobs{stage="parse",state="waiting"} 0',
    'rihla_queue_oldest_waiting_seconds{stage="index"} 0',
    'rihla_workers_stalled{stage="parse"} 0',
    'rihla_ready{dependency="index"} 1',
    'rihla_stage_seconds_count{stage="parse",end="done"} 1',
    'rihla_stage_retries_total{stage="parse"} 1',
    'rihla_stage_parked_total{stage="parse",code="pdf-damaged"} 1',
    'rihla_pages_parsed_total 3',
    'rihla_pages_recognised_total 2',
    'rihla_passages_refused_total 1',
    'rihla_parser_kills_total{reason="parse-memory-limit"} 1',
    'rihla_http_request_seconds_count{route="/status",method="GET",status="200"} 1',
  ])
    expect(lines).toContain(line)
  const text = lines.join('\n')
  expect(text).toMatch(/^rihla_disk_kept_free_bytes 0$/m)
  for (const what of ['originals', 'store', 'disk', 'disk_free', 'index'])
    expect(text).toMatch(new RegExp(`^rihla_${what}_bytes [1-9]`, 'm'))
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m)
  expect(text).toContain('route="/documents/:id"')
  expect(text).not.toContain('nobody')
  expect(text).not.toContain(run.documentId)
})

test('how long the oldest job waits and when a worker last took one is told', async () => {
  const { metrics } = await measured()
  const { queues } = await sharedBackends()
  const consumedAt = new Date(Date.now() - 90_000).toISOString()
  const now = new Date().toISOString()
  const stages = [{ stage: 'extract' as const, holds: [], stalled: true, consumedAt }]
  const seen = {
    workerId: 'one',
    program: 'extractor',
    host: 'here',
    processId: 1,
    startedAt: now,
    seenAt: now,
    stages,
    hindered: 'the drop folder cannot be read',
  }
  await queues.tellOfWorker(seen, { keepSeconds: 60 })
  await queues.add('extract', { documentId: 'b'.repeat(64), generation: 0 })
  const text = await metrics.text()
  await queues.forgetWorker('one')
  const valueOf = (name: string) => Number(new RegExp(`^${name}\\{stage="extract"\\} (\\S+)$`, 'm').exec(text)?.[1])
  expect(valueOf('rihla_stage_last_consumed_seconds')).toBeGreaterThanOrEqual(90)
  expect(valueOf('rihla_queue_oldest_waiting_seconds')).toBeGreaterThan(0)
  expect(valueOf('rihla_workers_stalled')).toBe(1)
  expect(text).toContain('rihla_workers{program="extractor"} 1')
  expect(text).toContain('rihla_workers_hindered{program="extractor"} 1')
})

test('what cannot be asked now is absent, and said to be not ready', async () => {
  const { store } = await temporaryParts()
  const { index } = await sharedBackends()
  const fail = async () => {
    throw new RihlaError('queue-unavailable', 'the queue does not answer')
  }
  const queues = { counts: fail, paused: fail, oldestWaiting: fail, workersSeen: fail, ready: fail }
  const text = await openMetrics({ version: '1', archive: { store, queues, index, reading } }).text()
  expect(text).toContain('rihla_ready{dependency="queue"} 0')
  expect(text).toContain('rihla_documents{outcome="done"} 0')
  expect(text).not.toMatch(/^rihla_queue_jobs\{/m)
})

const promtool = spawnSync('promtool', ['--version']).status === 0
test.skipIf(!promtool)('promtool finds nothing wrong with the metrics', async () => {
  const { metrics } = await measured()
  metrics.stageRan(run)
  metrics.parserKilled('parse-time-limit')
  const checked = spawnSync('promtool', ['check', 'metrics'], { input: await metrics.text(), encoding: 'utf8' })
  expect(checked.stderr + checked.stdout).toBe('')
  expect(checked.status).toBe(0)
})

test('a process that serves nothing else tells the same on a port of its own, to whoever bears a token', async () => {
  const { store } = await temporaryParts()
  const token = 'a-token-of-the-test'
  let stalled = true
  const server = createHealthServer({
    metrics: openMetrics({ version: '1' }),
    needs: {
      store,
      workers: {
        async ready() {
          if (stalled) throw new RihlaError('worker-stalled', 'no jobs are taken of stage parse')
        },
      },
    },
    version: '1',
    host: '127.0.0.1',
    token,
    wrongTokensPerMinute: 3,
  })
  const ask = (url: string, bearing?: string) =>
    server.inject({ url, headers: { host: 'localhost', ...(bearing && { authorization: `Bearer ${bearing}` }) } })
  for (const url of ['/metrics', '/healthz', '/readyz']) expect((await ask(url)).statusCode).toBe(401)
  expect((await ask('/healthz', token)).json()).toMatchObject({ status: 'alive', version: '1' })
  expect((await ask('/metrics', token)).body).toContain('rihla_build_info{version="1"} 1')
  const unready = await ask('/readyz', token)
  expect([unready.statusCode, unready.json()]).toMatchObject([
    503,
    { status: 'not ready', checks: { store: { ready: true }, workers: { ready: false, code: 'worker-stalled' } } },
  ])
  stalled = false
  expect((await ask('/readyz', token)).statusCode).toBe(200)
  expect((await ask('/elsewhere', token)).json()).toMatchObject({ code: 'route-unknown' })
  for (let guess = 0; guess < 3; guess++) expect((await ask('/metrics', `guess-${guess}`)).statusCode).toBe(401)
  expect((await ask('/metrics', token)).json(), 'who guesses is not listened to').toMatchObject({
    code: 'too-many-requests',
  })
  await server.close()
})
