import { readFileSync } from 'node:fs'
import { Client, errors } from '@elastic/elasticsearch'
import { z } from 'zod'
import { RihlaError } from '../errors.ts'
import { CountAnswer, ListAnswer } from './elasticsearch-answers.ts'
import { type Engine, EngineError, type EngineRequest, type Names } from './elasticsearch-engine.ts'
import { markRebuilt, needsRebuild, openIndices } from './elasticsearch-open.ts'
import { complete, similar } from './elasticsearch-related.ts'
import { search } from './elasticsearch-search.ts'
import { openRebuild, rebuildOf, removeIndices, swap } from './elasticsearch-rebuild.ts'
import { type BulkLimits, remove, write, type Writer } from './elasticsearch-write.ts'
import type { IndexOptions } from './elasticsearch-mapping.ts'
import type { IndexRebuild, SearchIndex } from './search-index.ts'

export type ElasticsearchSettings = {
  url: string
  /** The first is used of: a key, or a user with a password; neither where the server asks for none. */
  apiKey?: string
  username?: string
  password?: string
  /** A file with the certificate of whoever signed the server's. */
  caFile?: string
  /** How the aliases begin; several archives can share a server. */
  prefix?: string
  shards?: number
  replicas?: number
  /** Seconds until what was written is found; a `refresh` does not wait for it. */
  refreshSeconds?: number
  requestTimeoutSeconds?: number
  bulk?: Partial<BulkLimits>
}

const standard = {
  prefix: 'rihla',
  shards: 1,
  replicas: 0,
  refreshSeconds: 1,
  requestTimeoutSeconds: 30,
  bulk: { bytes: 5 * 1024 * 1024, attempts: 8, backoffMilliseconds: 250 },
}

/** The index in Elasticsearch; refuses with `index-unusable` a server, credentials or an index that it cannot work with. */
export async function openElasticsearchIndex(given: ElasticsearchSettings): Promise<SearchIndex> {
  const settings = { ...standard, ...given, bulk: { ...standard.bulk, ...given.bulk } }
  const client = clientFor(settings)
  const names: Names = { documents: `${settings.prefix}-documents`, passages: `${settings.prefix}-passages` }
  let closed = false
  const engine: Engine = {
    async request(request, signal) {
      if (closed) throw new RihlaError('index-unavailable', 'the index is closed')
      return send(client, request, signal)
    },
  }
  const writer = { engine, names, limits: settings.bulk }
  const refresh = () => refreshed(engine, names)
  try {
    await named(() => openIndices(engine, names, settings), { opening: true })
  } catch (error) {
    await client.close()
    throw error
  }
  return {
    write: (document, signal) =>
      named(async () => {
        const written = await write(writer, document, signal)
        // Looked for afterwards: one begun before this document was recorded as indexed is not missed.
        const next = await rebuildOf(engine, names)
        if (next) await write({ ...writer, names: next }, document, signal)
        return written
      }),
    remove: (documentId) =>
      named(async () => {
        await remove(writer, documentId)
        const next = await rebuildOf(engine, names)
        if (next) await remove({ ...writer, names: next }, documentId)
      }),
    rebuild: () => named(() => rebuild(writer, settings)),
    refresh: () => named(refresh),
    search: (request) => named(() => search(writer, request)),
    similar: (passageId, page) => named(() => similar(writer, passageId, page)),
    complete: (typed, size) => named(() => complete(writer, typed, size)),
    needsRebuild: () => named(() => needsRebuild(engine, names)),
    markRebuilt: () => named(() => markRebuilt(engine, names)),
    documents: () => documents(engine, names),
    ready: () => named(async () => void (await engine.request({ method: 'GET', path: `/${names.passages}/_count` }))),
    async close() {
      closed = true
      await client.close()
    },
  }
}

async function rebuild(writer: Writer, options: IndexOptions): Promise<IndexRebuild> {
  const { engine, names } = writer
  const next = await openRebuild(engine, names, options)
  return {
    write: (document, signal) => named(() => write({ ...writer, names: next }, document, signal)),
    documents: () => documents(engine, next),
    swap: () =>
      named(async () => {
        const old = await swap(engine, names, next)
        return { dropOld: () => named(() => removeIndices(engine, old)) }
      }),
  }
}

