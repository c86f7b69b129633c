import { mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ParsedDocument } from '../../src/contracts/parsed-document.ts'
import { openStore } from '../../src/ingest/store.ts'
import { bytesOf, pdfOf } from './bytes.ts'
import { temporaryFolder, temporaryStore } from './store-kit.ts'

/** A folder of a closed store with one document, for damaging it. */
async function storedFolder() {
  const folder = temporaryFolder()
  const store = await openStore({ folder, maxFileBytes: 10_000 })
  const { documentId } = (await store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })).document
  await store.writeParsed(parsedOf(documentId))
  await store.update(documentId, { state: 'parsed' })
  await store.close()
  const file = (name: string) => join(folder, 'documents', documentId.slice(0, 2), documentId, name)
  return { folder, documentId, file }
}

function parsedOf(documentId: string): ParsedDocument {
  const text = 'Some words.'
  return {
    schema: 1,
    documentId,
    parserVersion: 'test',
    metadata: { authors: [], language: 'en', outline: [] },
    pageCount: 1,
    pages: [{ number: 1, width: 595, height: 842, status: 'text' }],
    text,
    paragraphs: [{ kind: 'body', start: 0, end: text.length, pages: [{ page: 1, start: 0 }] }],
    references: [],
    furniture: [],
    runs: [[0, text.length, 1, 10, 10, 60, 12]],
    incomplete: [],
  }
}

describe('a broken record', () => {
  test.for<[string, (path: string) => void]>([
    ['is gone', (path) => rmSync(path)],
    ['is empty', (path) => truncateSync(path)],
    ['is cut', (path) => truncateSync(path, 40)],
    ['is no record', (path) => writeFileSync(path, '{"schema":1,"constructor":{}}')],
    ['is a folder', (path) => (rmSync(path), mkdirSync(path))],
  ])('that %s is named, listed, and mended by dropping the document again', async ([, breakIt]) => {
    const { folder, documentId, file } = await storedFolder()
    breakIt(file('record.json'))
    const { store } = await temporaryStore({ folder })
    await expect(store.document(documentId)).rejects.toMatchObject({ code: 'store-damaged' })
    await expect(store.document(documentId)).rejects.toThrow(documentId)
    expect(await store.counts()).toMatchObject({ total: 1, byCode: { 'store-damaged': 1 } })
    const { documents } = await store.documents({ size: 5, code: 'store-damaged' })
    expect(documents).toMatchObject([{ documentId, outcome: 'parked' }])
    if (statSync(file('record.json'), { throwIfNoEntry: false })?.isDirectory()) return
    const again = await store.add({ name: 'b.pdf', bytes: bytesOf(pdfOf('a')) })
    expect(again).toMatchObject({ already: false, document: { state: 'stored' } })
    expect(again.document.generation).toBeGreaterThan(1_000_000)
    expect(await store.document(documentId)).toMatchObject({
      state: 'stored',
      names: expect.arrayContaining(['b.pdf']),
    })
  })

  test('can be parked, and then tried again', async () => {
    const { folder, documentId, file } = await storedFolder()
    truncateSync(file('record.json'))
    const { store } = await temporaryStore({ folder })
    await expect(store.update(documentId, { state: 'parsed' })).rejects.toMatchObject({ code: 'store-damaged' })
    const failure = { code: 'store-damaged', message: 'x', stage: 'parse' as const, attempts: 1 }
    await store.park(documentId, { ...failure, at: new Date().toISOString() })
    expect(await store.document(documentId)).toMatchObject({ state: 'parked', sizeBytes: pdfOf('a').length })
    expect(await store.update(documentId, { state: 'stored' })).toMatchObject({ outcome: 'working' })
  })
})

describe('broken results', () => {
  test.for<[string, string]>([
    ['cut', '{"schema":1,'],
    ['of another shape', '{"schema":2}'],
    ['with a key too many', ''],
  ])('%s are named with document and file', async ([, content]) => {
    const { folder, documentId, file } = await storedFolder()
    const broken = content || JSON.stringify({ ...parsedOf(documentId), extra: true })
    writeFileSync(file('parsed.json'), broken)
    const { store } = await temporaryStore({ folder })
    const reading = store.readParsed(documentId)
    await expect(reading).rejects.toMatchObject({ code: 'store-damaged' })
    await expect(reading).rejects.toThrow(`parsed.json is missing or broken: ${documentId}`)
  })

  test('that are missing are named too; whole ones come back as they were written', async () => {
    const { folder, documentId } = await storedFolder()
    const { store } = await temporaryStore({ folder })
    expect(await store.readParsed(documentId)).toEqual(parsedOf(documentId))
    await expect(store.readExtracted(documentId)).rejects.toThrow('extracted.json is missing or broken')
  })
})

test('a lost original is restored by dropping the document again', async () => {
  const { folder, documentId, file } = await storedFolder()
  rmSync(file('original'))
  const { store } = await temporaryStore({ folder })
  const again = await store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })
  expect(again).toMatchObject({ already: false, document: { documentId, state: 'stored', generation: 1 } })
  expect(readFileSync(file('original'), 'utf8')).toBe(pdfOf('a'))
})

test('a name that a crash cut costs only itself', async () => {
  const { folder, documentId, file } = await storedFolder()
  writeFileSync(file('names'), '"a.pdf"\n"half a na')
  const { store } = await temporaryStore({ folder })
  await store.add({ name: 'next.pdf', bytes: bytesOf(pdfOf('a')) })
  expect((await store.document(documentId))!.names).toEqual(['a.pdf', 'next.pdf'])
})

test('strange files among the documents are passed over', async () => {
  const { folder } = await storedFolder()
  writeFileSync(join(folder, 'documents', 'README'), 'hands off')
  mkdirSync(join(folder, 'documents', 'zz', 'nothing'), { recursive: true })
  mkdirSync(join(folder, 'documents', '00'), { recursive: true })
  writeFileSync(join(folder, 'documents', '00', 'f'.repeat(64)), 'a file that is named like a document')
  const { store } = await temporaryStore({ folder })
  expect((await store.counts()).total).toBe(1)
})

test('a folder that cannot be written is refused by name', async () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  await expect(openStore({ folder: file, maxFileBytes: 1 })).rejects.toMatchObject({ code: 'folder-unwritable' })
})

test('a store that can no longer write says so, and goes on when it can', async () => {
  const { store, folder } = await temporaryStore()
  await store.ready()
  rmSync(join(folder, 'incoming'), { recursive: true })
  const adding = store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })
  await expect(adding).rejects.toMatchObject({ code: 'store-unwritable', permanent: false })
  await expect(store.ready()).rejects.toMatchObject({ code: 'store-unwritable' })
  mkdirSync(join(folder, 'incoming'))
  await store.ready()
  expect(await store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })).toMatchObject({ already: false })
})
