import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { makeBackup } from '../../src/backup/make-backup.ts'
import { refuseNonEmpty, restoreBackup } from '../../src/backup/restore-backup.ts'
import { takeLock } from '../../src/database/lock.ts'
import { openStore } from '../../src/ingest/store.ts'
import { openParserPool, type ParserLimits } from '../../src/parse/parser-pool.ts'
import { bytesOf, pdfOf } from '../ingest/bytes.ts'
import { temporaryFolder, temporaryStore } from '../ingest/store-kit.ts'
import { latin1, makePdf } from '../parse/make-pdf.ts'
import { anyId, smallLimits } from '../parse/pool-limits.ts'
import { runCli } from '../cli/run-cli.ts'
import type { Provocations } from './kit.ts'

const never = new AbortController().signal
const hostile = (name: string) => join(import.meta.dirname, '..', '..', 'fixtures', 'hostile', name)

async function added(text: string, maxFileBytes = 1000): Promise<unknown> {
  const { store } = await temporaryStore({ maxFileBytes })
  return (await store.add({ name: 'a.pdf', bytes: bytesOf(text) })).document
}

async function parsed(path: string, limits: Partial<ParserLimits> = {}): Promise<unknown> {
  const pool = openParserPool({ ...smallLimits, ...limits })
  onTestFinished(() => pool.close())
  return pool.parse({ documentId: anyId, path }, never)
}

function written(bytes: Uint8Array | string, name = 'a.pdf'): string {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, bytes)
  return path
}

/** A page that draws one letter so often that it takes minutes. */
const longPage = () => written(makePdf([{ content: `BT /F1 9 Tf 72 700 Td ${'(a) Tj '.repeat(4_000_000)} ET` }]))

const drained = async (events: AsyncIterable<unknown>): Promise<unknown> => Array.fromAsync(events)

/** What a file or a folder may be like. */
export const ofFiles = {
  'file-empty': () => added(''),
  'not-a-pdf': () => added('plain text'),
  'file-too-large': () => added('%PDF-1.7 and more', 10),
  'file-unreadable': () => parsed('/nowhere/at-all.pdf'),
  'pdf-damaged': () => parsed(written(latin1('%PDF-1.7\n'))),
  'pdf-encrypted': () => parsed(hostile('encrypted.pdf')),
  'pdf-without-pages': () => parsed(hostile('no-pages.pdf')),
  'parse-time-limit': () => parsed(longPage(), { timeoutSeconds: 1 }),
  'parse-memory-limit': () => parsed(longPage(), { memoryBytes: 64 * 1024 * 1024 }),
  async 'parser-crashed'() {
    const pool = openParserPool(smallLimits)
    const parsing = pool.parse({ documentId: anyId, path: longPage() }, never)
    // ends its processes, whatever they are at
    await pool.close()
    return parsing
  },
  async 'store-damaged'() {
    const { store, folder } = await temporaryStore()
    const { document } = await store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })
    const { documentId } = document
    writeFileSync(join(folder, 'documents', documentId.slice(0, 2), documentId, 'record.json'), '{')
    return store.document(documentId)
  },
  async 'store-unwritable'() {
    const { store, folder } = await temporaryStore()
    rmSync(join(folder, 'incoming'), { recursive: true })
    return store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })
  },
  async 'disk-full'() {
    const { store } = await temporaryStore({ minFreeBytes: Number.MAX_SAFE_INTEGER })
    return store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })
  },
  async 'data-in-use'() {
    const folder = temporaryFolder()
    const lock = takeLock(folder)
    onTestFinished(() => lock.release())
    return takeLock(folder)
  },
  'folder-unwritable': () => openStore({ folder: written(''), maxFileBytes: 1 }),
  'archive-absent': () =>
    runCli(['backup', join(temporaryFolder(), 'backup')], {
      settings: { RIHLA_DATA: join(temporaryFolder(), 'data') },
    }),
  'backup-absent': () => drained(restoreBackup({ folder: temporaryFolder(), dataFolder: temporaryFolder() })),
  async 'backup-damaged'() {
    const { folder: storeFolder } = await temporaryStore()
    const folder = join(temporaryFolder(), 'backup')
    await drained(makeBackup({ storeFolder, folder, version: '1' }))
    writeFileSync(join(folder, 'backup.json'), '{')
    return drained(restoreBackup({ folder, dataFolder: join(temporaryFolder(), 'data') }))
  },
  async 'backup-folder-refused'() {
    const { folder: storeFolder } = await temporaryStore()
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'holiday.jpg'), '')
    return drained(makeBackup({ storeFolder, folder, version: '1' }))
  },
  async 'data-folder-not-empty'() {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'something'), '')
    return refuseNonEmpty(folder)
  },
} satisfies Provocations
