import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupEvent, BackupFile, BackupManifest } from '../contracts/backups.ts'
import { RihlaError } from '../errors.ts'
import { replaceFile, systemCode, writing } from '../ingest/durable-files.ts'
import { storedDocumentIds } from '../ingest/store-folder.ts'
import { contentPath, copyHashed, sizeOf, together } from './contents.ts'
import { documentIdOf, manifestFile, readManifest } from './manifest.ts'

const documentsAtOnce = 8
const progressEvery = 100
/** What a backup consists of; a folder that holds anything else is somebody's. */
const own: ReadonlySet<string> = new Set(['backup.json', 'contents', 'incoming', 'rihla.lock'])

/**
 * Copies a store while others work on it. A document's record is copied before what its stages made, so that no copy says
 * more than it holds; what was forgotten meanwhile is left out. Contents lie under their hashes and the list of them is
 * replaced last: cut off, the backup before is whole still, and the next run goes on. Needs the folder for itself.
 */
export async function* makeBackup({ storeFolder, folder, version }: BackupOptions): AsyncGenerator<BackupEvent> {
  await refuseForeign(folder)
  const incoming = join(folder, 'incoming')
  await writing(folder, async () => {
    await rm(incoming, { recursive: true, force: true })
    await mkdir(incoming, { recursive: true, mode: 0o700 })
  })
  const begunAt = new Date().toISOString()
  const before = new Map((await readManifest(folder))?.files.map((file) => [file.path, file]))
  const copying = { storeFolder, folder, incoming, before }
  const ids = await Array.fromAsync(storedDocumentIds(storeFolder))
  const taken: Taken[] = []
  for (let at = 0; at < ids.length; at += documentsAtOnce) {
    if (at % progressEvery < documentsAtOnce) yield { kind: 'progress', done: at, total: ids.length }
    const some = ids.slice(at, at + documentsAtOnce)
    for (const files of await together(some.map((id) => takeDocument(copying, id)))) taken.push(...files)
  }
  yield { kind: 'progress', done: ids.length, total: ids.length }
  // What is copied last may drop what was copied before it: whoever is forgotten meanwhile, and messages about others.
  for (const path of await otherFiles(storeFolder)) taken.push(...(await take(copying, path)))
  const kept = withoutForgotten(taken)
  const files = kept.map(({ file }) => file).toSorted((one, other) => (one.path < other.path ? -1 : 1))
  const manifest: BackupManifest = { schema: 1, begunAt, madeAt: new Date().toISOString(), version, files }
  await replaceFile(manifestFile(folder), JSON.stringify(manifest), incoming)
  const removed = await removeOthers(folder, new Set(files.map(({ sha256 }) => sha256)))
  yield {
    kind: 'report',
    documents: new Set(files.flatMap(({ path }) => documentIdOf(path) ?? [])).size,
    files: files.length,
    bytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    copied: kept.filter(({ copied }) => copied).length,
    removed,
    damaged: files
      .filter(({ path, sha256 }) => path.endsWith('/original') && documentIdOf(path) !== sha256)
      .map(({ path }) => documentIdOf(path)!),
  }
}

export type BackupOptions = { storeFolder: string; folder: string; version: string }
type Copying = { storeFolder: string; folder: string; incoming: string; before: ReadonlyMap<string, BackupFile> }
type Taken = { file: BackupFile; copied: boolean }

async function refuseForeign(folder: string): Promise<void> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return []
    throw new RihlaError('backup-folder-refused', `is no folder that can be read: ${folder}`, { cause: error })
  })
  const foreign = names.find((name) => !own.has(name))
  if (foreign !== undefined)
    throw new RihlaError('backup-folder-refused', `holds something that is no backup: ${folder}: ${foreign}`)
}

async function takeDocument(copying: Copying, documentId: string): Promise<Taken[]> {
  const path = `documents/${documentId.slice(0, 2)}/${documentId}`
  const record = await take(copying, `${path}/record.json`)
  const names = await namesIn(join(copying.storeFolder, path))
  const others = names.filter((name) => name !== 'record.json').map((name) => take(copying, `${path}/${name}`))
  return [...record, ...(await together(others)).flat()]
}

/** Tombstones, and saved searches with what they told. */
async function otherFiles(storeFolder: string): Promise<string[]> {
  const within = async (path: string) => (await namesIn(join(storeFolder, path))).map((name) => `${path}/${name}`)
  const paths: string[] = []
  for (const path of await within('searches')) {
    if (path.endsWith('.json')) paths.push(path)
    else
      for (const inside of await within(path))
        paths.push(...(inside.endsWith('.json') ? [inside] : await within(inside)))
  }
  return [...paths, ...(await within('forgotten'))]
}

/** One file, or none where it went away meanwhile. */
async function take({ storeFolder, folder, incoming, before }: Copying, path: string): Promise<Taken[]> {
  const source = join(storeFolder, path)
  try {
    const { size, mtimeMs } = await stat(source)
    const known = before.get(path)
    if (known?.sizeBytes === size && known.modifiedAt === mtimeMs && (await holds(folder, known)))
      return [{ file: known, copied: false }]
    const placeOf = (sha256: string) => contentPath(folder, sha256)
    const { sha256, sizeBytes, copied } = await writing(folder, () => copyHashed(source, { incoming, placeOf }))
    return [{ file: { path, sizeBytes, sha256, modifiedAt: mtimeMs }, copied }]
  } catch (error) {
    // it may as well be the backup's folder that went away
    if ((await sizeOf(source)) === undefined) return []
    throw error
  }
}

const holds = async (folder: string, { sha256, sizeBytes }: BackupFile): Promise<boolean> =>
  (await sizeOf(contentPath(folder, sha256))) === sizeBytes

function withoutForgotten(taken: readonly Taken[]): Taken[] {
  const paths = new Set(taken.map(({ file }) => file.path))
  const isHere = (id: string) =>
    paths.has(`documents/${id.slice(0, 2)}/${id}/record.json`) && !paths.has(`forgotten/${id}.json`)
  return taken.filter(({ file: { path } }) => {
    const about = documentIdOf(path) ?? /^searches\/.*\/([0-9a-f]{64})\.json$/.exec(path)?.[1]
    return about === undefined || isHere(about)
  })
}

async function removeOthers(folder: string, needed: ReadonlySet<string>): Promise<number> {
  let removed = 0
  const contents = join(folder, 'contents')
  for (const prefix of await namesIn(contents))
    for (const name of await namesIn(join(contents, prefix))) {
      if (needed.has(name)) continue
      await writing(folder, () => rm(join(contents, prefix, name), { recursive: true }))
      removed++
    }
  return removed
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).toSorted()
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}
