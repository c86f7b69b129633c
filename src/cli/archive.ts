import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { readConfig, type Config } from '../config.ts'
import { readLock } from '../database/lock.ts'
import { RihlaError } from '../errors.ts'
import { createClient, type Client } from '../http/client.ts'

const startSeconds = 15

/**
 * Hands over a client to the archive that the settings mean: a server that runs (RIHLA_URL, or whichever holds the data
 * folder), else one that this process opens on the data folder for as long as `use` takes. Only `create` makes a folder.
 */
export async function withArchive<Result>(
  use: (client: Client) => Promise<Result>,
  { create = false } = {},
): Promise<Result> {
  const config = readConfig()
  const url = config.RIHLA_URL ?? (await runningServer(config))
  if (url) return use(createClient({ url, token: config.RIHLA_TOKEN }))
  if (!create && !existsSync(config.RIHLA_DATA))
    throw new RihlaError('server-unreachable', `no server runs, and there is no archive at ${config.RIHLA_DATA}`)
  return withOwnServer(config, use)
}

/** Opens everything but the drop folder in this process, behind a free port of loopback, and closes it afterwards. */
export async function withOwnServer<Result>(config: Config, use: (client: Client) => Promise<Result>): Promise<Result> {
  const [{ openApp }, { StageName }] = await Promise.all([
    import('../app.ts'),
    import('../contracts/stored-document.ts'),
  ])
  // Where a server would ask for tokens, this one asks for one of its own, which nobody else can have.
  const token = config.RIHLA_TOKEN ?? (config.RIHLA_TOKENS ? randomUUID() : undefined)
  const ownConfig: Config = {
    ...config,
    RIHLA_TOKEN: token,
    RIHLA_HOST: '127.0.0.1',
    RIHLA_PORT: 0,
    // A command answers on stdout; on stderr it tells what is wrong, and not what goes well.
    RIHLA_LOG_LEVEL: config.RIHLA_LOG_LEVEL === 'info' ? 'error' : config.RIHLA_LOG_LEVEL,
  }
  const app = await openApp(ownConfig, { http: true, workers: StageName.options })
  try {
    return await use(createClient({ url: app.url!, token }))
  } finally {
    await app.close()
  }
}

/** Where the process that holds the data folder listens; one that is just starting is waited for. */
async function runningServer(config: Config): Promise<string | undefined> {
  const end = performance.now() + startSeconds * 1000
  for (;;) {
    const lock = readLock(config.RIHLA_DATA)
    if (!lock || lock.url) return lock?.url
    if (performance.now() > end)
      throw new RihlaError('data-in-use', `process ${lock.processId} holds ${config.RIHLA_DATA} and serves nothing`)
    await wait(100)
  }
}
