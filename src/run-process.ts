import { type AppOptions, openApp } from './app.ts'
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
    const app = await openApp(config, options)
    const signal = await stop
    app.log.info({ signal }, 'stopping')
    await app.close()
    // Nothing is left to do; a thread or a socket that lingers must not keep a stopped process alive.
    process.exit(0)
  } catch (error) {
    process.stderr.write(startFailure(error))
    process.exit(1)
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
