import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Correction } from '../../src/contracts/corrections.ts'
import { bytesOf, pdfOf } from './bytes.ts'
import { temporaryStore } from './store-kit.ts'

async function storeWithDocument() {
  const { store, folder } = await temporaryStore()
  const { document } = await store.add({ name: 'a.pdf', bytes: bytesOf(pdfOf('a')) })
  const { documentId } = document
  const path = join(folder, 'documents', documentId.slice(0, 2), documentId, 'corrections.jsonl')
  return { store, documentId, path }
}

const correction = (documentId: string, correctionId: string): Correction => ({
  schema: 1,
  correctionId,
  documentId,
  at: '2026-02-01T00:00:00.000Z',
  action: 'reject',
  target: { kind: 'country', start: 0, end: 5, quote: 'Nepal' },
  who: 'Asha\n</script>',
  prefix: '',
  suffix: '\u2028\u0000 grew',
  was: {
    kind: 'country',
    country: 'NPL',
    form: 'name',
    rule: 'r',
    start: 0,
    end: 5,
    page: 1,
    quote: 'Nepal',
    boxes: [],
  },
})

test('corrections are kept in order, whatever they hold, and apart from what was extracted', async () => {
  const { store, documentId, path } = await storeWithDocument()
  expect(await store.readCorrections(documentId)).toEqual([])
  const made = ['one', 'two', 'three'].map((id) => correction(documentId, id))
  await Promise.all(made.map((one) => store.addCorrection(one)))
  expect(await store.readCorrections(documentId)).toEqual(made)
  expect((await readFile(path, 'utf8')).trimEnd().split('\n')).toHaveLength(3)
})

test('a line that a crash cut off is passed over, and the next one is whole', async () => {
  const { store, documentId, path } = await storeWithDocument()
  await store.addCorrection(correction(documentId, 'one'))
  await appendFile(path, '{"schema":1,"correc')
  expect(await store.readCorrections(documentId)).toMatchObject([{ correctionId: 'one' }])
  await store.addCorrection(correction(documentId, 'two'))
  expect(await store.readCorrections(documentId)).toMatchObject([{ correctionId: 'one' }, { correctionId: 'two' }])
})

test('a line that somebody spoilt is no crash: the store is damaged', async () => {
  const { store, documentId, path } = await storeWithDocument()
  await appendFile(path, '{"schema":2}\n')
  await expect(store.readCorrections(documentId)).rejects.toMatchObject({ code: 'store-damaged' })
})

test('a document that is not there takes none', async () => {
  const { store } = await temporaryStore()
  await expect(store.addCorrection(correction('0'.repeat(64), 'one'))).rejects.toMatchObject({
    code: 'document-unknown',
  })
})
