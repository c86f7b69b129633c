import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ExtractedDocument } from '../contracts/extracted-document.ts'
import { ParsedDocument } from '../contracts/parsed-document.ts'
import type { Added, RecordChange, Store } from '../contracts/store.ts'
import type { Tombstone } from '../contracts/tombstones.ts'
import { outcomeOf, StoredDocument, type DocumentSummary, type Failure } from '../contracts/stored-document.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { makeCatalogue } from './catalogue.ts'
import { openChangeFeed } from './change-feed.ts'
import { appendCorrection, readCorrections } from './corrections-file.ts'
import { displayName } from './display-name.ts'
import { replaceFile } from './durable-files.ts'
import { demandSpace, diskSpace } from './free-space.ts'
import { discard, receive, type Received } from './intake.ts'
import { appendName, mends, newRecord, placeFolder, removeFolder, replaceOriginal } from './placing.ts'
import { checked, damaged, damagedSummary, documentFolder, readSummary, recordOf, type Schema } from './records.ts'
import { makeSerialiser } from './serialise.ts'
import { measureFolder } from './store-size.ts'
import { openTombstones } from './tombstones.ts'
import { prepareStoreFolder, proveWritable, scanRecords, storedDocumentIds } from './store-folder.ts'

/**
 * Opens the store of a folder, creating it where absent. Any number of processes may have it open: each keeps the lists
 * and counts in memory and follows the others' changes. Throws `folder-unwritable` where nothing can be written.
 */
