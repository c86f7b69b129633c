import { statfs } from 'node:fs/promises'
import { RihlaError } from '../errors.ts'
import { writing } from './durable-files.ts'

/** Of the file system of a folder: its bytes, and those that this process may still write; `store-unwritable` where it is gone. */
export async function diskSpace(folder: string): Promise<{ diskBytes: number; freeBytes: number }> {
  const { bavail, blocks, bsize } = await writing(folder, () => statfs(folder))
  return { diskBytes: blocks * bsize, freeBytes: bavail * bsize }
}

/** Throws `disk-full` where less than `minFreeBytes` would be left once `neededBytes` more are written. */
export async function demandSpace(folder: string, minFreeBytes: number, neededBytes = 0): Promise<void> {
  const { freeBytes: free } = await diskSpace(folder)
  if (free - neededBytes >= minFreeBytes) return
  throw new RihlaError('disk-full', `only ${free} bytes are free, and ${minFreeBytes} are kept free: ${folder}`)
}
