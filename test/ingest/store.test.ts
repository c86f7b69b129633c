import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DocumentSummary } from '../../src/contracts/stored-document.ts'
import { eventually } from '../eventually.ts'
import { bytesOf, pdfOf } from './bytes.ts'
import { temporaryFolder, temporaryStore } from './store-kit.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const failure = { code: 'pdf-encrypted', message: 'pdf is encrypted: x', stage: 'parse' as const, attempts: 1 }

function folderOf(folder: string, documentId: string): string {
  return join(folder, 'documents', documentId.slice(0, 2), documentId)
}

describe('adding', () => {
  test('keeps the bytes under their SHA-256', async () => {
    const { store } = await temporaryStore()
    const { document, already } = await store.add({ name: 'note.pdf', bytes: bytesOf('%PDF-1.7\n', 'one\n%%EOF\n') })
    expect(already).toBe(false)
    expect(document).toMatchObject({
      documentId: sha256(pdfOf('one')),
      state: 'stored',
      outcome: 'working',
      names: ['note.pdf'],
      sizeBytes: pdfOf('one').length,
      mediaType: 'application/pdf',
    })
    expect(readFileSync(store.originalPath(document.documentId), 'utf8')).toBe(pdfOf('one'))
  })

  test('a second copy is answered "already" and keeps its name once', async () => {
    const { store, folder } = await temporaryStore()
    await store.add({ name: 'one.pdf', bytes: bytesOf(pdfOf('same')) })
    await store.add({ name: 'two.pdf', bytes: bytesOf(pdfOf('same')) })
    const third = await store.add({ name: 'two.pdf', bytes: bytesOf(pdfOf('same')) })
    expect(third).toMatchObject({ already: true, document: { names: ['one.pdf', 'two.pdf'] } })
    expect((await store.counts()).total).toBe(1)
    expect(readdirSync(join(folder, 'incoming'))).toEqual([])
  })

  test('copies that come at the same time become one document with all names', async () => {
    const { store } = await temporaryStore()
    const names = Array.from({ length: 20 }, (_, number) => `copy-${number}.pdf`)
    const added = await Promise.all(names.map((name) => store.add({ name, bytes: bytesOf(pdfOf('crowd')) })))
    expect(added.filter(({ already }) => !already)).toHaveLength(1)
    const document = await store.document(added[0]!.document.documentId)
    expect(document!.names.toSorted()).toEqual(names.toSorted())
  })

  test.for([
    ['nothing', '', 'file-empty', 'file is empty'],
    ['text', 'just words', 'not-a-pdf', 'plain text'],
    ['a web page', '\n<!DOCTYPE html><html></html>', 'not-a-pdf', 'a web page (HTML)'],
    ['Word', 'PK\u0003\u0004 … word/document.xml', 'not-a-pdf', 'a Word document (.docx)'],
    ['a ZIP', 'PK\u0003\u0004 … holiday.jpg', 'not-a-pdf', 'a ZIP archive'],
    ['zeros', '\0\0\0\0\0\0', 'not-a-pdf', 'zero bytes'],
    ['too much', pdfOf('x'.repeat(5000)), 'file-too-large', '4000 bytes'],
  ])('%s is parked with its own code and sentence, without an original', async ([, content, code, sentence]) => {
    const { store, folder } = await temporaryStore({ maxFileBytes: 4000 })
    const { document } = await store.add({ name: 'odd.pdf', bytes: bytesOf(content!) })
    expect(document).toMatchObject({ state: 'parked', outcome: 'parked', failure: { code, stage: 'ingest' } })
    expect(document.failure!.message).toContain(sentence)
    expect(document.failure!.message).toContain('odd.pdf')
    expect(readdirSync(folderOf(folder, document.documentId)).toSorted()).toEqual(['names', 'record.json'])
    expect((await store.counts()).byCode).toEqual({ [code!]: 1 })
    const again = await store.add({ name: 'odd.pdf', bytes: bytesOf(content!) })
    expect(again).toMatchObject({ already: true, document: { failure: { code } } })
  })

  test('reading stops one byte after the limit, and these bytes are the identity', async () => {
    const { store } = await temporaryStore({ maxFileBytes: 100 })
    let given = 0
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given += 30
        yield Buffer.alloc(30, 'a')
      }
    }
    const { document } = await store.add({ name: 'endless.pdf', bytes: endless() })
    expect(document).toMatchObject({ documentId: sha256('a'.repeat(101)), sizeBytes: 101 })
    expect(given).toBe(120)
  })

  test('what was refused is taken once the limit allows it', async () => {
    const folder = temporaryFolder()
    const content = pdfOf('larger than fifty bytes'.repeat(3)).slice(0, 51)
    const small = await temporaryStore({ folder, maxFileBytes: 50 })
    const refused = await small.store.add({ name: 'a.pdf', bytes: bytesOf(content) })
    const large = await temporaryStore({ folder, maxFileBytes: 5000 })
    const taken = await large.store.add({ name: 'a.pdf', bytes: bytesOf(content) })
    expect(taken).toMatchObject({ already: false, document: { state: 'stored', generation: 1 } })
    expect(taken.document).not.toHaveProperty('failure')
    expect(taken.document.documentId).toBe(refused.document.documentId)
    expect(readFileSync(large.store.originalPath(taken.document.documentId), 'utf8')).toBe(content)
  })

  test('a source that breaks leaves nothing and throws what it threw', async () => {
    const { store, folder } = await temporaryStore()
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('%PDF-1.7')
      throw new Error('the line went dead')
    }
    await expect(store.add({ name: 'a.pdf', bytes: broken() })).rejects.toThrow('the line went dead')
    expect(readdirSync(join(folder, 'incoming'))).toEqual([])
    expect((await store.counts()).total).toBe(0)
  })

  test.for([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\report.pdf', 'report.pdf'],
    ['a\u0000b\nc\u202Epdf.exe', 'abcpdf.exe'],
    ['..', 'unnamed'],
    ['', 'unnamed'],
    ['__proto__', '__proto__'],
    ['=cmd()<script>.pdf', '=cmd()<script>.pdf'],
    ['é'.repeat(300), 'é'.repeat(255)],
    ['half \ud800 pair.pdf', 'half \ufffd pair.pdf'],
  ])('the name %j is shown as %j', async ([name, shown]) => {
    const { store } = await temporaryStore()
    const { document } = await store.add({ name: name!, bytes: bytesOf(pdfOf('named')) })
    expect(document.names).toEqual([shown])
    expect((await store.document(document.documentId))!.names).toEqual([shown])
  })
})

