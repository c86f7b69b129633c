import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { BackupFile, RestoreEvent } from '../contracts/backups.ts'
import { RihlaError } from '../errors.ts'
import { syncFolder, systemCode, writing } from '../ingest/durable-files.ts'
import { contentPath, copyHashed, hashOf, sizeOf, together } from './contents.ts'
import { documentIdOf, readManifest } from './manifest.ts'

const filesAtOnce = 8
const progressEvery = 200
/** What a restore that was cut off leaves, and the lock of this one. */
const own: ReadonlySet<string> = new Set(['restoring', 'rihla.lock'])

/**
 * Makes the store of an empty data folder from a backup. Every content is held against its hash; the store appears whole,
 * in one step, or not at all. Cut off, the next run goes on. Nothing in a backup decides where a file goes but paths that
 * only a store has. Needs the data folder for itself.
 */
export async function* restoreBackup({ folder, dataFolder }: RestoreOptions): AsyncGenerator<RestoreEvent> {
  const manifest = await readManifest(folder)
  if (!manifest) throw new RihlaError('backup-absent', `there is no backup in ${folder}`)
  await refuseNonEmpty(dataFolder)
  const place = join(dataFolder, 'restoring')
  const incoming = join(place, 'incoming')
  await writing(place, async () => {
    await rm(incoming, { recursive: true, force: true })
    await mkdir(incoming, { recursive: true })
  })
  const { files, madeAt } = manifest
  let copied = 0
  for (let at = 0; at < files.length; at += filesAtOnce) {
    if (at % progressEvery < filesAtOnce) yield { kind: 'progress', done: at, total: files.length }
    const some = files.slice(at, at + filesAtOnce)
    const written = await together(some.map((file) => restoreFile({ folder, place, incoming }, file)))
    copied += written.filter(Boolean).length
  }
  yield { kind: 'progress', done: files.length, total: files.length }
  await writing(dataFolder, async () => {
    await rename(place, join(dataFolder, 'store'))
    await syncFolder(dataFolder)
  })
  const documents = new Set(files.flatMap(({ path }) => documentIdOf(path) ?? [])).size
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  yield { kind: 'report', documents, files: files.length, bytes, copied, madeAt }
}

export type RestoreOptions = { folder: string; dataFolder: string }

/** Throws `data-folder-not-empty` where the data folder holds anything but what a restore has left. */
export async function refuseNonEmpty(dataFolder: string): Promise<void> {
  const names = await readdir(dataFolder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return []
    throw new RihlaError('folder-unwritable', `data folder cannot be read: ${dataFolder}`, { cause: error })
  })
  const found = names.find((name) => !own.has(name))
  if (found !== undefined)
    throw new RihlaError('data-folder-not-empty', `data folder holds something already: ${dataFolder}: ${found}`)
}

/** False where an earlier run has restored it. */
async function restoreFile(
  { folder, place, incoming }: { folder: string; place: string; incoming: string },
  { path, sizeBytes, sha256 }: BackupFile,
): Promise<boolean> {
  const target = join(place, path)
  if ((await sizeOf(target)) === sizeBytes && (await hashOf(target)) === sha256) return false
  const source = contentPath(folder, sha256)
  const size = await sizeOf(source)
  if (size !== sizeBytes) {
    const fault = size === undefined ? 'is missing' : `has ${size} bytes instead of ${sizeBytes}`
    throw new RihlaError('backup-damaged', `a content of the backup ${fault}: ${path}: ${source}`)
  }
  await writing(target, async () => {
    await mkdir(dirname(target), { recursive: true })
    const placeOf = (found: string): string => {
      if (found === sha256) return target
      throw new RihlaError('backup-damaged', `a content of the backup is not what its hash says: ${path}: ${source}`)
    }
    await copyHashed(source, { incoming, placeOf, mostBytes: sizeBytes })
  })
  return true
}
