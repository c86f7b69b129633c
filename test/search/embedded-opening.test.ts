import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { QueryNode, SearchRequest } from '../../src/contracts/search.ts'
import { type Database, openDatabase } from '../../src/database/pglite.ts'
import { RihlaError } from '../../src/errors.ts'
import { openEmbeddedIndex } from '../../src/search/embedded.ts'
import { parseQuery } from '../../src/search/query.ts'
import { documentOf } from './document-builder.ts'

const request = (text: string): SearchRequest => ({
  query: parseQuery(text),
  size: 5,
  passagesPerDocument: 2,
  facets: ['kind', 'publisher'],
})

describe('the embedded index in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rihla-index-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('holds after a restart what it held before, and is emptied when it is of another version', async () => {
    const paper = documentOf({ name: 'Paper', publisher: 'Press', passages: ['remittances grew'] })
    const answers: unknown[] = []
    await inFolder(folder, async (database) => {
      const index = await openEmbeddedIndex(database)
      await index.write(paper)
      await index.markRebuilt()
      answers.push(await index.search(request('remittance')))
    })
    await inFolder(folder, async (database) => {
      const index = await openEmbeddedIndex(database)
      expect(await index.needsRebuild()).toBe(false)
      answers.push(await index.search(request('remittance')))
      await database.pglite.exec('update rihla.index_state set version = version - 1')
    })
    expect(answers[1]).toEqual(answers[0])
    await inFolder(folder, async (database) => {
      const index = await openEmbeddedIndex(database)
      expect(await index.needsRebuild()).toBe(true)
      expect((await index.search(request('remittance'))).documentCount).toBe(0)
      await index.write(paper)
      expect(await index.search(request('remittance'))).toEqual(answers[0])
    })
  }, 180_000)
})

describe('the embedded index asked anything', () => {
  let database: Database
  let index: Awaited<ReturnType<typeof openEmbeddedIndex>>
  beforeAll(async () => {
    database = await openDatabase()
    index = await openEmbeddedIndex(database)
    for (const name of ['One', 'Two'])
      await index.write(documentOf({ name, passages: ['labour and 44 per cent', 'la migración'] }))
  })
  afterAll(() => database.close())

  const piece = fc.oneof(
    fc.constantFrom(
      '"',
      '(',
      ')',
      ' OR ',
      ' -',
      '*',
      '~',
      "'",
      '\\',
      ':*',
      '<->',
      '&',
      '!',
      ';--',
      '$1',
      '%',
      '\0',
      '\uD800',
      '🎉',
    ),
    fc.constantFrom(
      'labour',
      'migr*',
      'labuor~',
      'country:NPL',
      'figure:>1',
      'date:2012..',
      "project:a-b\\'",
      'donor:"x\'y"',
      'document:"\0"',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )

  test('answers or names what is wrong with the query, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const query = treeOf(pieces.join(''))
        if (query) await index.search({ ...request(''), query })
      }),
      { numRuns: 300, seed: 11 },
    )
    expect((await index.search(request('labour'))).documentCount).toBe(2)
  })

  test('takes statements in a value for the value that they are', async () => {
    const hostile = "x'); drop table rihla.document_1; --"
    const query: QueryNode = { type: 'filter', field: 'donor', values: [hostile, `${hostile}\\`] }
    expect((await index.search({ ...request(''), query })).documentCount).toBe(0)
    expect((await index.search(request(''))).documentCount).toBe(2)
  })

  test('gives up a write when it is told to', async () => {
    const stopped = AbortSignal.abort()
    await expect(index.write(documentOf({ name: 'Three', passages: ['x'] }), stopped)).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect((await index.search(request(''))).documentCount).toBe(2)
  })
})

async function inFolder(folder: string, work: (database: Database) => Promise<void>): Promise<void> {
  const database = await openDatabase(folder)
  try {
    await work(database)
  } finally {
    await database.close()
  }
}

function treeOf(text: string): QueryNode | undefined {
  try {
    return parseQuery(text)
  } catch (error) {
    if (error instanceof RihlaError && error.code === 'query-invalid') return undefined
    throw error
  }
}
