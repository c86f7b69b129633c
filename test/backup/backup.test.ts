import { globSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeBackup } from '../../src/backup/make-backup.ts'
import { manifestFile, readManifest } from '../../src/backup/manifest.ts'
import { restoreBackup } from '../../src/backup/restore-backup.ts'
import type { BackupManifest } from '../../src/contracts/backups.ts'
import { openSearchFiles } from '../../src/searches/saved-searches.ts'
import { temporaryFolder, temporaryStore } from '../ingest/store-kit.ts'

const contentOf = (name: string) => `%PDF-1.7 ${name}`

async function archive(names: readonly string[] = ['one', 'two']) {
  const { store, folder: storeFolder } = await temporaryStore({ folder: join(temporaryFolder(), 'store') })
  const add = async (name: string) => {
    const bytes = async function* () {
      yield new TextEncoder().encode(contentOf(name))
    }
    return (await store.add({ name: `${name}.pdf`, bytes: bytes() })).document
  }
  const documents = []
  for (const name of names) documents.push(await add(name))
  const folder = join(temporaryFolder(), 'backup')
  const back = async () => (await Array.fromAsync(makeBackup({ storeFolder, folder, version: '1' }))).at(-1)
  const dataFolder = join(temporaryFolder(), 'data')
  const restore = async () => (await Array.fromAsync(restoreBackup({ folder, dataFolder }))).at(-1)
  const change = (how: (manifest: BackupManifest) => unknown) => {
    const manifest: BackupManifest = JSON.parse(readFileSync(manifestFile(folder), 'utf8'))
    writeFileSync(manifestFile(folder), JSON.stringify(how(manifest) ?? manifest))
  }
  const contents = () => globSync('contents/*/*', { cwd: folder }).map((path) => join(folder, path))
  return { store, storeFolder, folder, add, documents, back, dataFolder, restore, change, contents }
}

/** What a store holds that is to come back, by path. */
function filesOf(storeFolder: string): Record<string, string> {
  const paths = globSync(['documents/*/*/*', 'forgotten/*', 'searches/**/*.json'], { cwd: storeFolder }).toSorted()
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(storeFolder, path), 'utf8')]))
}

describe('a backup', () => {
  test('restored is the same store, with searches and tombstones', async () => {
    const { store, storeFolder, documents, back, dataFolder, restore } = await archive()
    const searches = await openSearchFiles({
      folder: storeFolder,
      maxSearches: 3,
      allowPrivate: true,
      timeoutSeconds: 5,
    })
    await searches.add({ name: 'ferries', query: { q: 'ferry', implied: 'no' }, webhook: 'http://127.0.0.1:9/' })
    const { documentId, generation } = documents[0]!
    const at = new Date().toISOString()
    await store.bury({ schema: 1, documentId, generation, forgottenAt: at, by: 'one', reason: 'it', finished: true })
    expect(await back()).toMatchObject({ kind: 'report', documents: 1, files: 5, copied: 5, removed: 0, damaged: [] })
    expect(await restore()).toMatchObject({ kind: 'report', documents: 1, files: 5, copied: 5 })
    expect(filesOf(join(dataFolder, 'store'))).toEqual(filesOf(storeFolder))
  })

  test('made again copies what is new or changed, and lets go of what was forgotten', async () => {
    const { store, documents, add, back, contents } = await archive()
    expect(await back()).toMatchObject({ documents: 2, files: 6, copied: 6 })
    expect(await back()).toMatchObject({ documents: 2, files: 6, copied: 0, removed: 0 })
    await add('three')
    await store.update(documents[1]!.documentId, { state: 'parsed' })
    expect(await back()).toMatchObject({ documents: 3, files: 9, copied: 4, removed: 1 })
    const { documentId } = documents[0]!
    const about = { by: 'one', reason: 'it is private', finished: true }
    await store.bury({ schema: 1, documentId, generation: 0, forgottenAt: new Date().toISOString(), ...about })
    await back()
    expect(
      contents()
        .map((path) => readFileSync(path, 'utf8'))
        .join('\n'),
    ).not.toContain(contentOf('one'))
  })

  test('that was cut off leaves the one before it whole, and the next run goes on', async () => {
    const { add, folder, back, restore } = await archive()
    await back()
    await add('three')
    const cut = makeBackup({ storeFolder: join(folder, 'nowhere'), folder, version: '1' })
    await expect(cut.next().then(() => cut.next())).rejects.toThrow('ENOENT')
    expect((await readManifest(folder))!.files).toHaveLength(6)
    expect(await restore()).toMatchObject({ documents: 2 })
    expect(await back()).toMatchObject({ documents: 3, copied: 3 })
  })

  test('while documents come, change and go holds of each all or nothing', async () => {
    const { store, storeFolder, add, back, restore, dataFolder } = await archive(
      Array.from({ length: 60 }, (_, number) => `before ${number}`),
    )
    const stop = new AbortController()
    const busy = (async () => {
      for (let number = 0; !stop.signal.aborted; number++) {
        const { documentId } = await add(`meanwhile ${number}`)
        await store.update(documentId, { state: 'parsed' })
        const { documents } = await store.documents({ size: 100 })
        const { documentId: gone } = documents[(number * 7) % documents.length]!
        const about = { by: 'one', reason: 'it', finished: true, generation: 0 }
        await store.bury({ schema: 1, documentId: gone, forgottenAt: new Date().toISOString(), ...about })
      }
    })()
    for (let round = 0; round < 4; round++) await back()
    stop.abort()
    await busy
    await restore()
    const { store: restored } = await temporaryStore({ folder: join(dataFolder, 'store') })
    for await (const documentId of restored.documentIds()) {
      expect(await restored.tombstone(documentId)).toBeUndefined()
      const original = readFileSync(restored.originalPath(documentId), 'utf8')
      expect((await restored.document(documentId))!.names).toEqual([`${original.slice('%PDF-1.7 '.length)}.pdf`])
    }
    expect((await restored.counts()).byOutcome.parked).toBe(0)
    expect(await back()).toMatchObject({ documents: (await store.counts()).total })
    expect(Object.keys(filesOf(storeFolder)).length).toBeGreaterThan(0)
  }, 60_000)

  test('names the documents whose original is not what its id says', async () => {
    const { store, documents, back } = await archive()
    const { documentId } = documents[0]!
    writeFileSync(store.originalPath(documentId), 'rotten')
    expect(await back()).toMatchObject({ documents: 2, damaged: [documentId] })
  })

  test('goes to no folder that holds anything else', async () => {
    const { folder, back } = await archive()
    mkdirSync(folder)
    writeFileSync(join(folder, 'holiday.jpg'), '')
    await expect(back()).rejects.toMatchObject({ code: 'backup-folder-refused' })
  })
})

