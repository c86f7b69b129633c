import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Metrics, StageRunTold } from './contracts/measures.ts'
import { archiveGauges, type ArchiveParts, type AskedGauge } from './archive-metrics.ts'

/** A stage takes milliseconds for a note and half an hour for a scanned book. */
const stageBuckets = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 1800]
const requestBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
/** Gauges of prom-client that are named as only counters may be. */
const misnamed = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total']

/**
 * Measures this process, and with `archive` the whole archive as well. No label holds a document, a name or anything else
 * of which there is no end.
 */
export function openMetrics({ version, archive }: { version: string; archive?: ArchiveParts }): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  for (const name of misnamed) registry.removeSingleMetric(name)
  new Gauge({ name: 'rihla_build_info', help: 'The version that runs.', labelNames: ['version'], registers })
    .labels(version)
    .set(1)
  const stageSeconds = new Histogram({
    name: 'rihla_stage_seconds',
    help: 'Seconds that a run of a stage took, by how it ended.',
    labelNames: ['stage', 'end'],
    buckets: stageBuckets,
    registers,
  })
  const retries = counter('rihla_stage_retries_total', 'Runs of a stage that failed and are tried again.', ['stage'])
  const parked = counter('rihla_stage_parked_total', 'Documents that a stage parked, by code.', ['stage', 'code'])
  const pages = counter('rihla_pages_parsed_total', 'Pages that were parsed.', [])
  const recognised = counter('rihla_pages_recognised_total', 'Pages that were read from their images.', [])
  const refused = counter('rihla_passages_refused_total', 'Passages that the index refused for good.', [])
  const kills = counter('rihla_parser_kills_total', 'Parser processes that were killed or died, by why.', ['reason'])
  const requestSeconds = new Histogram({
    name: 'rihla_http_request_seconds',
    help: 'Seconds until a request was answered, by its route.',
    labelNames: ['route', 'method', 'status'],
    buckets: requestBuckets,
    registers,
  })
  for (const gauge of archive ? archiveGauges(archive) : []) addGauge(gauge)

  function counter(name: string, help: string, labelNames: string[]): Counter {
    return new Counter({ name, help, labelNames, registers })
  }

  function addGauge({ ask, ...described }: AskedGauge): void {
    const gauge = new Gauge({
      ...described,
      registers,
      async collect() {
        // nothing of an earlier reading stays where it cannot be asked now
        const values = await ask().catch(() => [])
        gauge.reset()
        for (const { labels, value } of values) gauge.set(labels, value)
      },
    })
  }

  function stageRan({ stage, end, seconds, code, counted }: StageRunTold): void {
    stageSeconds.observe({ stage, end }, seconds)
    if (end === 'retried') retries.inc({ stage })
    if (end === 'parked') parked.inc({ stage, code: code ?? 'unknown' })
    pages.inc(counted['pages'] ?? 0)
    recognised.inc(counted['recognised'] ?? 0)
    refused.inc(counted['refused'] ?? 0)
  }

  return {
    stageRan,
    parserKilled: (reason) => kills.inc({ reason }),
    requestAnswered: ({ route, method, status, seconds }) =>
      requestSeconds.observe({ route, method, status: String(status) }, seconds),
    text: () => registry.metrics(),
  }
}
