import { join } from 'node:path'
import type { Config } from './config.ts'
import type { Correction } from './contracts/corrections.ts'
import type { StageQueues, StageWorker } from './contracts/queue.ts'
import type { Log } from './contracts/stage-context.ts'
import type { Added, Store } from './contracts/store.ts'
import { StageName } from './contracts/stored-document.ts'
import type { WorkerSeen } from './contracts/workers.ts'
import { Closers } from './closers.ts'
import { healthFile } from './health-file.ts'
import { openLog } from './log.ts'
import { openBackends } from './backends.ts'
import { openExtractorPool } from './extractor-pool.ts'
import { openStore } from './ingest/store.ts'
import { openObservers, serveHealth, type Observers } from './observe.ts'
import { openSearches } from './open-searches.ts'
import { finishForgetting } from './operations/forget.ts'
import { openParserPool } from './parse/parser-pool.ts'
import { noParser, openRecogniser, parserLimits } from './parsers.ts'
import { persist } from './persist.ts'
import { recoverDocuments } from './queue/recovery.ts'
import { startStages } from './queue/runner.ts'
import { keepCorrection } from './queue/keep-correction.ts'
import { sendOn } from './queue/send-on.ts'
import { keepSweeping } from './queue/sweep.ts'
import { keepWatch } from './queue/worker-watch.ts'
import type { RegisterIndex } from './search/register-index.ts'
import type { SearchIndex } from './search/search-index.ts'
import type { SearchFiles } from './searches/saved-searches.ts'
import { documentPipeline } from '../pipelines/documents.ts'

/** What of Rihla a process runs; nothing of it unless asked for. */
export type AppOptions = {
  http?: boolean
  drop?: boolean
  workers?: readonly StageName[]
  /** Aborted to give up waiting for servers that are away; without it, a start fails where one is. */
  patience?: AbortSignal
}

/** Every part at once: what one process does alone. */
export const everything = { http: true, drop: true, workers: StageName.options } as const satisfies AppOptions

export type App = {
  log: Log
  store: Store
  queues: StageQueues
  index: SearchIndex
  registers: RegisterIndex
  /** Where the server listens, if one was asked for. */
  url?: string
  /** Takes a file into the store and, unless it was refused, into the pipeline. */
  add(file: Parameters<Store['add']>[0]): Promise<Added>
  /** Keeps a correction, and sends its document to be indexed again. */
  correct(correction: Correction): Promise<void>
  /** Sends on a document that is in the store; safe to repeat. */
  submit(added: Added): Promise<void>
  /** Resolves once what an earlier process left unfinished is queued again. */
  recovered: Promise<void>
  /** Rejects where the process cannot go on, with why: whoever runs it ends it then. */
  broken: Promise<never>
  /** Ends in reverse order; what runs may finish within RIHLA_STOP_GRACE_SECONDS. */
  close(): Promise<void>
}

/** Opens log, store, queues, index and what is asked for; where one fails, those before it are closed again. */
export async function openApp(config: Config, options: AppOptions = {}): Promise<App> {
  const closers = new Closers()
  try {
    return await open(config, options, closers)
  } catch (error) {
    await closers.close()
    throw error
  }
}

