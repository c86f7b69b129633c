import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { DocumentId, type DocumentSummary } from '../contracts/stored-document.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { systemCode, writeSynced, writing } from './durable-files.ts'
import { ownerIsAlive, ownerMark } from './owner.ts'
import { damagedSummary, readSummarySync } from './records.ts'

/** Creates what a store needs in its folder and removes what killed processes left half written. */
export async function prepareStoreFolder(folder: string, incoming: string): Promise<void> {
  try {
    await mkdir(join(folder, 'documents'), { recursive: true })
    await mkdir(incoming, { recursive: true })
    await proveWritable(incoming)
  } catch (error) {
    const cause = error instanceof RihlaError ? error.cause : error
    throw new RihlaError('folder-unwritable', `store cannot write its folder: ${folder}: ${messageOf(cause)}`, {
      cause,
    })
  }
  await sweep(incoming)
}

/** Throws `store-unwritable` or `disk-full` where a file cannot be written and confirmed now. */
export async function proveWritable(incoming: string): Promise<void> {
  const probe = join(incoming, `${ownerMark}.${randomUUID()}`)
  await writing(incoming, async () => {
    await writeSynced(probe, 'written to see whether that is possible')
    await rm(probe)
  })
}

/** Reads every record. A broken one is passed on as a parked document that says so. */
export async function scanRecords(folder: string, onSummary: (summary: DocumentSummary) => void): Promise<void> {
  for (const prefix of await readdir(join(folder, 'documents'))) {
    for (const documentId of documentIdsOf(folder, prefix)) {
      const summary = readOrDescribe(folder, documentId)
      if (summary) onSummary(summary)
    }
    await breathe()
  }
}

/** Every document's id, as the folders tell. */
export async function* storedDocumentIds(folder: string): AsyncGenerator<string> {
  for (const prefix of (await readdir(join(folder, 'documents'))).sort()) {
    yield* documentIdsOf(folder, prefix).sort()
  }
}

function documentIdsOf(folder: string, prefix: string): string[] {
  // Only what the store itself has made: two digits, and in it the 64 of an id.
  if (!/^[0-9a-f]{2}$/.test(prefix)) return []
  return readdirSync(join(folder, 'documents', prefix)).filter((name) => DocumentId.safeParse(name).success)
}

function readOrDescribe(folder: string, documentId: string): DocumentSummary | undefined {
  try {
    return readSummarySync(folder, documentId)
  } catch (error) {
    if (error instanceof RihlaError) return damagedSummary(documentId, error)
    throw error
  }
}

async function sweep(incoming: string): Promise<void> {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name)
    try {
      const { mtimeMs } = await stat(path)
      if (!ownerIsAlive(name, Date.now() - mtimeMs)) await rm(path, { recursive: true, force: true })
    } catch (error) {
      // Its owner was quicker.
      if (systemCode(error) !== 'ENOENT') throw error
    }
  }
}
