import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { readLock } from '../../src/database/lock.ts'
import { prepareDataFolder } from '../database/prepared-folder.ts'
import { eventually } from '../eventually.ts'
import { temporaryFolder } from '../ingest/store-kit.ts'

const root = join(import.meta.dirname, '..', '..')

export type ServerProcess = {
  child: ChildProcess
  url: string
  /** All that it has said on stderr so far. */
  said(): string
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<{ code: number | null; signal: NodeJS.Signals | null }>
}

/** Settings of a server on folders of its own and a free port. */
export async function temporarySettings(changes: Record<string, string> = {}): Promise<Record<string, string>> {
  const folder = temporaryFolder()
  await prepareDataFolder(join(folder, 'data'))
  return {
    RIHLA_DATA: join(folder, 'data'),
    RIHLA_DROP: join(folder, 'drop'),
    RIHLA_PORT: '0',
    RIHLA_DROP_STABLE_SECONDS: '0',
    ...changes,
  }
}

/** Starts a program of workers/ with nothing in its environment but these settings. */
export function startProgram(settings: Record<string, string>, program = 'all') {
  const child = spawn(process.execPath, [join(root, 'workers', `${program}.ts`)], {
    cwd: root,
    env: { PATH: process.env['PATH'], ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let text = ''
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal }))
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return { child, said: () => text, ended }
}

/** Starts the whole of Rihla as `npm start` does, and waits until it listens. */
export async function startServer(settings: Record<string, string>): Promise<ServerProcess> {
  const { child, said, ended } = startProgram(settings)
  const url = await eventually(
    () => {
      expect(child.exitCode, said()).toBeNull()
      const lock = readLock(settings['RIHLA_DATA']!)
      expect(lock).toMatchObject({ processId: child.pid, url: expect.any(String) })
      return lock!.url!
    },
    { timeoutSeconds: 60 },
  )
  return {
    child,
    url,
    said,
    async end(signal) {
      child.kill(signal)
      return ended
    },
  }
}
