import { join } from 'node:path'
import type { Parts } from './app.ts'
import type { Closers } from './closers.ts'
import { listen } from './http/listen.ts'
import { createServer } from './http/server.ts'
import { parkedActions } from './operations/parked.ts'
import { forget } from './operations/forget.ts'
import { reindexing } from './operations/reindex.ts'
import { reprocessOutdated } from './operations/reprocess.ts'
import { watchThroughput } from './operations/throughput.ts'
import { verify } from './operations/verify.ts'
import { queryNames } from './query-names.ts'
import { reading } from './reading.ts'
import type { NameResolvers } from './search/names.ts'
import { parseQuery } from './search/query.ts'
import type { KnownNames } from './http/suggest.ts'
import { suggestedNames } from './suggested-names.ts'
import { version } from './version.ts'
import { storedIndexDocument } from '../pipelines/reindex.ts'

/** Starts the server over the parts of an app; returns where it listens. */
export async function serve(parts: Parts, closers: Closers): Promise<string> {
  const { config, store, queues, index, registers, searches, add, correct, log, observers } = parts
  // The tables of names take a tenth of a second to build: the first question may wait for them, a start need not.
  let names: NameResolvers | undefined
  let suggested: KnownNames | undefined
  const throughput = watchThroughput(store)
  closers.add('throughput', () => throughput.close())
  const server = createServer({
    store,
    queues,
    index,
    registers,
    searches,
    correct,
    submit: add,
    forget: (request) => forget({ store, queues, index, registers, searches }, request),
    reading,
    reprocessOutdated: () => reprocessOutdated({ store, queues, reading }),
    reindex: reindexing({ store, index, registers, read: (id) => storedIndexDocument(store, id) }),
    throughput,
    parked: parkedActions({ store, queues }),
    verify: (options) =>
      verify({ store, queues, index, registers, searches, read: (id) => storedIndexDocument(store, id) }, options),
    parseQuery: (text) => parseQuery(text, (names ??= queryNames())),
    knownNames: {
      beginningWith: (typed) => (suggested ??= suggestedNames()).beginningWith(typed),
      labelOf: (kind, value) => (suggested ??= suggestedNames()).labelOf(kind, value),
    },
    metrics: present(observers.metrics),
    log,
    version,
    limits: {
      maxFileBytes: config.RIHLA_MAX_FILE_BYTES,
      maxFilesPerUpload: config.RIHLA_MAX_FILES_PER_UPLOAD,
      maxSearchResults: config.RIHLA_MAX_SEARCH_RESULTS,
      maxQueryCharacters: config.RIHLA_MAX_QUERY_CHARACTERS,
      maxRequestsPerMinute: config.RIHLA_MAX_REQUESTS_PER_MINUTE,
      maxWrongTokensPerMinute: config.RIHLA_MAX_WRONG_TOKENS_PER_MINUTE,
      sessionMinutes: config.RIHLA_SESSION_MINUTES,
      maxEventReaders: config.RIHLA_MAX_EVENT_READERS,
      feedDocuments: config.RIHLA_FEED_DOCUMENTS,
      rememberedPages: config.RIHLA_REMEMBERED_PAGES,
    },
    pageFolder: join(import.meta.dirname, '..', 'dist', 'web'),
    host: config.RIHLA_HOST,
    corsOrigins: config.RIHLA_CORS_ORIGINS ?? [],
    token: config.RIHLA_TOKEN,
    tokens: config.RIHLA_TOKENS ?? [],
  })
  closers.add('server', () => server.close())
  return listen(server, { host: config.RIHLA_HOST, port: config.RIHLA_PORT })
}

function present(metrics: Parts['observers']['metrics']) {
  if (!metrics) throw new Error('a process that serves is measured')
  return metrics
}
