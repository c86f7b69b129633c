import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DocumentId } from '../contracts/stored-document.ts'
import { Tombstone } from '../contracts/tombstones.ts'
import { replaceFile, syncFolder, systemCode, writing } from './durable-files.ts'
import { checked } from './records.ts'

/** What the store keeps of documents that were forgotten: one file each, beside the documents. */
export type Tombstones = {
  read(documentId: string): Promise<Tombstone | undefined>
  write(tombstone: Tombstone): Promise<void>
  remove(documentId: string): Promise<void>
  all(): AsyncGenerator<Tombstone>
}

export async function openTombstones({ folder, incoming }: { folder: string; incoming: string }): Promise<Tombstones> {
  const place = join(folder, 'forgotten')
  await writing(place, () => mkdir(place, { recursive: true }))
  const fileOf = (documentId: string) => join(place, `${DocumentId.parse(documentId)}.json`)

  async function read(documentId: string): Promise<Tombstone | undefined> {
    try {
      const text = await readFile(fileOf(documentId), 'utf8')
      return checked(Tombstone, { documentId, file: `forgotten/${documentId}.json`, text })
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return undefined
      throw error
    }
  }

  return {
    read,
    write: (tombstone) => replaceFile(fileOf(tombstone.documentId), JSON.stringify(tombstone), incoming),
    async remove(documentId) {
      await writing(place, async () => {
        await rm(fileOf(documentId), { force: true })
        await syncFolder(place)
      })
    },
    async *all() {
      for (const name of (await readdir(place)).toSorted()) {
        const id = DocumentId.safeParse(name.replace(/\.json$/, ''))
        const tombstone = id.success ? await read(id.data) : undefined
        if (tombstone) yield tombstone
      }
    },
  }
}
