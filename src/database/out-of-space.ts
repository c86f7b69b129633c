import { RihlaError } from '../errors.ts'

/** SQLSTATE of a disk on which nothing fits any more. */
const diskFull = '53100'

/** The failure as `disk-full` where the disk of the database had no room; anything else is undefined. */
export function asDiskFull(error: unknown): RihlaError | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== diskFull) return undefined
  return new RihlaError('disk-full', `the disk of the database is full: ${error.message}`, { cause: error })
}
