import type { AppOptions, Parts } from './app.ts'
import type { Closers } from './closers.ts'
import type { Config } from './config.ts'
import type { Metrics, StageRunTold } from './contracts/measures.ts'
import type { WorkerSeen } from './contracts/workers.ts'
import { RihlaError } from './errors.ts'
import { version } from './version.ts'

/** Whoever is told of what a process does. */
export type Observers = {
  /** Absent where nobody can ask for it. */
  metrics?: Metrics
  stageRan: (run: StageRunTold) => void
  parserKilled: (reason: string) => void
}

type Archive = Pick<Parts, 'store' | 'queues' | 'index'>

/** Opens what the settings ask for; neither Prometheus' nor OpenTelemetry's packages are loaded for nobody. */
export async function openObservers(
  { config, archive, program }: { config: Config; archive: Archive; program: string },
  { http = false }: AppOptions,
  closers: Closers,
): Promise<Observers> {
  const metered = http || config.RIHLA_METRICS_PORT !== undefined
  const metrics = metered ? await openMetrics(http ? archive : undefined) : undefined
  const endpoint = config.OTEL_EXPORTER_OTLP_ENDPOINT
  const traces =
    endpoint === undefined ? undefined : (await import('./traces.ts')).openTraces({ endpoint, program, version })
  closers.add('traces', () => traces?.close())
  return {
    ...(metrics && { metrics }),
    stageRan(run) {
      metrics?.stageRan(run)
      traces?.stageRan(run)
    },
    parserKilled: (reason) => metrics?.parserKilled(reason),
  }
}

async function openMetrics(archive: Archive | undefined): Promise<Metrics> {
  const [metrics, { reading }] = await Promise.all([import('./metrics.ts'), import('./reading.ts')])
  return metrics.openMetrics({ version, ...(archive && { archive: { ...archive, reading } }) })
}

/** Tells `/metrics`, `/healthz` and `/readyz` on a port of its own where the settings name one; returns where. */
export async function serveHealth(
  {
    config,
    metrics,
    archive,
    seen,
  }: { config: Config; metrics: Metrics; archive: Archive; seen: () => WorkerSeen | undefined },
  { http = false, workers = [] }: AppOptions,
  closers: Closers,
): Promise<string | undefined> {
  const port = config.RIHLA_METRICS_PORT
  if (port === undefined) return undefined
  const [{ createHealthServer }, { listen }] = await Promise.all([
    import('./http/health-server.ts'),
    import('./http/listen.ts'),
  ])
  const { store, queues, index } = archive
  const host = config.RIHLA_METRICS_HOST
  const server = createHealthServer({
    metrics,
    needs: {
      store,
      queue: queues,
      // the other stages go on without it
      ...((http || workers.includes('index')) && { index }),
      workers: { ready: async () => refuseStalled(seen()) },
    },
    version,
    host,
    token: config.RIHLA_TOKEN,
    tokens: config.RIHLA_TOKENS ?? [],
    wrongTokensPerMinute: config.RIHLA_MAX_WRONG_TOKENS_PER_MINUTE,
  })
  closers.add('health', () => server.close())
  return listen(server, { host, port, settings: 'RIHLA_METRICS' })
}

function refuseStalled(seen: WorkerSeen | undefined): void {
  if (seen?.hindered !== undefined) throw new RihlaError('worker-stalled', seen.hindered)
  const stalled = seen?.stages.filter((one) => one.stalled).map(({ stage }) => stage) ?? []
  if (stalled.length > 0) throw new RihlaError('worker-stalled', `no jobs are taken of stage ${stalled.join(', ')}`)
}