describe('the record', () => {
  test('goes from state to state and loses its failure when it goes on', async () => {
    const { store } = await temporaryStore()
    const { document } = await store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })
    const at = new Date().toISOString()
    const parked = await store.park(document.documentId, { ...failure, at })
    expect(parked).toMatchObject({
      state: 'parked',
      stateAt: at,
      outcome: 'parked',
      failure: { code: 'pdf-encrypted' },
    })
    const retried = await store.update(document.documentId, { state: 'stored', generation: 1 })
    expect(retried).toMatchObject({ state: 'stored', generation: 1, outcome: 'working' })
    expect(retried).not.toHaveProperty('failure')
    const loss = { code: 'page-without-text' as const, message: 'page 2 has no text', pages: [2] }
    expect(await store.update(document.documentId, { state: 'indexed', incomplete: [loss] })).toMatchObject({
      outcome: 'partial',
    })
  })

  test('changes of one document at the same time are all kept', async () => {
    const { store } = await temporaryStore()
    const { documentId } = (await store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })).document
    await Promise.all([
      store.update(documentId, { title: 'A title' }),
      store.update(documentId, { language: 'fr' }),
      store.update(documentId, { pageCount: 7 }),
    ])
    expect(await store.document(documentId)).toMatchObject({ title: 'A title', language: 'fr', pageCount: 7 })
  })

  test('an unknown document is undefined to ask for and an error to change', async () => {
    const { store } = await temporaryStore()
    const unknown = 'f'.repeat(64)
    expect(await store.document(unknown)).toBeUndefined()
    await expect(store.update(unknown, { title: 'x' })).rejects.toMatchObject({ code: 'document-unknown' })
    await expect(store.document('../../etc')).rejects.toMatchObject({ code: 'document-unknown' })
    expect(() => store.originalPath('../../etc')).toThrow('no document id')
  })
})

