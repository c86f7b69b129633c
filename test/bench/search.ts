import { parseArgs } from 'node:util'
import type { FilterField } from '../../src/contracts/search.ts'
import { openDatabase } from '../../src/database/pglite.ts'
import { completeSettings, openEngine } from '../../src/search/elasticsearch-client.ts'
import { search } from '../../src/search/elasticsearch-search.ts'
import { parseQuery } from '../../src/search/query.ts'
import { bareElasticsearchQuery, bareEmbeddedQuery, groupedElasticsearchQuery } from '../search/bare-queries.ts'
import { modelPassages, modelQueries, modelSentences } from '../search/word-model.ts'
import { type Archive, type EngineName, withArchives } from './parts/archive.ts'
import { askJson } from './parts/http.ts'
import { type Recorded, recording, replay } from './parts/recorded.ts'
import { processorMilliseconds, processOf } from './parts/processes.ts'
import { type Measured, ratios, timedInTurns, type Ways } from './parts/timing.ts'

const facets: FilterField[] = ['country', 'convention', 'donor', 'kind', 'language', 'year']
const [size, passagesPerDocument] = [10, 3]
/** Questions before the measured ones, and others than those: a server that serves has compiled what it runs often. */
const warmUp = 200

/**
 * Measures faceted search over passages made from a word model: `[embedded|elasticsearch …] --passages 100000 --queries
 * 200 [--sentences] [--keep NAME]`; what is kept under a name is not written again. With `--sentences` no passage holds all
 * of the words, so the API asks again for most of them, and only that is measured. Else each question is asked of the API of a server of its
 * own and, in turns with that, of the engine beneath it:
 *
 * - `bare`: the plainest query for the same words and filter, which answers less; see test/search/bare-queries.ts;
 * - `grouped`, of Elasticsearch: one request by hand that answers about as much;
 * - `same`, of Elasticsearch: the requests that the API makes for this question, sent as they are, the answers only read.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      passages: { type: 'string', default: '100000' },
      queries: { type: 'string', default: '200' },
      sentences: { type: 'boolean', default: false },
      keep: { type: 'string' },
    },
  })
  const passages = Number(values.passages)
  const count = Number(values.queries)
  const { sentences } = values
  const queries = sentences ? modelSentences(count + warmUp) : modelQueries(count + warmUp)
  await withArchives(positionals, modelPassages(passages), values, async (archive) => {
    print({ engine: archive.engine.name, passages }, await measure(archive, queries, { count, sentences }))
  })
}

function print(of: { engine: EngineName; passages: number }, ways: Measured): void {
  const { api, ...others } = ways
  console.table(
    Object.fromEntries(
      Object.entries(ways).flatMap(([way, { time, processor }]) => [
        [way, time],
        [`${way}, processor`, processor],
      ]),
    ),
  )
  const ratioOfApiTo = Object.fromEntries(
    Object.entries(others).map(([way, { time, processor }]) => [
      way,
      { time: ratios(api!.time, time), processor: ratios(api!.processor, processor) },
    ]),
  )
  console.log(JSON.stringify({ ...of, milliseconds: ways, ratioOfApiTo }))
  for (const [way, { time, processor }] of Object.entries(ratioOfApiTo))
    console.log(
      `${of.engine}: the API takes ${time.p50} times the ${way} query at the median, ${time.p95} times at p95; of processors ${processor.p50} and ${processor.p95}`,
    )
}

/** The first `count` of the questions are measured; the rest are asked before. */
async function measure(
  archive: Archive,
  queries: string[],
  { count, sentences }: { count: number; sentences: boolean },
): Promise<Measured> {
  const fields = facets.map((field) => `&facets=${field}`).join('')
  const api = (at: number) => askJson(`${archive.url}/search?q=${encodeURIComponent(queries[at]!)}${fields}`)
  const { beneath, forget, close } = await waysBeneath(archive, queries)
  const processIds = [process.pid, archive.processId(), ...(await processOf(archive.engine))]
  const processor = () => processorMilliseconds(processIds)
  const ways = sentences ? { api } : { api, ...beneath }
  const others = Object.entries(ways).map(([name, ask]) => [name, (at: number) => ask(count + at)] as const)
  await timedInTurns(Object.fromEntries(others), { rounds: queries.length - count, processor, before: forget })
  const measured = await timedInTurns(ways, { rounds: count, processor, before: forget })
  await close()
  return measured
}

type Beneath = {
  beneath: Ways
  forget?: () => Promise<unknown>
  close: () => Promise<void>
}

async function waysBeneath({ engine }: Archive, queries: string[]): Promise<Beneath> {
  if (engine.name === 'embedded') {
    const database = await openDatabase(engine.folder)
    const bare = bareEmbeddedQuery(database.pglite)
    return { beneath: { bare: (at) => bare(queries[at]!) }, close: () => database.close() }
  }
  const { url, prefix } = engine
  const index = `${url}/${prefix}-passages`
  const [bare, grouped] = [bareElasticsearchQuery(index, facets), groupedElasticsearchQuery(index, facets)]
  const requests = await requestsOf(engine, queries)
  return {
    beneath: {
      bare: (at) => bare(queries[at]!),
      grouped: (at) => grouped(queries[at]!),
      same: (at) => replay(url, requests[at]!),
    },
    // what is only counted, Elasticsearch remembers: whoever asked second would be told for nothing
    forget: () => fetch(`${index}/_cache/clear?request=true`, { method: 'POST' }),
    close: async () => undefined,
  }
}

async function requestsOf({ url, prefix }: { url: string; prefix: string }, queries: string[]): Promise<Recorded[]> {
  const engine = openEngine(completeSettings({ url, prefix }))
  const names = { documents: `${prefix}-documents`, passages: `${prefix}-passages` }
  const recorded: Recorded[] = []
  for (const text of queries) {
    const made = recording(engine)
    await search({ engine: made.engine, names }, { query: parseQuery(text), size, passagesPerDocument, facets })
    recorded.push(made.requests)
  }
  await engine.close()
  return recorded
}
