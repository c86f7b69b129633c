import { expect, test } from 'vitest'
import type { Store } from '../../src/contracts/store.ts'
import { rememberResults } from '../../src/http/remembered-results.ts'
import { temporaryStore } from '../ingest/store-kit.ts'
import { storedDocument } from './results.ts'

/** A store with documents, and how often its results were read from the disk. */
async function start({ mostPages = 10 } = {}) {
  const { store } = await temporaryStore()
  const readings: string[] = []
  const noting: Store = {
    ...store,
    readParsed: (documentId) => (readings.push('parsed'), store.readParsed(documentId)),
    readExtracted: (documentId) => (readings.push('extracted'), store.readExtracted(documentId)),
  }
  const add = async (text: string) => {
    const { documentId } = await storedDocument(store, { name: 'sea.pdf', text })
    await store.update(documentId, { state: 'indexed', pageCount: 1 })
    return documentId
  }
  return { store, readings, add, remembering: rememberResults(noting, { mostPages }) }
}

test('whoever turns pages has the document read once', async () => {
  const { store, readings, add, remembering } = await start()
  const documentId = await add('Peru and Chile agreed in 2014.')
  const [parsed] = await Promise.all([remembering.readParsed(documentId), remembering.readParsed(documentId)])
  await remembering.readExtracted(documentId)
  expect(await remembering.readParsed(documentId)).toBe(parsed)
  expect(parsed).toEqual(await store.readParsed(documentId))
  expect(readings).toEqual(['parsed', 'extracted'])
})

test('another run of a stage is seen at once', async () => {
  const { store, add, remembering } = await start()
  const documentId = await add('Peru and Chile agreed in 2014.')
  const before = await remembering.readParsed(documentId)
  await store.writeParsed({ ...before, pageCount: before.pageCount + 1 })
  await store.update(documentId, { state: 'parsed', stateAt: '2014-01-01T00:00:00.000Z' })
  expect(await remembering.readParsed(documentId)).toMatchObject({ pageCount: before.pageCount + 1 })
})

test('no more pages are kept than may be: the last asked for stay', async () => {
  const { readings, add, remembering } = await start({ mostPages: 1 })
  const [one, other] = [await add('Peru and Chile agreed in 2014.'), await add('Chile and Peru agreed in 2015.')]
  for (const documentId of [one, other, other, one]) await remembering.readParsed(documentId)
  expect(readings).toHaveLength(3)
})

test('a document of more pages than may be kept is read each time', async () => {
  const { readings, add, remembering } = await start({ mostPages: 0 })
  const documentId = await add('Peru and Chile agreed in 2014.')
  for (let time = 0; time < 2; time++) await remembering.readParsed(documentId)
  expect(readings).toHaveLength(2)
})

test('what was forgotten is not given any more', async () => {
  const { store, add, remembering } = await start()
  const documentId = await add('Peru and Chile agreed in 2014.')
  await remembering.readParsed(documentId)
  await store.bury({
    schema: 1,
    generation: 0,
    documentId,
    forgottenAt: '2014-01-01T00:00:00.000Z',
    by: 'Ana',
    reason: 'asked for',
    finished: true,
  })
  await expect(remembering.readParsed(documentId)).rejects.toMatchObject({ code: 'store-damaged' })
})
