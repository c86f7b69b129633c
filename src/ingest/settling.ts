import { lstat } from 'node:fs/promises'
import { systemCode } from './durable-files.ts'

/** A file as it was when somebody looked: it is the same as long as all of these are. */
export type FileState = { sizeBytes: number; modifiedAt: number; inode: number }

/** The state of a regular file; undefined for anything else, and for what is no longer there. */
export async function fileState(path: string): Promise<FileState | undefined> {
  try {
    const found = await lstat(path)
    if (!found.isFile()) return undefined
    return { sizeBytes: found.size, modifiedAt: found.mtimeMs, inode: found.ino }
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EACCES') return undefined
    throw error
  }
}

export function sameState(one: FileState | undefined, other: FileState | undefined): boolean {
  return (
    one !== undefined &&
    one.sizeBytes === other?.sizeBytes &&
    one.modifiedAt === other.modifiedAt &&
    one.inode === other.inode
  )
}

export type Settling = {
  /** Begins to look at a file; does nothing where it is being looked at. */
  watch(path: string): void
  close(): Promise<void>
}

/**
 * Looks at files until they have stayed the same for so many seconds, then hands each over once. How old a file says it
 * is does not matter: a file moved in keeps its date. One round looks at all of them, so a thousand files cost no more
 * than their `lstat`.
 */
export function makeSettling(options: {
  stableSeconds: number
  /** Called at the first look; false gives the file up. */
  wants(path: string, state: FileState): boolean
  onSettled(path: string, state: FileState): void
  onError(error: unknown): void
}): Settling {
  const candidates = new Map<string, { state: FileState | undefined; since: number }>()
  const stableMilliseconds = options.stableSeconds * 1000
  const roundMilliseconds = Math.min(500, Math.max(20, stableMilliseconds / 4))
  let round: Promise<void> | undefined

  async function look(path: string, candidate: { state: FileState | undefined; since: number }): Promise<void> {
    const state = await fileState(path)
    const now = performance.now()
    if (!state || (!candidate.state && !options.wants(path, state))) {
      candidates.delete(path)
      return
    }
    if (!sameState(state, candidate.state)) {
      candidates.set(path, { state, since: now })
      if (stableMilliseconds > 0) return
    }
    if (now - candidate.since < stableMilliseconds) return
    candidates.delete(path)
    options.onSettled(path, state)
  }

  async function lookAtAll(): Promise<void> {
    for (const [path, candidate] of candidates) {
      try {
        await look(path, candidate)
      } catch (error) {
        candidates.delete(path)
        options.onError(error)
      }
    }
  }

  const timer = setInterval(() => {
    if (candidates.size > 0) round ??= lookAtAll().finally(() => (round = undefined))
  }, roundMilliseconds)

  return {
    watch(path) {
      if (!candidates.has(path)) candidates.set(path, { state: undefined, since: performance.now() })
    },
    async close() {
      clearInterval(timer)
      candidates.clear()
      await round
    },
  }
}
