import { setTimeout as wait } from 'node:timers/promises'
import type { DocumentEntry, FailureAnswer } from '../contracts/http.ts'
import type { Incompleteness } from '../contracts/incompleteness.ts'
import type { Outcome } from '../contracts/stored-document.ts'
import { RihlaError } from '../errors.ts'
import { ServerError, type Client } from '../http/client.ts'
import type { FileToAdd } from '../ingest/add-files.ts'
import { openProgress, type Progress } from './progress.ts'

/** What became of one file in the end. */
export type FileResult = {
  path: string
  name: string
  /** None where the file could not be read. */
  documentId?: string
  already: boolean
  outcome: Exclude<Outcome, 'working'>
  incomplete: Incompleteness[]
  failure?: Pick<FailureAnswer, 'code' | 'message' | 'remedy'>
}

type Finished = DocumentEntry & Pick<FileResult, 'outcome'>
type Sent = { file: FileToAdd; documentId: string; already: boolean }

const filesAtOnce = 4
const pageSize = 1000

/** Sends the files and waits until each document can be searched or has failed; shows how far it is on a terminal. */
export async function sendFiles(
  client: Client,
  files: readonly FileToAdd[],
  { again = false }: { again?: boolean } = {},
): Promise<FileResult[]> {
  const progress = openProgress(files.length)
  try {
    const results = new Map<FileToAdd, FileResult>()
    const sent = await sendAll(client, files, { results, progress, again })
    const entries = await finished(client, sent, (count) => progress.done(results.size + count))
    for (const one of sent) results.set(one.file, resultOf(one, entries.get(one.documentId)!))
    return files.map((file) => results.get(file)!)
  } finally {
    progress.close()
  }
}

/** A file that cannot be read is a result at once; the others go on. */
async function sendAll(
  client: Client,
  files: readonly FileToAdd[],
  { results, progress, again }: { results: Map<FileToAdd, FileResult>; progress: Progress; again: boolean },
): Promise<Sent[]> {
  const sent: Sent[] = []
  const queue = files.values()
  const sender = async () => {
    for (const file of queue) {
      try {
        if ('error' in file) throw file.error
        const body = ReadableStream.from(file.bytes())
        const { documentId, already, failure } = await client.addFile({ name: file.name, body, again })
        if (failure?.code === 'document-forgotten') results.set(file, notTaken(file, failure))
        else sent.push({ file, documentId, already })
      } catch (error) {
        results.set(file, unsent(file, error))
      }
      progress.sent(sent.length + results.size)
    }
  }
  await Promise.all(Array.from({ length: filesAtOnce }, sender))
  return sent
}

/** The result of a file that did not come in; throws what concerns them all: that nobody answers, or not to us. */
function unsent({ path, name }: FileToAdd, error: unknown): FileResult {
  const cause = readingFault(error) ?? error
  const isOfThisFile = cause instanceof RihlaError && (cause.code === 'file-unreadable' || cause instanceof ServerError)
  if (!isOfThisFile || cause.status === 401 || cause.status === 403) throw error
  return notTaken({ path, name }, cause)
}

function notTaken(
  { path, name }: Pick<FileToAdd, 'path' | 'name'>,
  { code, message, remedy }: NonNullable<FileResult['failure']>,
): FileResult {
  return { path, name, already: false, outcome: 'parked', incomplete: [], failure: { code, message, remedy } }
}

/** A file that breaks off while it is sent breaks the request: what broke it is among the causes. */
function readingFault(error: unknown): RihlaError | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof RihlaError && cause.code === 'file-unreadable') return cause
  return undefined
}

/** Waits until no document of these is on its way, and tells what became of each. */
async function finished(
  client: Client,
  sent: readonly Sent[],
  onCount: (count: number) => void,
): Promise<Map<string, Finished>> {
  const wanted = new Set(sent.map(({ documentId }) => documentId))
  for (let pause = 100; ; pause = Math.min(pause * 1.5, 1000)) {
    const working = await entriesOf(client, wanted, { outcome: 'working' })
    onCount(sent.filter(({ documentId }) => !working.has(documentId)).length)
    // Between two answers a document may be sent through anew; only one answer in which none is on its way counts.
    const entries = working.size === 0 ? finishedOf(await entriesOf(client, wanted, {}), wanted) : undefined
    if (entries) return entries
    await wait(pause)
  }
}

function finishedOf(
  entries: Map<string, DocumentEntry>,
  wanted: ReadonlySet<string>,
): Map<string, Finished> | undefined {
  const finished = new Map<string, Finished>()
  for (const documentId of wanted) {
    const entry = entries.get(documentId)
    if (!entry) throw new RihlaError('document-unknown', `document is gone from the archive: ${documentId}`)
    if (entry.outcome === 'working') return undefined
    finished.set(documentId, { ...entry, outcome: entry.outcome })
  }
  return finished
}

async function entriesOf(
  client: Client,
  wanted: ReadonlySet<string>,
  filter: { outcome?: 'working' },
): Promise<Map<string, DocumentEntry>> {
  const found = new Map<string, DocumentEntry>()
  for (let cursor: string | undefined; ;) {
    const page = await client.documents({ ...filter, size: pageSize, ...(cursor && { cursor }) })
    for (const entry of page.documents) if (wanted.has(entry.documentId)) found.set(entry.documentId, entry)
    cursor = page.cursor
    if (!cursor || found.size === wanted.size) return found
  }
}

function resultOf({ file, documentId, already }: Sent, { outcome, incomplete, failure }: Finished): FileResult {
  const reason = failure && { code: failure.code, message: failure.message, remedy: failure.remedy }
  return {
    path: file.path,
    name: file.name,
    documentId,
    already,
    outcome,
    incomplete,
    ...(reason && { failure: reason }),
  }
}
