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
  void create
  throw new RihlaError('server-unreachable', `no server runs, and there is no archive at ${config.RIHLA_DATA}`)
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
