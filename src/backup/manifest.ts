import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupManifest } from '../contracts/backups.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { systemCode } from '../ingest/durable-files.ts'

export const manifestFile = (folder: string): string => join(folder, 'backup.json')

/** What the backup in a folder holds; undefined where there is none. Throws `backup-damaged` where it is broken. */
export async function readManifest(folder: string): Promise<BackupManifest | undefined> {
  let text: string
  try {
    text = await readFile(manifestFile(folder), 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw damaged(folder, messageOf(error), error)
  }
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch (error) {
    throw damaged(folder, messageOf(error), error)
  }
  const { success, data, error } = BackupManifest.safeParse(content)
  if (!success) {
    const [issue] = error.issues
    throw damaged(folder, `${issue?.path.join('.') || 'content'}: ${issue?.message}`, error)
  }
  const paths = new Set(data.files.map(({ path }) => path))
  if (paths.size < data.files.length) throw damaged(folder, 'it names a file twice')
  return data
}

/** Of the documents among the paths of a store. */
export const documentIdOf = (path: string): string | undefined => /^documents\/..\/([0-9a-f]{64})\//.exec(path)?.[1]

const damaged = (folder: string, fault: string, cause?: unknown): RihlaError =>
  new RihlaError('backup-damaged', `the list of the backup is broken: ${manifestFile(folder)}: ${fault}`, { cause })
