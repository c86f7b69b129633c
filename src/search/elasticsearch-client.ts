import { readFileSync } from 'node:fs'
import { Client, errors } from '@elastic/elasticsearch'
import { z } from 'zod'
import { RihlaError } from '../errors.ts'
import type { BulkLimits } from './elasticsearch-bulk.ts'
import { type Engine, EngineError, type EngineRequest } from './elasticsearch-engine.ts'

/** Where the server is, how it is spoken to, and how our indices are made. */
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
  /** Seconds until the engine shows changes of its own accord; a write or a `refresh` does not wait for it. */
  refreshSeconds?: number
  requestTimeoutSeconds?: number
  bulk?: Partial<BulkLimits>
}

const standardSettings = {
  prefix: 'rihla',
  shards: 1,
  replicas: 0,
  refreshSeconds: 1,
  requestTimeoutSeconds: 30,
  bulk: { bytes: 5 * 1024 * 1024, attempts: 8, backoffMilliseconds: 250 },
}

/** The server, spoken to by nobody but through this; it says `index-unavailable` once it is closed. */
export function openEngine(settings: Settings): Engine & { close(): Promise<void> } {
  const client = clientFor(settings)
  let closed = false
  return {
    async request(request, signal) {
      if (closed) throw new RihlaError('index-unavailable', 'the index is closed')
      return send(client, request, signal)
    },
    async close() {
      closed = true
      await client.close()
    },
  }
}

/** With what was left out as it usually is. */
export type Settings = ReturnType<typeof completeSettings>

export function completeSettings(given: ElasticsearchSettings) {
  return { ...standardSettings, ...given, bulk: { ...standardSettings.bulk, ...given.bulk } }
}

function clientFor(settings: Settings): Client {
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
  // of a failed search the error says «all shards failed», and its cause why
  const reasons = [...(data?.error.root_cause ?? []).map(({ reason }) => reason), data?.error.reason]
  const reason = reasons.find((text) => typeof text === 'string')
  return reason === undefined ? error.message : `${data?.error.type ?? 'error'}: ${reason}`
}

const Reason = z.object({ type: z.string().optional(), reason: z.string().nullish() })
const Answer = z.object({ error: Reason.extend({ root_cause: z.array(Reason).optional() }) })

/** Elasticsearch lets nobody write any more where a disk of its own is nearly full, and takes the lock away by itself. */
const diskFull = /flood-stage|read-only-allow-delete/

/** Gives what went wrong its name: what may pass is `index-unavailable`, what will not is `index-unusable`. */
export async function named<Result>(work: () => Promise<Result>, { opening = false } = {}): Promise<Result> {
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
    const refused = isUnusable ? 'index-unusable' : 'index-unavailable'
    const code = diskFull.test(error.message) ? 'disk-full' : refused
    throw new RihlaError(code, `elasticsearch: ${error.message.slice(0, 500)}`, { cause: error })
  }
}