async function refreshed(engine: Engine, names: Names): Promise<void> {
  await engine.request({ method: 'POST', path: `/${names.documents},${names.passages}/_refresh` })
}

async function* documents(engine: Engine, names: Names) {
  const size = 500
  await named(() => refreshed(engine, names))
  for (let after: unknown[] | undefined; ;) {
    const body = {
      size,
      sort: [{ documentId: 'asc' }],
      _source: ['documentId', 'passageCount'],
      ...(after ? { search_after: after } : {}),
    }
    const answer = await named(() => engine.request({ method: 'POST', path: `/${names.documents}/_search`, body }))
    const { hits } = ListAnswer.parse(answer).hits
    const ids = hits.map(({ _source }) => _source.documentId)
    const counts = await named(() => passageCounts(engine, names, ids))
    for (const documentId of ids) yield { documentId, passageCount: counts.get(documentId) ?? 0 }
    if (hits.length < size) return
    after = hits.at(-1)!.sort
  }
}

/** Counted anew: the record says how many there should be. */
async function passageCounts(engine: Engine, names: Names, ids: readonly string[]): Promise<Map<string, number>> {
  const body = {
    size: 0,
    query: { terms: { documentId: ids } },
    aggs: { documents: { terms: { field: 'documentId', size: Math.max(1, ids.length) } } },
  }
  const answer = await engine.request({ method: 'POST', path: `/${names.passages}/_search`, body })
  const { buckets } = CountAnswer.parse(answer).aggregations.documents
  return new Map(buckets.map(({ key, doc_count }) => [key, doc_count]))
}

function clientFor(settings: ElasticsearchSettings & typeof standard): Client {
  const { apiKey, username, password, caFile } = settings
  return new Client({
    node: settings.url,
    requestTimeout: settings.requestTimeoutSeconds * 1000,
    maxRetries: 0,
    ...(apiKey ? { auth: { apiKey } } : username && password ? { auth: { username, password } } : {}),
    ...(caFile ? { tls: { ca: readFileSync(caFile) } } : {}),
  })
}

async function send(
  client: Client,
  { method, path, query, body, lines }: EngineRequest,
  signal?: AbortSignal,
): Promise<unknown> {
  const content = lines ? { bulkBody: [...lines] } : body === undefined ? {} : { body: JSON.stringify(body) }
  const headers = {
    accept: 'application/json',
    ...(lines ? { 'content-type': 'application/x-ndjson' } : { 'content-type': 'application/json' }),
  }
  try {
    return await client.transport.request(
      { method, path, ...(query ? { querystring: query } : {}), ...content },
      { headers, ...(signal ? { signal } : {}) },
    )
  } catch (error) {
    if (error instanceof errors.ResponseError) throw new EngineError(error.statusCode ?? 0, reasonOf(error), error)
    if (error instanceof errors.RequestAbortedError) throw signal?.reason ?? error
    if (error instanceof errors.ElasticsearchClientError) throw new EngineError(0, error.message, error)
    throw error
  }
}

/** The client names the kind of a fault only; the reason stands in the answer. */
function reasonOf(error: errors.ResponseError): string {
  const { data } = Answer.safeParse(error.body)
  const reasons = [data?.error.reason, ...(data?.error.root_cause ?? []).map(({ reason }) => reason)]
  const reason = reasons.find((text) => typeof text === 'string')
  return reason === undefined ? error.message : `${data?.error.type ?? 'error'}: ${reason}`
}

const Reason = z.object({ type: z.string().optional(), reason: z.string().nullish() })
const Answer = z.object({ error: Reason.extend({ root_cause: z.array(Reason).optional() }) })

/** Gives what went wrong its name: what may pass is `index-unavailable`, what will not is `index-unusable`. */
async function named<Result>(work: () => Promise<Result>, { opening = false } = {}): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    const isUnusable =
      error.status === 401 ||
      error.status === 403 ||
      // whatever else is refused at an opening will be refused again
      (opening && !error.passing) ||
      /certificate|not Elasticsearch/i.test(error.message)
    const code = isUnusable ? 'index-unusable' : 'index-unavailable'
    throw new RihlaError(code, `elasticsearch: ${error.message.slice(0, 500)}`, { cause: error })
  }
}
