import { createServer } from 'node:http'
import { once } from 'node:events'
import { createServer as createTcpServer, type Server } from 'node:net'
import { onTestFinished } from 'vitest'
import { storedIndexDocument } from '../../pipelines/reindex.ts'
import { checkWorkers } from '../../src/http/workers-check.ts'
import { reindexing } from '../../src/operations/reindex.ts'
import { openRedisQueues } from '../../src/queue/redis.ts'
import { openElasticsearchIndex } from '../../src/search/elasticsearch.ts'
import { sharedBackends } from '../http/backends.ts'
import { temporaryStore } from '../ingest/store-kit.ts'
import type { Provocations } from './kit.ts'

async function portOf(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** As much of a Redis as refuses whoever comes. */
const guardedRedis = () =>
  createTcpServer((socket) => {
    socket.on('error', () => undefined).on('data', () => socket.write('-NOAUTH Authentication required.\r\n'))
  })

/** As much of an Elasticsearch as tells its version. */
const oldElasticsearch = () =>
  createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' })
    response.end(JSON.stringify({ nodes: { one: { version: '7.17.29' } } }))
  })

const engine = (port: number) => openElasticsearchIndex({ url: `http://127.0.0.1:${port}`, prefix: 'rihla-provoked' })
const noJobs = { waiting: 0, active: 0, delayed: 0, failed: 0 }

/** What the services that we stand on may be like. */
export const ofServices = {
  'queue-unavailable': () => openRedisQueues('redis://127.0.0.1:1'),
  'queue-unusable': async () => openRedisQueues(`redis://127.0.0.1:${await portOf(guardedRedis())}`),
  'index-unavailable': () => engine(1),
  'index-unusable': async () => engine(await portOf(oldElasticsearch())),
  'worker-stalled': async () =>
    checkWorkers([], { parse: { ...noJobs, waiting: 1 }, recognise: noJobs, extract: noJobs, index: noJobs }),
  async 'reindex-running'() {
    const { store } = await temporaryStore()
    const read = (documentId: string) => storedIndexDocument(store, documentId)
    const reindex = reindexing({ ...(await sharedBackends()), store, read })
    const begun = reindex({ dropOld: false })
    await begun.next()
    try {
      return await reindex({ dropOld: false }).next()
    } finally {
      await begun.return(undefined)
    }
  },
} satisfies Provocations
