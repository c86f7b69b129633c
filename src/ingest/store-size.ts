import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from './durable-files.ts'

const shortestRestSeconds = 10
/** A look at a large store takes long: it rests this many times as long, so that looking is a small part of the work. */
const restFactor = 20
const longestWaitSeconds = 1

/**
 * Returns what tells the bytes of all files in a folder, as they were a little while ago: whoever asks waits for no look at
 * a large folder. Undefined until the first look is done.
 */
export function measureFolder(folder: string): () => Promise<number | undefined> {
  let known: number | undefined
  let looking: Promise<void> | undefined
  let restUntil = 0
  const look = async (): Promise<void> => {
    const began = performance.now()
    try {
      known = await bytesIn(folder)
    } finally {
      const now = performance.now()
      restUntil = now + Math.max(shortestRestSeconds * 1000, restFactor * (now - began))
      looking = undefined
    }
  }
  return async () => {
    if (!looking && performance.now() >= restUntil) looking = look()
    if (looking) await soon(looking)
    return known
  }
}

/** Waits for the work, and not for long; its failure is whoever waits for it's only. */
async function soon(work: Promise<void>): Promise<void> {
  const limit = Promise.withResolvers<void>()
  const timer = setTimeout(limit.resolve, 1000 * longestWaitSeconds)
  work.catch(() => undefined)
  try {
    await Promise.race([work, limit.promise])
  } finally {
    clearTimeout(timer)
  }
}

/** One file after the other: a look must not keep the disk from those who work. What goes away meanwhile is passed over. */
async function bytesIn(folder: string): Promise<number> {
  let bytes = 0
  for (const entry of await unlessGone(readdir(folder, { withFileTypes: true }), [])) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) bytes += await bytesIn(path)
    else bytes += (await unlessGone<{ size: number }>(lstat(path), { size: 0 })).size
  }
  return bytes
}

async function unlessGone<Found>(looked: Promise<Found>, otherwise: Found): Promise<Found> {
  try {
    return await looked
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return otherwise
    throw error
  }
}
