import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { lstat, mkdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { RihlaError } from '../errors.ts'
import { syncFolder } from '../ingest/durable-files.ts'
import { ownerMark } from '../ingest/owner.ts'

/** Where the content with this hash lies in a backup: the same content lies there once. */
export const contentPath = (folder: string, sha256: string): string =>
  join(folder, 'contents', sha256.slice(0, 2), sha256)

/** The size of a plain file; undefined where there is none, or where something else has its name. */
export async function sizeOf(path: string): Promise<number | undefined> {
  const found = await lstat(path).catch(() => undefined)
  return found?.isFile() ? found.size : undefined
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}

/**
 * Copies a file to wherever `placeOf` says for its hash, in one step and confirmed by the disk; nothing is left of a copy
 * that fails. False where the place held that content already.
 */
export async function copyHashed(
  source: string,
  { incoming, placeOf, mostBytes = Infinity }: CopyOptions,
): Promise<{ sha256: string; sizeBytes: number; copied: boolean }> {
  const temporary = join(incoming, `${ownerMark}.${randomUUID()}`)
  const hash = createHash('sha256')
  let sizeBytes = 0
  try {
    await pipeline(
      createReadStream(source),
      async function* measured(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          sizeBytes += chunk.length
          if (sizeBytes > mostBytes) throw new RihlaError('backup-damaged', `is larger than it should be: ${source}`)
          hash.update(chunk)
          yield chunk
        }
      },
      createWriteStream(temporary, { flags: 'wx', flush: true, mode: 0o600 }),
    )
    const sha256 = hash.digest('hex')
    const place = placeOf(sha256)
    if ((await sizeOf(place)) === sizeBytes && (await hashOf(place)) === sha256)
      return { sha256, sizeBytes, copied: false }
    await mkdir(dirname(place), { recursive: true, mode: 0o700 })
    await rename(temporary, place)
    await syncFolder(dirname(place))
    return { sha256, sizeBytes, copied: true }
  } finally {
    await rm(temporary, { force: true })
  }
}

/** The results of all, once every one has ended: where one fails, nothing of the others goes on behind the caller's back. */
export async function together<Result>(works: readonly Promise<Result>[]): Promise<Result[]> {
  await Promise.allSettled(works)
  return Promise.all(works)
}

export type CopyOptions = { incoming: string; placeOf: (sha256: string) => string; mostBytes?: number }
