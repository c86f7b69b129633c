import { writeFile } from 'node:fs/promises'
import type { Log } from './contracts/stage-context.ts'
import type { WorkerSeen } from './contracts/workers.ts'

/** For health checks without a network: writes the file anew at each beat at which no worker is stalled. */
export function healthFile(path: string | undefined, log: Log): (seen: WorkerSeen) => void {
  if (path === undefined) return () => undefined
  return (seen) => {
    if (seen.stages.some(({ stalled }) => stalled)) return
    writeFile(path, `${JSON.stringify(seen)}\n`).catch((error: unknown) => {
      log.warn({ err: error, path }, 'health file cannot be written')
    })
  }
}
