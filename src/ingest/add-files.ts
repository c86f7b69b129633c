import { stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { messageOf, RihlaError } from '../errors.ts'
import { fileBytes } from './file-bytes.ts'
import { walkFiles } from './walk-files.ts'

/** A file to hand to `store.add`; where `error` stands instead, the path cannot be read and the others go on. */
export type FileToAdd =
  | { path: string; name: string; bytes(): AsyncIterable<Uint8Array> }
  | { path: string; name: string; error: RihlaError }

/**
 * Expands files and folders as the command line names them: folders with all that is below them, sorted, regular files
 * only, each once. A file that is named itself is taken whatever its name, also through a symbolic link.
 */
export async function* filesToAdd(paths: readonly string[]): AsyncGenerator<FileToAdd> {
  const given = new Set<string>()
  for (const named of paths) {
    const path = resolve(named)
    for await (const file of expanded(path)) {
      if (given.has(file.path)) continue
      given.add(file.path)
      yield file
    }
  }
}

async function* expanded(path: string): AsyncGenerator<FileToAdd> {
  const name = basename(path)
  try {
    const found = await stat(path)
    if (found.isFile()) {
      yield { path, name, bytes: () => fileBytes(path, { followLinks: true }) }
      return
    }
    if (!found.isDirectory()) {
      yield { path, name, error: new RihlaError('file-unreadable', `neither a file nor a folder: ${path}`) }
      return
    }
  } catch (cause) {
    const error = new RihlaError('file-unreadable', `file cannot be read: ${path}: ${messageOf(cause)}`, { cause })
    yield { path, name, error }
    return
  }
  const unreadable: RihlaError[] = []
  for await (const file of walkFiles(path, { onUnreadable: (error) => void unreadable.push(error) }))
    yield { path: file, name: basename(file), bytes: () => fileBytes(file) }
  for (const error of unreadable) yield { path, name, error }
}
