import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type Client } from '../../src/http/client.ts'
import { eventually } from '../eventually.ts'
import { freePort } from '../services/service.ts'
import { supervise, type Launch, type Supervised } from './processes.ts'

/** What `npm start` runs: everything in one process, which is started again on the same port whenever it ends. */
export type Alone = {
  settings: Record<string, string>
  client: Client
  processes: { all: Supervised }
  /** SIGTERM; its exit code. What it kept on the disk is removed. */
  stop(): Promise<Record<string, number | null>>
}

/** Starts it on folders of its own and waits until it is ready. */
export async function startAlone(changes: Record<string, string> = {}, launch: Launch = {}): Promise<Alone> {
  const folder = mkdtempSync(join(tmpdir(), 'rihla-alone-'))
  const port = await freePort()
  const settings = {
    RIHLA_DATA: join(folder, 'data'),
    RIHLA_DROP: join(folder, 'drop'),
    RIHLA_DROP_STABLE_SECONDS: '0',
    RIHLA_PORT: String(port),
    ...changes,
  }
  const all = supervise('all', settings, launch)
  const client = createClient({ url: `http://127.0.0.1:${port}` })
  const stop = async () => {
    const code = await all.stop()
    await rm(folder, { recursive: true, force: true })
    return { all: code }
  }
  try {
    await eventually(() => client.ready(), { timeoutSeconds: 180, intervalMilliseconds: 100 })
  } catch (error) {
    const said = all.said()
    await stop()
    throw new Error(`the process is not ready: ${said}`, { cause: error })
  }
  return { settings, client, processes: { all }, stop }
}
