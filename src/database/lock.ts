import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { messageOf, RihlaError } from '../errors.ts'

/** Who uses a data folder: a process, and the address of its server once it listens. */
export type Lock = { processId: number; url?: string }

export type HeldLock = {
  /**
   * How the last holder ended: in order; killed, when what it wrote stayed with the system; or cut off together with its
   * machine, when what it wrote may never have reached the disk (told by the boot, which only Linux names).
   */
  previous: 'closed' | 'killed' | 'cut-off'
  /** Tells other processes where the server of this folder listens. */
  announce(url: string): void
  release(): void
}

/** What the lock file holds. A process id is given out again, its start time and the boot of its machine are not. */
type Content = Lock & { startedAt?: string; boot?: string }

const lockFile = (folder: string): string => join(folder, 'rihla.lock')
/** Folders that this process holds: its own number in a lock file may also be left from an earlier life (containers). */
const heldHere = new Set<string>()

/** Takes the folder for this process alone; throws `data-in-use` where a live process has it. */
export function takeLock(folder: string): HeldLock {
  const path = writable(folder, () => {
    mkdirSync(folder, { recursive: true })
    return realpathSync(folder)
  })
  let previous: HeldLock['previous'] = 'closed'
  for (let attempt = 0; attempt < 10; attempt++) {
    if (writable(folder, () => claim(path))) {
      heldHere.add(path)
      return held(path, previous)
    }
    const owner = readLock(path)
    if (owner) throw inUse(folder, owner)
    previous = removeStale(path) ?? previous
  }
  throw new RihlaError('data-in-use', `data folder is being taken by another process: ${folder}`)
}

/** The live process that holds the folder; undefined where none does. */
export function readLock(folder: string): Lock | undefined {
  const content = readContent(lockFile(folder))
  if (!content || !isAlive(content, folder)) return undefined
  const { processId, url } = content
  return { processId, ...(url !== undefined && { url }) }
}

function inUse(folder: string, owner: Lock): RihlaError {
  const where = owner.url ? ` at ${owner.url}` : ''
  return new RihlaError('data-in-use', `data folder is in use by process ${owner.processId}${where}: ${folder}`)
}

/** Written whole beside its place, then linked there: nobody reads half a lock, and of two only one succeeds. */
function claim(folder: string): boolean {
  const own = `${lockFile(folder)}.${process.pid}`
  writeSynced(own, contentOf())
  try {
    linkSync(own, lockFile(folder))
    // A lock that a machine takes with it when it goes down could not tell of that.
    sync(folder)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  } finally {
    rmSync(own, { force: true })
  }
}

/** Moves a dead process's lock away. Where another was quicker and its new lock was moved instead, it is put back. */
function removeStale(folder: string): HeldLock['previous'] | undefined {
  const away = `${lockFile(folder)}.stale-${process.pid}`
  try {
    renameSync(lockFile(folder), away)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
  const moved = readContent(away)
  try {
    if (moved && isAlive(moved, folder)) linkSync(away, lockFile(folder))
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
  } finally {
    rmSync(away, { force: true })
  }
  // One that cannot be read was cut off while it was written.
  if (!moved) return 'cut-off'
  return moved.boot === boot() ? 'killed' : 'cut-off'
}

function held(folder: string, previous: HeldLock['previous']): HeldLock {
  return {
    previous,
    announce(url) {
      const own = `${lockFile(folder)}.${process.pid}`
      writeSynced(own, { ...contentOf(), url })
      renameSync(own, lockFile(folder))
    },
    release() {
      heldHere.delete(folder)
      rmSync(lockFile(folder), { force: true })
    },
  }
}

function writeSynced(path: string, content: Content): void {
  writeFileSync(path, JSON.stringify(content), { flush: true })
}

function sync(folder: string): void {
  const entry = openSync(folder, 'r')
  try {
    fsyncSync(entry)
  } finally {
    closeSync(entry)
  }
}

function contentOf(): Content {
  const startedAt = startTime(process.pid)
  const bootId = boot()
  return { processId: process.pid, ...(startedAt && { startedAt }), ...(bootId && { boot: bootId }) }
}

function readContent(file: string): Content | undefined {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isContent(content) ? content : undefined
  } catch {
    // absent, or of no use to anybody: no live process leaves such a lock
    return undefined
  }
}

function isContent(content: unknown): content is Content {
  return (
    typeof content === 'object' && content !== null && 'processId' in content && Number.isInteger(content.processId)
  )
}

function isAlive({ processId, startedAt, boot: bootId }: Content, folder: string): boolean {
  if (bootId !== undefined && bootId !== boot()) return false
  if (processId === process.pid && !heldHere.has(realpathSync(folder))) return false
  const started = startTime(processId)
  if (started !== undefined && startedAt !== undefined) return started === startedAt
  return processExists(processId)
}

/** When a process started, in ticks since the boot; only Linux tells. */
function startTime(processId: number): string | undefined {
  try {
    const status = readFileSync(`/proc/${processId}/stat`, 'utf8')
    // the second field is the program's name in brackets and may hold blanks; the start is the 22nd
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

/** Names the time since the machine last started; only Linux tells. */
function boot(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return undefined
  }
}

function processExists(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
}

function writable<Result>(folder: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw new RihlaError('folder-unwritable', `data folder cannot be written: ${folder}: ${messageOf(error)}`, {
      cause: error,
    })
  }
}

const systemCode = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)
