import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import type { SearchRequest } from '../../src/contracts/search.ts'
import { WebhookMessage } from '../../src/contracts/searches.ts'
import { parseQuery } from '../../src/search/query.ts'
import { openSearchFiles } from '../../src/searches/saved-searches.ts'
import { keepTelling, type TellLimits } from '../../src/searches/tell.ts'
import { eventually as soon } from '../eventually.ts'
import { sharedBackends } from '../http/backends.ts'
import { indexedDocument } from '../http/register-kit.ts'
import { temporaryFolder, temporaryStore } from '../ingest/store-kit.ts'
import { listeningLog } from '../queue/listening-log.ts'

// Each document is a dozen files that are synced, and on a busy disk each of them takes its time.
const eventually = (check: () => void | Promise<void>) => soon(check)

// The first to open it pays for it: no test's time.
beforeAll(async () => void (await sharedBackends()), 240_000)

type Told = { message: WebhookMessage; headers: Record<string, string | string[] | undefined>; body: string }

/** Where webhooks are told; answers each with the next of the statuses, and with 200 from then on. */
async function receiver(statuses: (number | 'silence')[] = []) {
  const told: Told[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString()
      told.push({ message: WebhookMessage.parse(JSON.parse(body)), headers: request.headers, body })
      const status = statuses.shift() ?? 200
      if (status === 'silence') return
      response.writeHead(status, { location: '/elsewhere' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  return { told, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/told` }
}

const usual: TellLimits = { allowPrivate: true, timeoutSeconds: 5, attempts: 3, backoffSeconds: 0, everySeconds: 0.05 }

async function start(webhook: string, limits: Partial<TellLimits> = {}, whenLooking?: () => Promise<void>) {
  const { store, folder } = await temporaryStore({ folder: join(temporaryFolder(), 'store') })
  const open = () => openSearchFiles({ folder, maxSearches: 5, allowPrivate: true, timeoutSeconds: 5 })
  const files = await open()
  const { index: shared } = await sharedBackends()
  const refresh = async () => {
    await whenLooking?.()
    await shared.refresh()
  }
  const index = { refresh, search: (request: SearchRequest) => shared.search(request) }
  const tell = () => {
    const telling = keepTelling(
      { store, index, files, queryOf: async ({ query }) => parseQuery(query.q), log: listeningLog().log },
      { ...usual, ...limits },
    )
    onTestFinished(() => telling.close())
    return telling
  }
  const search = await files.add({ name: 'ferries', query: { q: 'ferry workers', implied: 'no' }, webhook })
  const deliveries = async () => (await files.list())[0]!.deliveries
  return { store, files, search, tell, deliveries, open }
}

const text = 'In 2015, there were 5,250 ferry workers in Mali.'

test('a webhook is told which search found what in a new document, once, and signed', async () => {
  const { told, url } = await receiver()
  const { store, search, tell, deliveries } = await start(url)
  const telling = tell()
  await indexedDocument(store, { name: 'other.pdf', text: 'Nothing of boats.' })
  const { documentId } = await indexedDocument(store, { name: 'ferries.pdf', text })
  await eventually(async () => expect(await deliveries()).toEqual({ waiting: 0, sent: 1, failed: 0 }))
  // indexed again, as after a correction: it is new no more
  await store.update(documentId, { state: 'extracted' })
  await store.update(documentId, { state: 'indexed' })
  await indexedDocument(store, { name: 'second.pdf', text })
  await eventually(async () => expect(await deliveries()).toEqual({ waiting: 0, sent: 2, failed: 0 }))
  await telling.close()
  expect(told).toHaveLength(2)
  const { message, headers, body } = told[0]!
  expect(message).toMatchObject({
    search: { searchId: search.searchId, name: 'ferries', query: { q: 'ferry workers' } },
    document: { documentId, names: ['ferries.pdf'] },
    passageCount: 1,
  })
  const [passage] = message.passages
  expect(passage!.highlights.map(({ start, end }) => passage!.text.slice(start, end))).toEqual(['ferry', 'workers'])
  expect(headers['idempotency-key']).toBe(message.deliveryId)
  const [, seconds, signature] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['rihla-signature']))!
  expect(signature).toBe(createHmac('sha256', search.secret).update(`${seconds}.${body}`).digest('hex'))
})

test('a document that is indexed anew while new ones are looked at is told of all the same', async () => {
  const { told, url } = await receiver()
  let again = async () => {}
  const { store, tell, deliveries } = await start(url, { everySeconds: 0.5 }, () => again())
  tell()
  const { documentId } = await indexedDocument(store, { name: 'ferries.pdf', text })
  await store.update(documentId, { state: 'extracted' })
  again = async () => {
    again = async () => {}
    await store.update(documentId, { state: 'indexed' })
  }
  await eventually(async () => expect(await deliveries()).toEqual({ waiting: 0, sent: 1, failed: 0 }))
  expect(told).toHaveLength(1)
})

test('what is not taken is sent again, the same, and given up in the end', async () => {
  const { told, url } = await receiver([500, 302, 200, 503, 503, 503])
  const { store, files, tell, deliveries } = await start(url)
  tell()
  await indexedDocument(store, { name: 'first.pdf', text })
  await eventually(async () => expect(await deliveries()).toEqual({ waiting: 0, sent: 1, failed: 0 }))
  expect(new Set(told.map(({ message }) => message.deliveryId)).size).toBe(1)
  expect(told).toHaveLength(3)
  await indexedDocument(store, { name: 'second.pdf', text })
  await eventually(async () => expect(await deliveries()).toEqual({ waiting: 0, sent: 1, failed: 1 }))
  expect(told).toHaveLength(6)
  expect((await files.list())[0]!.fault).toContain('503')
})

test('a message that was put off by a clock that was set back since is sent now', async () => {
  const { told, url } = await receiver([500])
  const { store, files, search, tell, deliveries } = await start(url, { backoffSeconds: 3000 })
  const telling = tell()
  await indexedDocument(store, { name: 'first.pdf', text })
  await eventually(() => expect(told).toHaveLength(1))
  await eventually(async () => expect((await files.waiting(search.searchId))[0]?.attempts).toBe(1))
  await telling.close()
  const [delivery] = await files.waiting(search.searchId)
  await files.postpone(search.searchId, { ...delivery!, nextAt: '2100-01-01T00:00:00.000Z' })
  tell()
  await eventually(async () => expect(await deliveries()).toEqual({ waiting: 0, sent: 1, failed: 0 }))
})

test('a receiver that never answers is given up on', async () => {
  const { url } = await receiver(['silence'])
  const { store, files, tell, deliveries } = await start(url, { timeoutSeconds: 1, attempts: 1 })
  tell()
  await indexedDocument(store, { name: 'first.pdf', text })
  await eventually(async () => expect(await deliveries()).toEqual({ waiting: 0, sent: 0, failed: 1 }))
  expect((await files.list())[0]!.fault).toContain('no answer within 1 seconds')
})

test('what was indexed while nobody looked is told after the next start', async () => {
  const { told, url } = await receiver()
  const { store, tell, deliveries } = await start(url)
  await indexedDocument(store, { name: 'before.pdf', text })
  const first = tell()
  await eventually(async () => expect(await deliveries()).toMatchObject({ sent: 1 }))
  await first.close()
  await indexedDocument(store, { name: 'between.pdf', text })
  tell()
  await eventually(async () => expect(await deliveries()).toEqual({ waiting: 0, sent: 2, failed: 0 }))
  expect(told.map(({ message }) => message.document.names[0])).toEqual(['before.pdf', 'between.pdf'])
})

test('saved searches outlive the process, and removed ones are gone with their messages', async () => {
  const { url } = await receiver()
  const { files, search, open } = await start(url)
  const again = await open()
  expect(await again.list()).toEqual(await files.list())
  expect(await again.remove(search.searchId)).toBe(true)
  expect(await again.remove(search.searchId)).toBe(false)
  expect(await files.list()).toEqual([])
})

test('a webhook that leads inside is never told, whatever its name', async () => {
  const { told, url } = await receiver()
  const { store, files, tell, deliveries } = await start(url.replace('127.0.0.1', 'localhost'), { allowPrivate: false })
  tell()
  await indexedDocument(store, { name: 'first.pdf', text })
  await eventually(async () => expect(await deliveries()).toEqual({ waiting: 0, sent: 0, failed: 1 }))
  expect((await files.list())[0]!.fault).toContain('no public address')
  expect(told).toEqual([])
})

test('what was told, or is to be, of a forgotten document goes with it', async () => {
  const { url } = await receiver([503])
  const { store, files, tell, deliveries } = await start(url, { backoffSeconds: 3600 })
  tell()
  const { documentId } = await indexedDocument(store, { name: 'waiting.pdf', text })
  await eventually(async () => expect((await files.list())[0]!.fault).toContain('503'))
  await indexedDocument(store, { name: 'sent.pdf', text })
  await eventually(async () => expect(await deliveries()).toEqual({ waiting: 1, sent: 1, failed: 0 }))
  await files.forget(documentId)
  expect(await deliveries()).toEqual({ waiting: 0, sent: 1, failed: 0 })
})

test('a message about a document that is forgotten while it is sent leaves nothing behind', async () => {
  const { told, url } = await receiver(['silence'])
  const { store, files, tell, deliveries } = await start(url, { timeoutSeconds: 1 })
  const telling = tell()
  const { documentId } = await indexedDocument(store, { name: 'first.pdf', text })
  await eventually(() => expect(told).toHaveLength(1))
  const tombstone = { schema: 1 as const, documentId, generation: 0, by: 'one', reason: 'it is private' }
  await store.bury({ ...tombstone, forgottenAt: new Date().toISOString(), finished: true })
  await files.forget(documentId)
  await telling.close()
  expect(await deliveries()).toEqual({ waiting: 0, sent: 0, failed: 0 })
})
