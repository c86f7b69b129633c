import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DocumentId, outcomeOf, StoredDocument, type DocumentSummary } from '../contracts/stored-document.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { systemCode } from './durable-files.ts'

/** The folder of a document: two digits first, so that no folder grows too large. Throws on anything that is no id. */
export function documentFolder(storeFolder: string, documentId: string): string {
  if (!DocumentId.safeParse(documentId).success)
    throw new RihlaError('document-unknown', `no document id: ${JSON.stringify(documentId).slice(0, 100)}`)
  return join(storeFolder, 'documents', documentId.slice(0, 2), documentId)
}

/** The record with its names; undefined where there is no such document. Throws `store-damaged` where it is broken. */
export async function readSummary(storeFolder: string, documentId: string): Promise<DocumentSummary | undefined> {
  const folder = documentFolder(storeFolder, documentId)
  try {
    const record = await readFile(join(folder, 'record.json'), 'utf8')
    const names = await readFile(join(folder, 'names'), 'utf8').catch(emptyIfMissing)
    return summaryOf({ documentId, record, names })
  } catch (error) {
    return missingOrDamaged({ documentId, folder, error })
  }
}

/** As `readSummary`, at once: reading ten thousand small files is several times faster so, when a store opens. */
export function readSummarySync(storeFolder: string, documentId: string): DocumentSummary | undefined {
  const folder = documentFolder(storeFolder, documentId)
  try {
    const record = readFileSync(join(folder, 'record.json'), 'utf8')
    const names = readNamesSync(join(folder, 'names'))
    return summaryOf({ documentId, record, names })
  } catch (error) {
    return missingOrDamaged({ documentId, folder, error })
  }
}

/** What lists show of a document whose record is broken: parked, with the way out. */
export function damagedSummary(documentId: string, error: RihlaError): DocumentSummary {
  const at = new Date(0).toISOString()
  const failure = { code: error.code, message: error.message, stage: 'ingest' as const, attempts: 1, at }
  return {
    schema: 1,
    documentId,
    sizeBytes: 0,
    mediaType: 'application/octet-stream',
    receivedAt: at,
    state: 'parked',
    stateAt: at,
    generation: 0,
    incomplete: [],
    failure,
    names: [],
    outcome: 'parked',
  }
}

/** The record alone, as it is written. */
export function recordOf({ names: _names, outcome: _outcome, ...record }: DocumentSummary): StoredDocument {
  return record
}

/** As much of a Zod schema as is needed here. */
export type Schema<Content> = {
  safeParse(
    content: unknown,
  ):
    | { success: true; data: Content }
    | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } }
}

/** Checks a file of the store against its contract; what breaks it is `store-damaged` and names document and place. */
export function checked<Content>(
  schema: Schema<Content>,
  { documentId, file, text }: { documentId: string; file: string; text: string },
): Content {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw damaged({ documentId, file, fault: messageOf(error), cause: error })
  }
  const result = schema.safeParse(content)
  if (result.success) return result.data
  const faults = result.error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.') || 'content'}: ${message}`)
  throw damaged({ documentId, file, fault: faults.join('; '), cause: result.error })
}

export function damaged(about: { documentId: string; file: string; fault: string; cause?: unknown }): RihlaError {
  const message = `${about.file} is missing or broken: ${about.documentId}: ${about.fault}`
  return new RihlaError('store-damaged', message, { cause: about.cause })
}

function summaryOf({ documentId, ...text }: { documentId: string; record: string; names: string }): DocumentSummary {
  const record = checked(StoredDocument, { documentId, file: 'record.json', text: text.record })
  if (record.documentId !== documentId)
    throw damaged({ documentId, file: 'record.json', fault: `it is the record of ${record.documentId}` })
  return { ...record, names: namesOf(text.names), outcome: outcomeOf(record) }
}

/** The names of a file with one JSON string a line, each once. A last line that a crash cut off is passed over. */
function namesOf(text: string): string[] {
  const names = new Set<string>()
  for (const line of text.split('\n')) {
    if (line === '') continue
    try {
      const name: unknown = JSON.parse(line)
      if (typeof name === 'string') names.add(name)
    } catch {
      continue
    }
  }
  return [...names]
}

function readNamesSync(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    return emptyIfMissing(error)
  }
}

function emptyIfMissing(error: unknown): string {
  if (systemCode(error) === 'ENOENT') return ''
  throw error
}

function missingOrDamaged({ documentId, folder, error }: { documentId: string; folder: string; error: unknown }) {
  if (error instanceof RihlaError) throw error
  const code = systemCode(error)
  if (code === 'ENOTDIR' || (code === 'ENOENT' && !existsSync(folder))) return undefined
  throw damaged({ documentId, file: 'record.json', fault: messageOf(error), cause: error })
}