async function open(
  config: Config,
  { http = false, drop = false, workers = [], patience }: AppOptions,
  closers: Closers,
): Promise<App> {
  const began = performance.now()
  const log = await openLog(config)
  const opening = openBackends(config, log, { patient: patience !== undefined })
  // The database takes longest to open, and most of that beside this thread.
  const serverParts = http ? import('./serve.ts') : undefined
  const backends = await opening
  closers.add('backends', () => backends.close())
  const { queues, index, registers } = backends
  const broken = Promise.withResolvers<never>()
  broken.promise.catch(() => undefined)
  backends.reached.all.catch(broken.reject)
  const store = await openStore({
    folder: join(config.RIHLA_DATA, 'store'),
    maxFileBytes: config.RIHLA_MAX_FILE_BYTES,
    minFreeBytes: config.RIHLA_MIN_FREE_BYTES,
  })
  closers.add('store', () => store.close())
  const searches = await openSearches(config)

  const submit = ({ document }: Added) => sendOn(queues, document)
  const add = async (file: Parameters<Store['add']>[0]) => {
    const added = await store.add(file)
    await submit(added)
    return added
  }
  const correct = (correction: Correction) => keepCorrection({ store, queues }, correction)
  const program = programOf({ http, drop, workers })
  const archive = { store, queues, index }
  const observers = await openObservers({ config, archive, program }, { http }, closers)
  const { metrics } = observers
  const parts = { config, log, store, queues, index, registers, searches, add, correct, submit, observers }
  const url = await (await serverParts)?.serve(parts, closers)
  if (url) backends.announce(url)
  const watched = watchWorkers({ parts, program, broken: broken.reject }, closers)
  const seen = () => watched.seen
  const healthUrl = metrics && (await serveHealth({ config, metrics, archive, seen }, { http, workers }, closers))
  if (workers.length > 0 || drop) await unlessStopped(backends.reached.queues, patience)
  if (workers.length > 0) watched.workers.push(...(await work(parts, workers, closers)))
  if (drop) watched.hindrance = await watch(parts, closers)
  // One kind of process is enough; that there are several of it does no harm.
  if (workers.includes('index')) {
    sweep(parts, closers)
    await tell(parts, closers)
  }
  const recovered = workers.length > 0 ? recover(parts, backends.reached.all, closers) : Promise.resolve()
  const milliseconds = Math.round(performance.now() - began)
  log.info({ ...(url && { url }), ...(healthUrl && { healthUrl }), workers, milliseconds }, 'started')
  return {
    ...parts,
    ...(url !== undefined && { url }),
    recovered,
    broken: broken.promise,
    async close() {
      await closers.close()
      log.info({}, 'stopped')
    },
  }
}

export type Parts = Pick<App, 'log' | 'store' | 'queues' | 'index' | 'registers' | 'add' | 'correct' | 'submit'> & {
  config: Config
  searches: SearchFiles
  observers: Observers
}

async function work(
  { config, observers, ...parts }: Parts,
  names: readonly StageName[],
  closers: Closers,
): Promise<readonly StageWorker[]> {
  const parser = names.includes('parse')
    ? openParserPool(parserLimits(config), { onKilled: observers.parserKilled })
    : noParser
  closers.add('parser', () => parser.close())
  const recogniser =
    names.includes('recognise') && config.RIHLA_RECOGNISE === 'on'
      ? openRecogniser(config, observers.parserKilled)
      : undefined
  closers.add('recogniser', () => recogniser?.close())
  const extractor = openExtractorPool({ threads: config.RIHLA_PARSE_PROCESSES })
  closers.add('extractor', () => extractor.close())
  const pipeline = documentPipeline({
    attempts: config.RIHLA_STAGE_ATTEMPTS,
    backoffSeconds: config.RIHLA_STAGE_BACKOFF_SECONDS,
    timeLimitSeconds: config.RIHLA_STAGE_TIMEOUT_SECONDS,
    parsers: config.RIHLA_PARSE_PROCESSES,
    recognise: {
      concurrency: config.RIHLA_RECOGNISE_PROCESSES,
      // the processes have the limit itself; the queue's is for what is beyond them
      timeLimitSeconds: 2 * config.RIHLA_RECOGNISE_TIMEOUT_SECONDS + 60,
    },
  })
  const running = await startStages(pipeline, {
    names,
    parts: { ...parts, parser, extractor, ...(recogniser && { recogniser }), observe: observers.stageRan },
  })
  closers.add('stage workers', () => running.close(config.RIHLA_STOP_GRACE_SECONDS))
  return running.workers
}

/** The workers of the process, which are put in as they are opened, and what it last told of them. */
type Watched = { workers: StageWorker[]; seen: WorkerSeen | undefined; hindrance?: () => string | undefined }

