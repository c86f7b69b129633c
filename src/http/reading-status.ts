import type { Reading, ReadingStatus } from '../contracts/reading.ts'
import type { ServerParts } from './server-parts.ts'

/** What reads documents now, and how many searchable ones another reading has read. */
export async function readingStatus(store: ServerParts['store'], reading: Reading): Promise<ReadingStatus> {
  return { ...reading, outdated: await store.countOutdated(reading) }
}
