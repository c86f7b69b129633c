import { parseArgs } from 'node:util'
import type { FilterField, SearchRequest } from '../../src/contracts/search.ts'
import { openDatabase } from '../../src/database/pglite.ts'
import { openEmbeddedIndex } from '../../src/search/embedded.ts'
import { parseQuery } from '../../src/search/query.ts'
import { bareEmbeddedQuery } from '../search/bare-queries.ts'
import { modelDocuments, modelQueries } from '../search/word-model.ts'

const facets: FilterField[] = ['country', 'convention', 'donor', 'kind', 'language', 'year']

/**
 * Measures faceted search over passages made from a word model, beside the plainest query that the same engine answers:
 * `--passages 100000 --queries 200 --searches 0`. With `--searches` it goes on so often and reports the growth of memory.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      passages: { type: 'string', default: '100000' },
      queries: { type: 'string', default: '200' },
      searches: { type: 'string', default: '0' },
    },
  })
  const database = await openDatabase()
  const index = await openEmbeddedIndex(database)
  const wrote = await timed(async () => {
    for (const document of modelDocuments(Number(values.passages))) await index.write(document)
  })
  await database.pglite.exec('vacuum analyze')
  const queries = modelQueries(Number(values.queries))
  const bare = bareEmbeddedQuery(database.pglite)
  const ours: number[] = []
  const theirs: number[] = []
  for (const text of [...queries.slice(0, 20), ...queries]) {
    ours.push(await timed(() => index.search(requestOf(text))))
    theirs.push(await timed(() => bare(text)))
  }
  const report = {
    passages: Number(values.passages),
    writeSeconds: rounded(wrote / 1000),
    passagesPerSecond: rounded(Number(values.passages) / (wrote / 1000)),
    search: percentiles(ours.slice(20)),
    bareQuery: percentiles(theirs.slice(20)),
    residentMegabytes: megabytes(),
    ...(await endurance(Number(values.searches), queries, (text) => index.search(requestOf(text)))),
  }
  console.table({ search: report.search, bareQuery: report.bareQuery })
  console.log(JSON.stringify(report))
  await index.close()
  await database.close()
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
