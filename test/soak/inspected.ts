import { readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { eventually } from '../eventually.ts'
import type { Supervised } from '../servers/processes.ts'

/** Lets a process be looked into, by this machine only. */
export const inspectable = { nodeOptions: ['--inspect=127.0.0.1:0'] }

/** What a process holds: bytes that are alive after a collection, bytes of memory it takes, and what is open. */
export type Held = { liveBytes: number; residentBytes: number; handles: number; files: number }

const Answer = z.object({
  id: z.number().optional(),
  result: z.object({ result: z.object({ value: z.string() }).optional() }).optional(),
})
const Told = z.object({ live: z.number(), handles: z.number() })
const expression = `JSON.stringify({
  live: process.memoryUsage().heapUsed + process.memoryUsage().external,
  handles: process.getActiveResourcesInfo().length,
})`

/** Looks into a process by Node's inspector. It must have been started `inspectable`, and little must have been said since. */
export async function inspect(process: Supervised): Promise<{ look(): Promise<Held>; close(): void }> {
  const address = await eventually(() => {
    const found = /Debugger listening on (ws:\S+)/.exec(process.said())?.[1]
    if (!found) throw new Error(`${process.program} cannot be looked into: ${process.said().slice(0, 500)}`)
    return found
  })
  const socket = new WebSocket(address)
  const asked = new Map<number, PromiseWithResolvers<z.infer<typeof Answer>>>()
  socket.addEventListener('message', ({ data }) => {
    const answer = Answer.parse(JSON.parse(String(data)))
    asked.get(answer.id ?? -1)?.resolve(answer)
    asked.delete(answer.id ?? -1)
  })
  socket.addEventListener('close', () => {
    for (const { reject } of asked.values()) reject(new Error(`${process.program} ended`))
  })
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error(`${process.program} cannot be looked into`)))
  })
  let count = 0
  const ask = (method: string, parameters: object = {}) => {
    const answered = Promise.withResolvers<z.infer<typeof Answer>>()
    asked.set(++count, answered)
    socket.send(JSON.stringify({ id: count, method, params: parameters }))
    return answered.promise
  }
  return {
    async look() {
      // what only waits to be finalised goes with the second
      for (let time = 0; time < 2; time++) await ask('HeapProfiler.collectGarbage')
      const told = await ask('Runtime.evaluate', { expression })
      const { live, handles } = Told.parse(JSON.parse(told.result?.result?.value ?? '{}'))
      return { liveBytes: live, handles, ...outside(process.processId()!) }
    },
    close: () => socket.close(),
  }
}

/** What the system says of a process. */
function outside(processId: number): Pick<Held, 'residentBytes' | 'files'> {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1]
  return { residentBytes: 1024 * Number(kilobytes ?? 0), files: readdirSync(`/proc/${processId}/fd`).length }
}
