import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { messageOf, RihlaError } from '../errors.ts'

const chunkBytes = 256 * 1024

/**
 * The bytes of a regular file. Throws `file-unreadable` where it is none (a device, a pipe, a symbolic link unless
 * `followLinks`), may not be read, or changes while it is read: then nobody knows what was read.
 */
export async function* fileBytes(
  path: string,
  { followLinks = false }: { followLinks?: boolean } = {},
): AsyncGenerator<Uint8Array> {
  const handle = await opened(path, followLinks)
  try {
    const before = await handle.stat()
    if (!before.isFile()) throw new RihlaError('file-unreadable', `no regular file: ${path}`)
    for (;;) {
      const chunk = Buffer.allocUnsafe(chunkBytes)
      const { bytesRead } = await reading(path, () => handle.read(chunk, 0, chunkBytes, null))
      if (bytesRead === 0) break
      yield chunk.subarray(0, bytesRead)
    }
    const after = await handle.stat()
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs)
      throw new RihlaError('file-unreadable', `file changed while it was read: ${path}`)
  } finally {
    await handle.close()
  }
}

function opened(path: string, followLinks: boolean): Promise<FileHandle> {
  // A named pipe would otherwise be waited for until somebody writes to it. Windows has neither of the last two flags.
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  return reading(path, () => open(path, O_RDONLY | O_NONBLOCK | (followLinks ? 0 : O_NOFOLLOW)))
}

async function reading<Result>(path: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step()
  } catch (error) {
    throw new RihlaError('file-unreadable', `file cannot be read: ${path}: ${messageOf(error)}`, { cause: error })
  }
}
