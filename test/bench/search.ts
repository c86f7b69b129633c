import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { FilterField, SearchRequest } from '../../src/contracts/search.ts'
import { openDatabase } from '../../src/database/pglite.ts'
import { openElasticsearchIndex } from '../../src/search/elasticsearch.ts'
import { openEmbeddedIndex } from '../../src/search/embedded.ts'
import { parseQuery } from '../../src/search/query.ts'
import type { SearchIndex } from '../../src/search/search-index.ts'
import { removeIndices } from '../servers/cluster.ts'
import { findElasticsearch } from '../services/find.ts'
import { bareElasticsearchQuery, bareEmbeddedQuery } from '../search/bare-queries.ts'
import { modelDocuments, modelQueries } from '../search/word-model.ts'

const facets: FilterField[] = ['country', 'convention', 'donor', 'kind', 'language', 'year']
const warmUp = 20

type Engine = {
  index: SearchIndex
  bare(text: string): Promise<unknown>
  settle(): Promise<unknown>
  close(): Promise<void>
}

/**
 * Measures faceted search over passages made from a word model, beside the plainest query that the same engine answers:
 * `--engine embedded|elasticsearch --passages 100000 --queries 200 --searches 0`. With `--searches` it goes on so often
 * and reports the growth of memory.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      engine: { type: 'string', default: 'embedded' },
      passages: { type: 'string', default: '100000' },
      queries: { type: 'string', default: '200' },
      searches: { type: 'string', default: '0' },
    },
  })
  const engine = values.engine === 'elasticsearch' ? await elasticsearch() : await embedded()
  const passages = Number(values.passages)
  const milliseconds = await timed(async () => {
    for (const document of modelDocuments(passages)) await engine.index.write(document)
  })
  await engine.settle()
  const queries = modelQueries(Number(values.queries))
  const search = (text: string) => engine.index.search(requestOf(text))
  const ours: number[] = []
  const theirs: number[] = []
  for (const text of [...queries.slice(0, warmUp), ...queries]) {
    ours.push(await timed(() => search(text)))
    theirs.push(await timed(() => engine.bare(text)))
  }
  const report = {
    engine: values.engine,
    passages,
    writeSeconds: rounded(milliseconds / 1000),
    passagesPerSecond: rounded(passages / (milliseconds / 1000)),
    search: percentiles(ours.slice(warmUp)),
    bareQuery: percentiles(theirs.slice(warmUp)),
    residentMegabytes: megabytes(),
    ...(await endurance(Number(values.searches), queries, search)),
  }
  console.table({ search: report.search, bareQuery: report.bareQuery })
  console.log(JSON.stringify(report))
  await engine.close()
}

async function embedded(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'rihla-bench-'))
  const database = await openDatabase(folder)
  const index = await openEmbeddedIndex(database)
  return {
    index,
    bare: bareEmbeddedQuery(database.pglite),
    settle: () => database.pglite.exec('vacuum analyze'),
    async close() {
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function elasticsearch(): Promise<Engine> {
  const node = await findElasticsearch()
  if (!node) throw new Error('there is no Elasticsearch here, and none could be fetched')
  const prefix = `rihla-bench-${process.pid}`
  const index = await openElasticsearchIndex({ url: node.url, prefix })
  return {
    index,
    bare: bareElasticsearchQuery(`${node.url}/${prefix}-passages`, facets),
    settle: () => index.refresh(),
    async close() {
      await index.close()
      await removeIndices(node.url, prefix)
      await node.stop()
    },
  }
}

async function endurance(searches: number, queries: string[], search: (text: string) => Promise<unknown>) {
  if (searches === 0) return {}
  const samples: number[] = []
  for (let at = 0; at < searches; at++) {
    await search(queries[at % queries.length]!)
    if (at % Math.ceil(searches / 10) === 0) samples.push(megabytes())
  }
  return { residentMegabytesOverSearches: samples }
}

function requestOf(text: string): SearchRequest {
  return { query: parseQuery(text), size: 10, passagesPerDocument: 3, facets }
}

function percentiles(milliseconds: number[]): Record<'p50' | 'p95' | 'max', number> {
  const sorted = milliseconds.toSorted((one, other) => one - other)
  const at = (share: number) => rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!)
  return { p50: at(0.5), p95: at(0.95), max: at(1) }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

const megabytes = (): number => Math.round(process.memoryUsage.rss() / 1024 / 1024)
const rounded = (value: number): number => Math.round(value * 100) / 100

if (process.argv[1] === import.meta.filename) await run(process.argv.slice(2))
