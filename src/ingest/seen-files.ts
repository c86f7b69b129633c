import { appendFile, readFile, rename, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { systemCode } from './durable-files.ts'
import { fileState, type FileState } from './settling.ts'

/** Files that are done with but stay where they are, so that a start does not read them all again. */
export type SeenFiles = {
  /** True where the file was remembered in this very state. */
  has(path: string, state: FileState): boolean
  /** Without a document it is remembered as long as the process lasts. */
  remember(path: string, state: FileState, documentId: string | undefined): Promise<void>
}

type Entry = { path: string; sizeBytes: number; modifiedAt: number; documentId: string | undefined }

/**
 * Reads the memory of a folder from `file` (undefined: it lasts as long as the process). What is gone, has changed, or
 * whose document the store no longer knows is forgotten.
 */
export async function openSeenFiles(options: {
  folder: string
  file: string | undefined
  knows: (documentId: string) => Promise<boolean>
  /** The memory cannot be written: it lasts as long as the process then. */
  onError: (error: unknown) => void
}): Promise<SeenFiles> {
  const { folder, file, knows, onError } = options
  const seen = new Map<string, Entry>()
  if (file) {
    for (const entry of await readEntries(file)) seen.set(entry.path, entry)
    for (const [path, entry] of seen) {
      const state = await fileState(join(folder, path))
      const stands = state && isOf(entry, state) && entry.documentId && (await knows(entry.documentId))
      if (!stands) seen.delete(path)
    }
    await writeEntries(file, seen.values()).catch(onError)
  }
  return {
    has(path, state) {
      const entry = seen.get(relative(folder, path))
      return entry !== undefined && isOf(entry, state)
    },
    async remember(path, { sizeBytes, modifiedAt }, documentId) {
      const entry = { path: relative(folder, path), sizeBytes, modifiedAt, documentId }
      seen.set(entry.path, entry)
      if (file && documentId) await appendFile(file, `${JSON.stringify(entry)}\n`).catch(onError)
    },
  }
}

// Not the inode: it changes when a disk is mounted anew, and the content is what counts.
const isOf = (entry: Entry, state: FileState): boolean =>
  entry.sizeBytes === state.sizeBytes && entry.modifiedAt === state.modifiedAt

async function readEntries(file: string): Promise<Entry[]> {
  try {
    const lines = (await readFile(file, 'utf8')).split('\n')
    return lines.flatMap((line) => entryOf(line) ?? [])
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}

/** The entry of a line; none where a crash cut the line: that file is then only read once more. */
function entryOf(line: string): Entry | undefined {
  try {
    const entry: unknown = JSON.parse(line)
    return isEntry(entry) ? entry : undefined
  } catch {
    return undefined
  }
}

function isEntry(entry: unknown): entry is Entry {
  if (typeof entry !== 'object' || entry === null) return false
  if (!('path' in entry && 'documentId' in entry && 'sizeBytes' in entry && 'modifiedAt' in entry)) return false
  const { path, documentId, sizeBytes, modifiedAt } = entry
  const named = typeof path === 'string' && typeof documentId === 'string'
  return named && typeof sizeBytes === 'number' && typeof modifiedAt === 'number'
}

async function writeEntries(file: string, entries: Iterable<Entry>): Promise<void> {
  const lines = [...entries].map((entry) => `${JSON.stringify(entry)}\n`)
  await writeFile(`${file}.tmp`, lines.join(''))
  await rename(`${file}.tmp`, file)
}
