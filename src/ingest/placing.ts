import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { DocumentSummary, StoredDocument } from '../contracts/stored-document.ts'
import { syncFolder, systemCode, writeSynced, writing } from './durable-files.ts'
import type { Received } from './intake.ts'
import { ownerMark } from './owner.ts'
import { documentFolder } from './records.ts'

/** The record of a document that was just received; a refused one is parked at once. */
export function newRecord(received: Omit<Received, 'folder'>, generation: number): StoredDocument {
  const at = new Date().toISOString()
  const { documentId, sizeBytes, mediaType, refusal } = received
  const common = { schema: 1 as const, documentId, sizeBytes, mediaType, receivedAt: at, stateAt: at, generation }
  if (!refusal) return { ...common, state: 'stored', incomplete: [] }
  return { ...common, state: 'parked', incomplete: [], failure: { ...refusal, stage: 'ingest', attempts: 1, at } }
}

/**
 * Moves a received folder to its place as a whole, record and name included, so that a document is there entirely or not
 * at all. False where a document stood there already.
 */
export async function placeFolder(options: {
  storeFolder: string
  received: Received
  record: StoredDocument
  name: string
}): Promise<boolean> {
  const { folder } = options.received
  const place = documentFolder(options.storeFolder, options.received.documentId)
  if (await exists(place)) return false
  return writing(place, async () => {
    await writeSynced(join(folder, 'record.json'), JSON.stringify(options.record))
    await writeSynced(join(folder, 'names'), `${JSON.stringify(options.name)}\n`)
    await syncFolder(folder)
    await mkdir(dirname(place), { recursive: true })
    await syncFolder(dirname(dirname(place)))
    try {
      await rename(folder, place)
    } catch (error) {
      const code = systemCode(error)
      // Windows says EPERM where another folder has the name.
      if (code === 'ENOTEMPTY' || code === 'EEXIST' || (code === 'EPERM' && (await exists(place)))) return false
      throw error
    }
    await syncFolder(dirname(place))
    return true
  })
}

/** Takes a document's folder away in one step, then removes what was in it; no error where there is none. */
export async function removeFolder(options: {
  storeFolder: string
  documentId: string
  incoming: string
}): Promise<void> {
  const place = documentFolder(options.storeFolder, options.documentId)
  const away = join(options.incoming, `${ownerMark}.${randomUUID()}`)
  await writing(place, async () => {
    try {
      await rename(place, away)
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return
      throw error
    }
    await syncFolder(dirname(place))
    await rm(away, { recursive: true, force: true })
  })
}

/** Puts the received original in the place of one that is missing or broken. */
export async function replaceOriginal(storeFolder: string, received: Received): Promise<void> {
  const place = documentFolder(storeFolder, received.documentId)
  await writing(place, async () => {
    await rename(join(received.folder, 'original'), join(place, 'original'))
    await syncFolder(place)
  })
}

/** Appends a name that the document does not have yet. */
export async function appendName(storeFolder: string, documentId: string, name: string): Promise<void> {
  const path = join(documentFolder(storeFolder, documentId), 'names')
  await writing(path, async () => {
    const handle = await open(path, 'a+')
    try {
      const { size } = await handle.stat()
      const last = Buffer.alloc(1)
      if (size > 0) await handle.read(last, 0, 1, size - 1)
      // A crash may have cut the last line: the new one begins on its own.
      const begin = size > 0 && last.toString() !== '\n' ? '\n' : ''
      await handle.write(`${begin}${JSON.stringify(name)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
  })
}

/** Whether the bytes just received mend what is there: a refused, lost or damaged document that is now taken. */
export async function mends(
  storeFolder: string,
  received: Received,
  existing: DocumentSummary | undefined,
): Promise<boolean> {
  if (received.refusal) return existing === undefined
  if (!existing || existing.failure?.stage === 'ingest' || existing.failure?.code === 'store-damaged') return true
  const original = join(documentFolder(storeFolder, received.documentId), 'original')
  const found = await stat(original).catch(() => undefined)
  return found?.size !== received.sizeBytes
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
