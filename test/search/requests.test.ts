import { describe, expect, test } from 'vitest'
import type { RegisterRequest } from '../../src/contracts/registers.ts'
import type { FilterField, SearchRequest } from '../../src/contracts/search.ts'
import { openDatabase } from '../../src/database/pglite.ts'
import { openElasticsearchIndex } from '../../src/search/elasticsearch.ts'
import { openElasticsearchRegisters } from '../../src/search/elasticsearch-registers.ts'
import { openEmbeddedIndex } from '../../src/search/embedded.ts'
import { openEmbeddedRegisters } from '../../src/search/embedded-registers.ts'
import { parseQuery } from '../../src/search/query.ts'
import type { RegisterIndex } from '../../src/search/register-index.ts'
import type { SearchIndex } from '../../src/search/search-index.ts'
import { readDocument } from '../registers/rows-kit.ts'
import { startProxy } from '../servers/proxy.ts'
import { removeIndices } from '../servers/cluster.ts'
import { sharedService } from '../services/shared.ts'
import { documentOf } from './document-builder.ts'

const facets: FilterField[] = ['country', 'convention', 'donor', 'kind', 'language', 'year']
const documents = Array.from({ length: 12 }, (_, at) =>
  documentOf({
    name: `Report ${at}`,
    passages: Array.from({ length: 5 }, (_, nth) => `domestic workers of round ${nth} send remittances`),
  }),
)

/** Indices, and how many requests they have made to their engine since they were last asked. */
type Counted = { index: SearchIndex; registers: RegisterIndex; made: () => number; close: () => Promise<void> }

const engines = [
  { name: 'Elasticsearch', open: overElasticsearch, url: await sharedService('elasticsearch') },
  { name: 'the embedded database', open: overEmbedded, url: 'none' },
]

/**
 * However many documents, passages and facets a page shows, the engine is asked as often. The numbers are what the design
 * needs today; a higher one makes every search slower by a round trip, and wants a reason.
 */
describe.for(engines)('requests of a search on $name', ({ name, open, url }) => {
  const most: Record<string, number> =
    name === 'Elasticsearch'
      ? { page: 3, filtered: 3, next: 5, nothing: 7, similar: 4, completion: 1 }
      : { page: 5, filtered: 4, next: 4, nothing: 11, similar: 7, completion: 1 }

  test.skipIf(!url)('are no more than they were', async () => {
    const { index, made, close } = await open(url!)
    try {
      await Promise.all(documents.map((document) => index.write(document)))
      await index.refresh()
      const ask = (text: string, more: Partial<SearchRequest> = {}) =>
        index.search({ query: parseQuery(text), size: 10, passagesPerDocument: 3, facets, ...more })
      await ask('domestic workers')
      made()
      const page = await ask('domestic workers')
      expect(page).toMatchObject({ documentCount: 12, passageCount: 60, hits: { length: 10 } })
      const counted: Record<string, number> = { page: made() }
      await ask('lang:en')
      counted['filtered'] = made()
      await ask('domestic workers', { cursor: page.cursor! })
      counted['next'] = made()
      await ask('wrokers zzyzx qwopt')
      counted['nothing'] = made()
      await index.similar(page.hits[0]!.passages[0]!.passageId, { size: 10, passagesPerDocument: 3 })
      counted['similar'] = made()
      await index.complete('dom', 10)
      counted['completion'] = made()
      expect(Object.entries(counted).filter(([asked, requests]) => requests > (most[asked] ?? 0))).toEqual([])
    } finally {
      await close()
    }
  })
})

/** As above: a page of a register, however many entries it holds, and one entry with all that is said of it. */
describe.for(engines)('requests of the registers on $name', ({ open, url }) => {
  const most: Record<string, number> = { page: 3, filtered: 3, next: 3, entry: 4 }

  test.skipIf(!url)('are no more than they were', async () => {
    const { registers, made, close } = await open(url!)
    try {
      const years = Array.from({ length: 12 }, (_, at) => 2001 + at)
      const writeReport = async (year: number) => {
        const text = years
          .slice(0, 5)
          .map((other) => `In ${other}, remittances to Nepal reached US$${year - 2000} billion.`)
        const { documentId, rows } = readDocument(`Report ${year}`, text.join(' '))
        await registers.write(documentId, rows)
      }
      await Promise.all(years.map(writeReport))
      const ask = (more: Partial<RegisterRequest> = {}) =>
        registers.list({ register: 'figures', filters: {}, sort: 'documents', size: 2, ...more })
      made()
      const page = await ask()
      expect(page).toMatchObject({ total: 5, entries: [{ documentCount: 12 }, { documentCount: 12 }] })
      const counted: Record<string, number> = { page: made() }
      await ask({ filters: { countries: ['NPL'], from: 2002 } })
      counted['filtered'] = made()
      await ask({ cursor: page.cursor! })
      counted['next'] = made()
      await registers.entry({ register: 'figures', key: page.entries[0]!.key, filters: {}, size: 10 })
      counted['entry'] = made()
      expect(Object.entries(counted).filter(([asked, requests]) => requests > (most[asked] ?? 0))).toEqual([])
    } finally {
      await close()
    }
  })
})

async function overElasticsearch(url: string): Promise<Counted> {
  let requests = 0
  const proxy = await startProxy(url, () => {
    requests++
    return 'pass'
  })
  const prefix = `rihla-test-requests-${process.pid}`
  const index = await openElasticsearchIndex({ url: proxy.url, prefix })
  const registers = await openElasticsearchRegisters({ url: proxy.url, prefix })
  return {
    index,
    registers,
    made: () => [requests, (requests = 0)][0]!,
    async close() {
      await Promise.all([index.close(), registers.close()])
      proxy.close()
      await removeIndices(url, prefix)
    },
  }
}

async function overEmbedded(): Promise<Counted> {
  let requests = 0
  const database = await openDatabase()
  const { pglite } = database
  const query: typeof pglite.query = (...asked) => {
    requests++
    return pglite.query(...asked)
  }
  const counting = { exec: pglite.exec.bind(pglite), transaction: pglite.transaction.bind(pglite), query }
  const index = await openEmbeddedIndex({ pglite: counting })
  const registers = await openEmbeddedRegisters({ pglite: counting })
  return {
    index,
    registers,
    made: () => [requests, (requests = 0)][0]!,
    async close() {
      await Promise.all([index.close(), registers.close()])
      await database.close()
    },
  }
}
