import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '../eventually.ts'
import { end, freePort, type Service } from './service.ts'

/** `pause` lets it stand still with its connections open, until it is woken. */
export type OwnRedis = Service & { pause(): void; wake(): void }

/** A redis-server of this machine with AOF and noeviction, or with other settings; undefined where none is installed. */
export async function startRedis(settings: string[] = []): Promise<OwnRedis | undefined> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'rihla-redis-'))
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '']
  // Where the disk is slow, "everysec" puts off what it has confirmed for up to two seconds, and a kill would lose that.
  const durable = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction']
  let child: ChildProcess
  const start = async () => {
    child = spawn('redis-server', [...options, ...durable, ...settings], { stdio: 'ignore' })
    const missing = new Promise<boolean>((resolve) => child.once('error', () => resolve(true)))
    const answers = eventually(() => ping(port), { timeoutSeconds: 30 }).then(() => false)
    answers.catch(() => undefined)
    return !(await Promise.race([missing, answers]))
  }
  if (!(await start())) return undefined
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: () => end(child, 'SIGKILL'),
    pause: () => void child.kill('SIGSTOP'),
    wake: () => void child.kill('SIGCONT'),
    restart: async () => {
      await start()
    },
    stop: async () => {
      await end(child, 'SIGTERM')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Resolves once the server answers; one that asks for a password answers as well. */
function ping(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    socket.once('data', (data) => {
      socket.destroy()
      if (/^(\+PONG|-NOAUTH)/.test(data.toString())) resolve()
      else reject(new Error(`redis is not ready: ${data.toString()}`))
    })
    socket.once('error', reject)
  })
}
