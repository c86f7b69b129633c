import { randomUUID } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { messageOf, RihlaError } from '../errors.ts'
import { ownerMark } from './owner.ts'

/**
 * Replaces a file in one step: a killed process or a lost current leaves the old content or the new, never a mixture.
 * The temporary file lies in `incoming`, where leftovers of killed processes are swept.
 */
export async function replaceFile(path: string, content: string, incoming: string): Promise<void> {
  const temporary = join(incoming, `${ownerMark}.${randomUUID()}`)
  try {
    await writing(path, async () => {
      await writeSynced(temporary, content)
      await rename(temporary, path)
      await syncFolder(dirname(path))
    })
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw error
  }
}

/** Writes a new file and has the disk confirm it. */
export async function writeSynced(path: string, content: string): Promise<void> {
  const handle = await open(path, 'wx')
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Has the disk confirm which names a folder holds; without it a rename may be forgotten when the power fails. */
export async function syncFolder(path: string): Promise<void> {
  // Windows neither opens folders nor needs this.
  if (process.platform === 'win32') return
  let handle: FileHandle | undefined
  try {
    handle = await open(path, 'r')
    await handle.sync()
  } finally {
    await handle?.close()
  }
}

const fullCodes = new Set(['ENOSPC', 'EDQUOT'])

/** Runs a step that writes; what the file system refuses becomes a `disk-full` or `store-unwritable` that names the place. */
export async function writing<Result>(place: string, step: () => Promise<Result>): Promise<Result> {
  try {
    return await step()
  } catch (error) {
    if (error instanceof RihlaError) throw error
    const code = fullCodes.has(systemCode(error) ?? '') ? 'disk-full' : 'store-unwritable'
    throw new RihlaError(code, `store cannot write ${place}: ${messageOf(error)}`, { cause: error })
  }
}

/** The code of an error of the file system ("ENOENT"); none for anything else. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