export async function openStore({
  folder,
  maxFileBytes,
  minFreeBytes = 0,
}: {
  folder: string
  maxFileBytes: number
  minFreeBytes?: number
}): Promise<Store> {
  const incoming = join(folder, 'incoming')
  await prepareStoreFolder(folder, incoming)
  const tombstones = await openTombstones({ folder, incoming })
  const catalogue = makeCatalogue()
  const listeners = new Set<(document: DocumentSummary) => void>()
  const serialiser = makeSerialiser()
  const measure = measureFolder(folder)
  // The feed is opened before the records are read, so that no change falls between the two.
  const feed = await openChangeFeed({ folder, incoming, onChange: refresh })
  await scanRecords(folder, (summary) => catalogue.set(summary))

  async function refresh(documentId: string): Promise<void> {
    try {
      const summary = await readSummary(folder, documentId)
      if (summary) note(summary)
      else catalogue.delete(documentId)
    } catch (error) {
      if (!(error instanceof RihlaError)) throw error
      note(damagedSummary(documentId, error))
    }
  }

  function note(summary: DocumentSummary): void {
    if (!catalogue.set(summary)) return
    // Each on its own, after the change is complete: what a listener throws is not the store's failure.
    for (const listener of listeners) queueMicrotask(() => listeners.has(listener) && listener(summary))
  }

  async function known(documentId: string): Promise<DocumentSummary> {
    const summary = await readSummary(folder, documentId)
    if (!summary) throw new RihlaError('document-unknown', `no such document: ${documentId}`)
    return summary
  }

  async function publish(record: StoredDocument, names: string[]): Promise<DocumentSummary> {
    const summary = { ...record, names, outcome: outcomeOf(record) }
    note(summary)
    await feed.announce(record.documentId)
    return summary
  }

  async function save(record: StoredDocument, names: string[]): Promise<DocumentSummary> {
    const path = join(documentFolder(folder, record.documentId), 'record.json')
    await replaceFile(path, JSON.stringify(StoredDocument.parse(record)), incoming)
    return publish(record, names)
  }

  /** Gives received bytes their place; called for one document at a time. */
  async function settle(received: Received, { name, again }: { name: string; again: boolean }): Promise<Added> {
    const { documentId } = received
    const tombstone = await tombstones.read(documentId)
    if (tombstone && !(again && tombstone.finished)) return forgotten(received, { tombstone, name })
    if (tombstone) await tombstones.remove(documentId)
    const record = newRecord(received, tombstone ? generationAboveAny() : 0)
    if (await placeFolder({ storeFolder: folder, received, record, name }))
      return { document: await publish(record, [name]), already: false }

    const existing = await readSummary(folder, documentId).catch(onlyIfDamaged)
    const mended = await mends(folder, received, existing)
    const names = existing?.names ?? []
    if (existing && !mended && names.includes(name)) return { document: existing, already: true }
    if (!names.includes(name)) await appendName(folder, documentId, name)
    const allNames = [...new Set([...names, name])]
    if (existing && !mended) return { document: await publish(recordOf(existing), allNames), already: true }

    if (!received.refusal) await replaceOriginal(folder, received)
    const generation = existing ? existing.generation + 1 : generationAboveAny()
    return { document: await save(newRecord(received, generation), allNames), already: false }
  }

  /** The record that a change starts from. Where it is broken, parking begins a new one: the document can be retried. */
  async function changeable(documentId: string, state: StoredDocument['state'] | undefined): Promise<DocumentSummary> {
    try {
      return await known(documentId)
    } catch (error) {
      if (state !== 'parked') throw error
      onlyIfDamaged(error)
      const original = await stat(join(documentFolder(folder, documentId), 'original')).catch(() => undefined)
      const sizeBytes = original?.size ?? 0
      const record = newRecord({ documentId, sizeBytes, mediaType: 'application/pdf' }, generationAboveAny())
      return { ...record, names: [], outcome: 'parked' }
    }
  }

  async function change(documentId: string, changed: RecordChange): Promise<DocumentSummary> {
    return serialiser.run(documentId, async () => {
      const before = await changeable(documentId, changed.state)
      const moved = changed.state !== undefined && changed.stateAt === undefined
      const record = StoredDocument.parse({
        ...recordOf(before),
        ...changed,
        ...(moved && { stateAt: new Date().toISOString() }),
      })
      // A failure is why a document is parked; one that goes on has none.
      if (record.state !== 'parked' && record.state !== 'dismissed') delete record.failure
      return save(record, before.names)
    })
  }

  async function readResult<Content>(
    schema: Schema<Content>,
    { documentId, file }: { documentId: string; file: string },
  ): Promise<Content> {
    const path = join(documentFolder(folder, documentId), file)
    const text = await readFile(path, 'utf8').catch((error: unknown) => {
      throw damaged({ documentId, file, fault: messageOf(error), cause: error })
    })
    return checked(schema, { documentId, file, text })
  }

  async function writeResult(file: string, content: ParsedDocument | ExtractedDocument): Promise<void> {
    await known(content.documentId)
    const path = join(documentFolder(folder, content.documentId), file)
    await replaceFile(path, JSON.stringify(content), incoming)
  }

  return {
    async add({ name, bytes, again = false }) {
      const shown = displayName(name)
      const received = await receive({ bytes, name: shown, incoming, maxFileBytes, minFreeBytes })
      try {
        return await serialiser.run(received.documentId, () => settle(received, { name: shown, again }))
      } finally {
        await discard(received.folder)
      }
    },
    document: (documentId) => readSummary(folder, documentId),
    documents: async (filter) => catalogue.list(filter),
    counts: async () => catalogue.counts(),
    countOutdated: async (reading) => catalogue.countOutdated(reading),
    oldestWorking: async () => catalogue.oldestWorking(),
    documentIds: () => storedDocumentIds(folder),
    originalPath: (documentId) => join(documentFolder(folder, documentId), 'original'),
    readParsed: (documentId) => readResult(ParsedDocument, { documentId, file: 'parsed.json' }),
    writeParsed: (document) => writeResult('parsed.json', document),
    readExtracted: (documentId) => readResult(ExtractedDocument, { documentId, file: 'extracted.json' }),
    writeExtracted: (document) => writeResult('extracted.json', document),
    readCorrections: (documentId) => readCorrections(folder, documentId),
    addCorrection: (correction) =>
      serialiser.run(correction.documentId, async () => {
        await known(correction.documentId)
        await appendCorrection(folder, correction)
      }),
    update: change,
    park: (documentId: string, failure: Failure) =>
      change(documentId, { state: 'parked', stateAt: failure.at, failure }),
    bury: (tombstone) =>
      serialiser.run(tombstone.documentId, async () => {
        await tombstones.write(tombstone)
        await removeFolder({ storeFolder: folder, documentId: tombstone.documentId, incoming })
        catalogue.delete(tombstone.documentId)
        await feed.announce(tombstone.documentId)
        return tombstone
      }),
    tombstone: (documentId) => tombstones.read(documentId),
    tombstones: () => tombstones.all(),
    async announce(documentId) {
      await refresh(documentId)
      await feed.announce(documentId)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async sizes() {
      const storeBytes = await measure()
      return {
        originalsBytes: catalogue.counts().originalsBytes,
        ...(storeBytes !== undefined && { storeBytes }),
        ...(await diskSpace(incoming)),
        keptFreeBytes: minFreeBytes,
      }
    },
    async ready() {
      feed.check()
      await demandSpace(incoming, minFreeBytes)
      await proveWritable(incoming)
    },
    async close() {
      await serialiser.idle()
      await feed.close()
      listeners.clear()
    },
  }
}

/** Where a record is lost, so is its generation: the seconds of the clock are above whatever it was. */
const generationAboveAny = (): number => Math.floor(Date.now() / 1000)

/** What is said of bytes that were forgotten: as of a refused file, but nothing of them is kept or listed. */
function forgotten(received: Received, { tombstone, name }: { tombstone: Tombstone; name: string }): Added {
  const { forgottenAt, reason, finished } = tombstone
  const state = finished ? `was forgotten at ${forgottenAt}` : 'is being forgotten'
  const message = `document ${state}, because: ${reason}: ${received.documentId.slice(0, 8)}… ${name}`
  const record = newRecord({ ...received, refusal: { code: 'document-forgotten', message } }, 0)
  return { document: { ...record, names: [name], outcome: outcomeOf(record) }, already: false }
}

function onlyIfDamaged(error: unknown): undefined {
  if (error instanceof RihlaError && error.code === 'store-damaged') return undefined
  throw error
}