describe('lists', () => {
  test('come newest first, a page at a time, by outcome, code and part of a name', async () => {
    const { store } = await temporaryStore()
    const ids: string[] = []
    for (const number of [1, 2, 3, 4, 5]) {
      const name = `${number % 2 ? 'Odd' : 'even'}-${number}.pdf`
      ids.push((await store.add({ name, bytes: bytesOf(pdfOf(String(number))) })).document.documentId)
    }
    await store.park(ids[0]!, { ...failure, at: new Date().toISOString() })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await store.documents({ size: 2, ...(cursor && { cursor }) })
      expect(page.total).toBe(5)
      seen.push(...page.documents.map(({ documentId }) => documentId))
      cursor = page.cursor
    } while (cursor)
    expect(seen.toSorted()).toEqual(ids.toSorted())
    const times = await Promise.all(seen.map(async (id) => (await store.document(id))!.receivedAt))
    expect(times).toEqual(times.toSorted().toReversed())
    expect((await store.documents({ size: 9, name: 'ODD' })).total).toBe(3)
    expect((await store.documents({ size: 9, outcome: 'parked' })).documents[0]!.documentId).toBe(ids[0])
    expect((await store.documents({ size: 9, code: 'pdf-encrypted' })).total).toBe(1)
    expect(await store.counts()).toMatchObject({
      total: 5,
      byOutcome: { working: 4, done: 0, partial: 0, parked: 1, dismissed: 0 },
      byCode: { 'pdf-encrypted': 1 },
    })
    await expect(store.documents({ size: 2, cursor: 'junk' })).rejects.toMatchObject({ code: 'request-invalid' })
  })

  test('every id is told once, from the folders', async () => {
    const { store } = await temporaryStore()
    const added = await Promise.all(
      Array.from({ length: 12 }, (_, n) => store.add({ name: `${n}.pdf`, bytes: bytesOf(pdfOf(`n${n}`)) })),
    )
    const told = await Array.fromAsync(store.documentIds())
    expect(told).toEqual(added.map(({ document }) => document.documentId).toSorted())
  })
})

describe('two processes on one folder', () => {
  test('each hears of the other’s documents and changes, once a change', async () => {
    const folder = temporaryFolder()
    const one = (await temporaryStore({ folder })).store
    const other = (await temporaryStore({ folder })).store
    const heard: DocumentSummary[] = []
    const stop = other.onChange((document) => heard.push(document))
    const { documentId } = (await one.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })).document
    await eventually(() => expect(heard.at(-1)?.state).toBe('stored'))
    await one.update(documentId, { state: 'parsed' })
    await eventually(() => expect(heard.at(-1)?.state).toBe('parsed'))
    expect((await other.documents({ size: 5 })).documents[0]).toMatchObject({ documentId, state: 'parsed' })
    expect(heard).toHaveLength(2)
    stop()
    await one.update(documentId, { state: 'extracted' })
    await eventually(async () => expect((await other.documents({ size: 1 })).documents[0]!.state).toBe('extracted'))
    expect(heard).toHaveLength(2)
  })

  test('take in the same documents at the same time once, with the names of both', async () => {
    const folder = temporaryFolder()
    const stores = [(await temporaryStore({ folder })).store, (await temporaryStore({ folder })).store]
    const added = await Promise.all(
      Array.from({ length: 20 }, (_, number) => number).flatMap((number) =>
        stores.map((store, which) => store.add({ name: `${which}.pdf`, bytes: bytesOf(pdfOf(`n${number}`)) })),
      ),
    )
    expect(added.filter(({ already }) => !already)).toHaveLength(20)
    for (const { document } of added) {
      const { names } = (await stores[0]!.document(document.documentId))!
      expect(names.toSorted()).toEqual(['0.pdf', '1.pdf'])
    }
    for (const store of stores) await eventually(async () => expect((await store.counts()).total).toBe(20))
  })

  test('go on when the feed is deleted or replaced', async () => {
    const folder = temporaryFolder()
    const one = (await temporaryStore({ folder })).store
    const other = (await temporaryStore({ folder })).store
    for (const [text, total] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const) {
      await one.add({ name: `${text}.pdf`, bytes: bytesOf(pdfOf(text)) })
      await eventually(async () => expect((await other.counts()).total).toBe(total))
      if (text === 'a') await rm(join(folder, 'changes.jsonl'))
      if (text === 'b') {
        writeFileSync(join(folder, 'empty'), '')
        renameSync(join(folder, 'empty'), join(folder, 'changes.jsonl'))
      }
    }
  })

  test('a long feed is emptied by the next start and nobody misses a change', async () => {
    const folder = temporaryFolder()
    const one = (await temporaryStore({ folder })).store
    writeFileSync(join(folder, 'changes.jsonl'), 'a line that a crash cut\n'.repeat(60_000), { flag: 'a' })
    const other = (await temporaryStore({ folder })).store
    expect(readFileSync(join(folder, 'changes.jsonl'), 'utf8')).toBe('')
    await one.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })
    await other.add({ name: 'b.pdf', bytes: bytesOf(pdfOf('b')) })
    await eventually(async () => {
      expect((await one.counts()).total).toBe(2)
      expect((await other.counts()).total).toBe(2)
    })
  })
})
