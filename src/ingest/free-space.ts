import { statfs } from 'node:fs/promises'
import { RihlaError } from '../errors.ts'
import { writing } from './durable-files.ts'

/** Bytes that this process may still write to the file system of a folder; `store-unwritable` where it is gone. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await writing(folder, () => statfs(folder))
  return bavail * bsize
}

/** Throws `disk-full` where less than `minFreeBytes` would be left once `neededBytes` more are written. */
export async function demandSpace(folder: string, minFreeBytes: number, neededBytes = 0): Promise<void> {
  const free = await freeBytes(folder)
  if (free - neededBytes >= minFreeBytes) return
  throw new RihlaError('disk-full', `only ${free} bytes are free, and ${minFreeBytes} are kept free: ${folder}`)
}