/** Tells others of this process from now on. */
function watchWorkers(
  { parts, program, broken }: { parts: Parts; program: string; broken: (error: Error) => void },
  closers: Closers,
): Watched {
  const { config, queues, log } = parts
  const watched: Watched = { workers: [], seen: undefined }
  const touch = healthFile(config.RIHLA_HEALTH_FILE, log)
  const watch = keepWatch({
    queues,
    workers: watched.workers,
    program,
    stalledSeconds: config.RIHLA_STALLED_SECONDS,
    log,
    hindrance: () => watched.hindrance?.(),
    onBeat(seen) {
      watched.seen = seen
      touch(seen)
    },
    // without a server there is no connection that a new process would have
    ...(config.REDIS_URL !== undefined && { onStuck: broken }),
  })
  closers.add('watch', () => watch.close())
  return watched
}

/** The name of the file in workers/ that runs these parts. */
function programOf({ http, drop, workers }: Pick<Required<AppOptions>, 'http' | 'drop' | 'workers'>): string {
  const programs = [
    ...(http ? ['api'] : []),
    ...(drop ? ['ingester'] : []),
    ...workers.map(
      (stage) => ({ parse: 'parser', recognise: 'recogniser', extract: 'extractor', index: 'indexer' })[stage],
    ),
  ]
  return programs.length === 1 ? programs[0]! : 'all'
}

async function watch({ config, store, submit, log }: Parts, closers: Closers): Promise<() => string | undefined> {
  const { watchDropFolder } = await import('./ingest/drop-folder.ts')
  const watcher = await watchDropFolder({
    folder: config.RIHLA_DROP,
    finished: config.RIHLA_DROP_FINISHED,
    stableSeconds: config.RIHLA_DROP_STABLE_SECONDS,
    store,
    submit,
    log,
  })
  closers.add('drop folder', () => watcher.close())
  return () => watcher.hindrance()
}

/** Where either was lost, every document is written again. */
function bothIndexes({ index, registers }: Parts) {
  return {
    needsRebuild: async () => (await index.needsRebuild()) || (await registers.needsRebuild()),
    async markRebuilt() {
      await index.markRebuilt()
      await registers.markRebuilt()
    },
  }
}

function sweep({ config, ...parts }: Parts, closers: Closers): void {
  const seconds = config.RIHLA_SWEEP_SECONDS
  const tidy = () => finishForgetting(parts, parts.log)
  const sweeping = keepSweeping({ ...parts, tidy }, { everySeconds: seconds, quietSeconds: seconds })
  closers.add('sweep', () => sweeping.close())
}

async function tell({ config, ...parts }: Parts, closers: Closers): Promise<void> {
  const { tellSearches } = await import('./tell-searches.ts')
  const telling = tellSearches(config, { ...parts, files: parts.searches })
  closers.add('saved searches', () => telling.close())
}

/** Goes on beside the work: with many documents it takes longer than a start may. A server that goes away is waited for. */
function recover(parts: Parts, reached: Promise<void>, closers: Closers): Promise<void> {
  const { log } = parts
  const stop = new AbortController()
  const onFailure = (error: Error) => log.warn({ err: error }, 'unfinished documents could not be queued yet')
  const recovering = reached.then(() =>
    persist(
      async () => {
        await finishForgetting(parts, log)
        await recoverDocuments({ ...parts, index: bothIndexes(parts) })
      },
      { signal: stop.signal, onFailure },
    ),
  )
  const recovered = recovering.then(
    () => undefined,
    (error: unknown) => {
      if (!stop.signal.aborted)
        log.error({ err: error }, 'unfinished documents could not be queued: start again to send them on')
    },
  )
  closers.add('recovery', () => {
    stop.abort()
    return recovered
  })
  return recovered
}

/** What is waited for, or the reason of the signal. */
async function unlessStopped(awaited: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return awaited
  signal.throwIfAborted()
  const stopped = Promise.withResolvers<never>()
  const onAbort = () => stopped.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    await Promise.race([awaited, stopped.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
