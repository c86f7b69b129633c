import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { sharedService } from '../services/shared.ts'
import { startCluster, type Cluster, type Program } from './cluster.ts'
import { startCollector } from './collector.ts'
import { addNote } from './notes.ts'

const [redis, elasticsearch] = await Promise.all([sharedService('redis'), sharedService('elasticsearch')])
const secret = 'a-token-of-this-archive'

describe.skipIf(!redis || !elasticsearch)('processes that are observed', () => {
  let cluster: Cluster
  let collector: Awaited<ReturnType<typeof startCollector>>
  beforeAll(async () => {
    collector = await startCollector()
    cluster = await startCluster(
      { redis: redis!, elasticsearch: elasticsearch! },
      {
        RIHLA_METRICS_PORT: '0',
        RIHLA_TOKEN: secret,
        RIHLA_LOG_LEVEL: 'debug',
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_BSP_SCHEDULE_DELAY: '100',
      },
    )
  })
  afterAll(async () => {
    await cluster?.stop()
    collector?.close()
  })

  const askProgram = async (program: Program, path: string) => {
    const url = /"healthUrl":"([^"]+)"/.exec(cluster.processes[program].said())?.[1]
    return fetch(`${url}${path}`, { headers: { authorization: `Bearer ${secret}` } })
  }
  const added = async (index: number) => {
    const { documentId } = await addNote(cluster.client, index)
    await eventually(async () => expect((await cluster.client.document(documentId)).outcome).toBe('done'), {
      timeoutSeconds: 60,
    })
    return documentId
  }

  test('one document is one trace through all stages, across processes', async () => {
    await added(0)
    const done = () => collector.spans.map(({ name }) => name).toSorted()
    await eventually(() => expect(done()).toEqual(['document', 'extract', 'index', 'parse']))
    const { spans } = collector
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1)
    const byName = Object.fromEntries(spans.map((span) => [span.name, span]))
    expect(spans.map(({ name, service }) => `${name} by ${service}`).toSorted()).toEqual([
      'document by rihla-indexer',
      'extract by rihla-extractor',
      'index by rihla-indexer',
      'parse by rihla-parser',
    ])
    const { spanId } = byName['document']!
    expect(byName['document']!.parentSpanId ?? '').toBe('')
    for (const name of ['parse', 'extract', 'index']) expect(byName[name]!.parentSpanId).toBe(spanId)
    const times = ['parse', 'extract', 'index'].map((name) => BigInt(byName[name]!.startTimeUnixNano))
    expect(times).toEqual(times.toSorted((one, other) => (one < other ? -1 : 1)))
  })

  test('each process tells what it measured, and that it can work', async () => {
    await added(1)
    const metrics = await (await askProgram('parser', '/metrics')).text()
    expect(metrics).toMatch(/^rihla_stage_seconds_count\{stage="parse",end="done"\} [12]$/m)
    expect(metrics).not.toMatch(/^rihla_documents\{/m)
    expect(await (await askProgram('api', '/metrics')).text()).toMatch(/^rihla_documents\{outcome="done"\} \d+$/m)
    for (const program of ['ingester', 'parser', 'recogniser', 'extractor', 'indexer'] as const) {
      const ready = await askProgram(program, '/readyz')
      expect([program, ready.status, await ready.json()]).toMatchObject([program, 200, { status: 'ready' }])
    }
  })

  test('no secret of the settings stands in a log at the level debug', async () => {
    await added(2)
    await fetch(`${cluster.client.url}/status`, { headers: { authorization: `Bearer ${secret}` } })
    for (const one of Object.values(cluster.processes)) {
      expect(one.said(), one.program).toContain('"msg":"started"')
      expect(one.said(), one.program).not.toContain(secret)
    }
    expect(cluster.processes.api.said()).toContain('request answered')
    // one child a job
    expect(cluster.processes.parser.said()).toMatch(/"documentId":"[0-9a-f]{64}","stage":"parse","attempt":1/)
  })
})