describe('a restore', () => {
  test('leaves alone a data folder that holds anything', async () => {
    const { back, restore, dataFolder } = await archive()
    await back()
    mkdirSync(join(dataFolder, 'database'), { recursive: true })
    await expect(restore()).rejects.toMatchObject({ code: 'data-folder-not-empty' })
  })

  test('that was cut off goes on with what it had, and mends what is not whole', async () => {
    const { folder, back, restore, dataFolder, contents } = await archive()
    await back()
    const { files } = (await readManifest(folder))!
    const last = contents().find((path) => path.endsWith(files.at(-1)!.sha256))!
    renameSync(last, `${last}.away`)
    await expect(restore()).rejects.toMatchObject({ code: 'backup-damaged' })
    renameSync(`${last}.away`, last)
    const [half] = globSync('restoring/documents/*/*/original', { cwd: dataFolder })
    writeFileSync(join(dataFolder, half!), 'cut')
    expect(await restore()).toMatchObject({ files: 6, copied: 2 })
  })

  test.for<[string, (content: string) => void, string]>([
    ['missing', (path) => rmSync(path), 'is missing'],
    [
      'changed',
      (path) => writeFileSync(path, readFileSync(path, 'utf8').replace('%PDF', '%pdf')),
      'what its hash says',
    ],
    ['longer', (path) => writeFileSync(path, `${readFileSync(path, 'utf8')}.`), 'instead of'],
    ['a link to elsewhere', (path) => (rmSync(path), symlinkSync('/etc/hostname', path)), 'is missing'],
  ])('says which content is %s, and makes no store', async ([, spoil, told]) => {
    const { folder, back, restore, contents, documents, dataFolder } = await archive(['one'])
    await back()
    spoil(contents().find((path) => path.endsWith(documents[0]!.documentId))!)
    await expect(restore()).rejects.toMatchObject({ code: 'backup-damaged', message: expect.stringContaining(told) })
    expect(globSync('store/**', { cwd: dataFolder })).toEqual([])
    expect((await readManifest(folder))!.files).toHaveLength(3)
  })

  test.for([
    '../outside',
    '/etc/cron.d/rihla',
    'documents/../../outside',
    'documents/aa/../../../outside',
    `documents/aa/${'b'.repeat(64)}/original`,
    `documents/aa/${'a'.repeat(64)}/../original`,
    `documents/aa/${'a'.repeat(64)}/..`,
    `documents/aa/${'a'.repeat(64)}/original\u0000.json`,
    `documents\\aa\\${'a'.repeat(64)}\\original`,
    `forgotten/${'a'.repeat(64)}.json/../../x`,
    'changes.jsonl',
  ])('takes no path but those of a store: %j', async (path) => {
    const { back, restore, change, dataFolder } = await archive(['one'])
    await back()
    change((manifest) => void (manifest.files[0]!.path = path))
    await expect(restore()).rejects.toMatchObject({ code: 'backup-damaged' })
    expect(globSync('**', { cwd: dataFolder })).toEqual([])
  })

  test.for<[string, (manifest: BackupManifest) => unknown]>([
    ['a file twice', (manifest) => void manifest.files.push(manifest.files[0]!)],
    ['a hash that is a path', (manifest) => void (manifest.files[0]!.sha256 = '../../../../etc/passwd')],
    ['no list at all', () => []],
    ['what a newer version wrote', (manifest) => ({ ...manifest, schema: 2 })],
  ])('refuses a list that has %s', async ([, how]) => {
    const { back, restore, change } = await archive(['one'])
    await back()
    change(how)
    await expect(restore()).rejects.toMatchObject({ code: 'backup-damaged' })
  })

  test('says where there is no backup', async () => {
    const { restore } = await archive([])
    await expect(restore()).rejects.toMatchObject({ code: 'backup-absent' })
  })
})
