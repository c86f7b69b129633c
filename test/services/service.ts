import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** A server that was found or started, and how to be rid of it. */
export type FoundService = { url: string; stop(): Promise<void> }

/** A real server that a test may stop, kill and start again on the same address with the same data. */
export type Service = FoundService & {
  /** SIGKILL, as a power cut would do it. */
  kill(): Promise<void>
  restart(): Promise<void>
}

/** A port of loopback that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}

/** Ends a process that we started, and waits until it has ended. */
export async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}
