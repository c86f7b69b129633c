import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { SearchRequest } from '../../src/contracts/search.ts'
import type { Store } from '../../src/contracts/store.ts'
import { keepCorrection } from '../../src/queue/keep-correction.ts'
import { createServer, type ServerParts } from '../../src/http/server.ts'
import { listen } from '../../src/http/listen.ts'
import { storedIndexDocument } from '../../pipelines/reindex.ts'
import { parkedActions } from '../../src/operations/parked.ts'
import { forget } from '../../src/operations/forget.ts'
import { reindexing } from '../../src/operations/reindex.ts'
import { reprocessOutdated } from '../../src/operations/reprocess.ts'
import { parserVersion } from '../../src/parse/parser-version.ts'
import { watchThroughput } from '../../src/operations/throughput.ts'
import { verify } from '../../src/operations/verify.ts'
import { parseQuery } from '../../src/search/query.ts'
import { suggestedNames } from '../../src/suggested-names.ts'
import { openSearchFiles } from '../../src/searches/saved-searches.ts'
import { temporaryFolder, temporaryStore } from '../ingest/store-kit.ts'
import { sharedBackends } from './backends.ts'
import { descriptionOf, type Description } from './description.ts'

export type TestServer = {
  url: string
  store: Store
  description: Description
  /** Asks the server and checks the answer against its own description. */
  ask: (path: string, options?: RequestInit) => Promise<Response>
  /** As `ask`, with the JSON of the answer. */
  json: (path: string, options?: RequestInit) => Promise<{ status: number; body: any; headers: Headers }>
}

/** What a server needs: a store of its own, and the queues and the index of the test file, which it notes requests to. */
export async function temporaryParts(changes: Partial<ServerParts> = {}, maxFileBytes = 100_000) {
  const { store } = await temporaryStore({ maxFileBytes })
  const asked: SearchRequest[] = []
  const searches = await openSearchFiles({
    folder: temporaryFolder(),
    maxSearches: 3,
    allowPrivate: false,
    timeoutSeconds: 5,
  })
  const parts: ServerParts = {
    store,
    queues: {
      counts: async () => (await sharedBackends()).queues.counts(),
      ready: async () => (await sharedBackends()).queues.ready(),
      oldestWaiting: async () => (await sharedBackends()).queues.oldestWaiting(),
      workersSeen: async () => (await sharedBackends()).queues.workersSeen(),
      pause: async (stage) => (await sharedBackends()).queues.pause(stage),
      resume: async (stage) => (await sharedBackends()).queues.resume(stage),
      paused: async () => (await sharedBackends()).queues.paused(),
      board: async (basePath) => (await sharedBackends()).queues.board(basePath),
    },
    throughput: watchThroughput(store),
    index: {
      search: async (request) => {
        asked.push(request)
        return (await sharedBackends()).index.search(request)
      },
      similar: async (passageId, page) => (await sharedBackends()).index.similar(passageId, page),
      complete: async (typed, size) => (await sharedBackends()).index.complete(typed, size),
      sizeBytes: async () => (await sharedBackends()).index.sizeBytes(),
      ready: async () => (await sharedBackends()).index.ready(),
    },
    registers: {
      list: async (request) => (await sharedBackends()).registers.list(request),
      entry: async (request) => (await sharedBackends()).registers.entry(request),
      async *entries(register, filters) {
        yield* (await sharedBackends()).registers.entries(register, filters)
      },
      async *rows(register, filters) {
        yield* (await sharedBackends()).registers.rows(register, filters)
      },
    },
    searches,
    correct: async (correction) => keepCorrection({ store, queues: (await sharedBackends()).queues }, correction),
    submit: (file) => store.add(file),
    forget: async (request) => forget({ ...(await sharedBackends()), store, searches }, request),
    reading: { parserVersion, rulesVersion: 'unnamed' },
    reprocessOutdated: () =>
      reprocessOutdated({
        store,
        queues: { add: async (...job) => (await sharedBackends()).queues.add(...job) },
        reading: { parserVersion, rulesVersion: 'unnamed' },
      }),
    async *reindex(options) {
      const { index, registers } = await sharedBackends()
      yield* reindexing({ store, index, registers, read: (id) => storedIndexDocument(store, id) })(options)
    },
    async *verify(options) {
      yield* verify(
        { ...(await sharedBackends()), store, searches, read: (id) => storedIndexDocument(store, id) },
        options,
      )
    },
    parked: parkedActions({
      store,
      queues: {
        add: async (...job) => (await sharedBackends()).queues.add(...job),
        remove: async (job) => (await sharedBackends()).queues.remove(job),
      },
    }),
    parseQuery: (text) => parseQuery(text),
    knownNames: suggestedNames(),
    metrics: { text: async () => '', requestAnswered: () => undefined },
    log: silentLog,
    version: '0.0.0-test',
    limits: {
      maxFileBytes,
      maxFilesPerUpload: 5,
      maxSearchResults: 100,
      maxQueryCharacters: 2000,
      maxRequestsPerMinute: 100_000,
      maxWrongTokensPerMinute: 100_000,
      sessionMinutes: 10,
      maxEventReaders: 3,
      feedDocuments: 1000,
      rememberedPages: 500,
    },
    pageFolder: join(import.meta.dirname, '..', '..', 'dist', 'web'),
    host: '127.0.0.1',
    ...changes,
  }
  return { parts, store, asked }
}

/** A server that listens on a free port until the test ends. */
export async function startServer(changes: Partial<ServerParts> = {}, maxFileBytes?: number) {
  const { parts, store, asked } = await temporaryParts(changes, maxFileBytes)
  const server = createServer(parts)
  onTestFinished(() => server.close())
  const url = await listen(server, { host: '127.0.0.1', port: 0 })
  const headers = parts.token ? { authorization: `Bearer ${parts.token}` } : {}
  const description = await descriptionOf(url, headers)
  const ask = async (path: string, options: RequestInit = {}): Promise<Response> => {
    const response = await fetch(new URL(path, url), options)
    await description.check(options.method ?? 'GET', path, response)
    return response
  }
  const json: TestServer['json'] = async (path, options) => {
    const response = await ask(path, options)
    return { status: response.status, body: await response.json(), headers: response.headers }
  }
  const test: TestServer = { url, store, description, ask, json }
  return { ...test, asked, server, parts }
}

const silentLog: ServerParts['log'] = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLog,
}
