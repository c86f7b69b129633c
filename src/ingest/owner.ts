import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

/** Names this process in what it leaves half written: `<host>-<process id>-<start time>`. */
export const ownerMark = `${host}-${process.pid}-${startTime(process.pid) ?? 0}`

/**
 * Whether the process that left an entry named `<owner mark>.<anything>` may still be at work on it. Processes of other
 * machines (or containers) on the same folder cannot be asked: what they left counts as alive for a day.
 */
export function ownerIsAlive(entryName: string, ageMilliseconds: number): boolean {
  const [markHost, pid, start] = entryName.split('.')[0]!.split('-')
  if (markHost !== host) return ageMilliseconds < 24 * 3600 * 1000
  const startedAt = startTime(Number(pid))
  if (startedAt !== undefined) return String(startedAt) === start
  return processExists(Number(pid)) && start === '0'
}

/** When a process started, so that a number given out anew is not taken for the old process; only Linux tells. */
function startTime(pid: number): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name of the program stands in brackets and may hold blanks; the start time is the 20th field after it.
    const fields = status.slice(status.lastIndexOf(')') + 2).split(' ')
    return Number(fields[19])
  } catch {
    return undefined
  }
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
