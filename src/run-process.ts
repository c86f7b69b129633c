import { type App, type AppOptions, openApp } from './app.ts'
import { type Config, readConfig } from './config.ts'
import { RihlaError } from './errors.ts'

/**
 * Runs a process of Rihla until SIGTERM or SIGINT, and then ends it in order; a second signal ends it at once. What stops
 * the start is said in one sentence on stderr, with the way out, and the exit code is 1. One of many processes needs
 * queues and an index that others share.
 */
export async function runProcess(
  options: AppOptions,
  { oneOfMany = false }: { oneOfMany?: boolean } = {},
): Promise<void> {
  // Before anything is opened: a signal during the start counts as well.
  const stop = stopSignal()
  try {
    const config = readConfig()
    if (oneOfMany) requireServers(config)
    await runUntil(stop, config, options)
    // Nothing is left to do; a thread or a socket that lingers must not keep a stopped process alive.
    process.exit(0)
  } catch (error) {
    process.stderr.write(startFailure(error))
    process.exit(1)
  }
}

/**
 * Runs until the signal, and then ends in order. Servers that are away are waited for, at the start as later on; throws
 * where something is wrong that waiting does not mend.
 */
export async function runUntil(stop: Promise<NodeJS.Signals>, config: Config, options: AppOptions): Promise<void> {
  const patience = new AbortController()
  void stop.then(() => patience.abort(new Error('told to stop')))
  let app: App
  try {
    app = await openApp(config, { ...options, patience: patience.signal })
  } catch (error) {
    if (patience.signal.aborted) return
    throw error
  }
  try {
    const signal = await Promise.race([stop, app.broken])
    app.log.info({ signal }, 'stopping')
  } finally {
    await app.close()
  }
}

function requireServers(config: Config): void {
  const missing = (['REDIS_URL', 'ELASTICSEARCH_URL'] as const).filter((name) => config[name] === undefined)
  if (missing.length === 0) return
  const message = `this process works beside others and shares their queues and index: ${missing.join(' and ')} must be set (npm start runs everything in one process without them)`
  throw new RihlaError('settings-invalid', message)
}

/** Resolves with the first signal to stop; the next one ends the process on the spot. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let stopping = false
    const onSignal = (signal: NodeJS.Signals) => {
      if (stopping) process.exit(signal === 'SIGINT' ? 130 : 143)
      stopping = true
      resolve(signal)
    }
    process.on('SIGTERM', onSignal).on('SIGINT', onSignal)
  })
}

/** What a person needs to know; of a mistake of ours, also where it was made. */
function startFailure(error: unknown): string {
  if (error instanceof RihlaError) return `rihla: ${error.message}\n       ${error.remedy}\n`
  return `rihla: cannot start: ${error instanceof Error ? error.stack : String(error)}\n`
}
