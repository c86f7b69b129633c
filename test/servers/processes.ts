import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

const root = join(import.meta.dirname, '..', '..')
const keptCharacters = 200_000

/** A program of workers/ that is started again whenever it ends, as `restart: unless-stopped` of docker-compose.yml does. */
export type Supervised = {
  program: string
  /** All that the program's processes said on stderr, the last of it. */
  said(): string
  /** Of the process that runs now. */
  processId(): number | undefined
  /** How often it was started again. */
  restarts(): number
  /** SIGKILL; it is started again at once. */
  kill(): Promise<void>
  /** SIGSTOP: it stands still, as on a machine that sleeps, until it is woken. */
  pause(): void
  wake(): void
  /** SIGTERM, and no new start; the exit code. */
  stop(): Promise<number | null>
}

export type Launch = {
  /** Of Node, before the program. */
  nodeOptions?: readonly string[]
  /** The processors that it may use, as taskset names them. */
  processors?: string
}

/** Starts the program with nothing in its environment but these settings. */
export function supervise(
  program: string,
  settings: Record<string, string>,
  { nodeOptions = [], processors }: Launch = {},
): Supervised {
  const node = [...nodeOptions, join(root, 'workers', `${program}.ts`)]
  const [command, args] =
    processors === undefined ? [process.execPath, node] : ['taskset', ['-c', processors, process.execPath, ...node]]
  let text = ''
  let restarts = -1
  let stopping = false
  let child: ChildProcess | undefined
  const start = () => {
    restarts++
    const started = spawn(command, args, {
      cwd: root,
      env: { PATH: process.env['PATH'], ...settings },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    started.stderr.on('data', (data: Buffer) => (text = (text + data.toString()).slice(-keptCharacters)))
    child = started
    return once(started, 'exit')
  }
  const ended = (async () => {
    for (;;) {
      await start()
      if (stopping) return
      // one that cannot start for now is not started a hundred times a second
      await wait(300)
      if (stopping) return
    }
  })()
  return {
    program,
    said: () => text,
    processId: () => child?.pid,
    restarts: () => restarts,
    async kill() {
      const killed = child
      if (!killed || killed.exitCode !== null || killed.signalCode !== null) return
      const gone = once(killed, 'exit')
      killed.kill('SIGKILL')
      await gone
    },
    pause: () => void child?.kill('SIGSTOP'),
    wake: () => void child?.kill('SIGCONT'),
    async stop() {
      stopping = true
      child?.kill('SIGTERM')
      const impatience = setTimeout(() => child?.kill('SIGKILL'), 60_000)
      await ended
      clearTimeout(impatience)
      return child?.exitCode ?? null
    },
  }
}
