import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { WebhookTest } from '../../src/contracts/searches.ts'
import { createClient } from '../../src/http/client.ts'
import { openSearchFiles } from '../../src/searches/saved-searches.ts'
import { temporaryFolder } from '../ingest/store-kit.ts'
import { startServer } from './kit.ts'
import { indexedDocument } from './register-kit.ts'

const search = { name: 'ferries', query: { q: 'ferry', country: ['MLI'] }, webhook: 'https://example.org/told' }

const post = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

test('a search is saved, listed without its secret, and removed', async () => {
  const { url } = await startServer()
  const client = createClient({ url })
  const { secret, ...saved } = await client.saveSearch(search)
  expect(secret).toMatch(/^[\w-]{43}$/)
  expect(saved).toMatchObject({ ...search, deliveries: { waiting: 0, sent: 0, failed: 0 } })
  expect(await client.searches()).toEqual({ searches: [saved] })
  expect(await client.removeSearch(saved.searchId)).toEqual({ searches: [] })
  await expect(client.removeSearch(saved.searchId)).rejects.toMatchObject({ code: 'search-unknown' })
})

test.for([
  ['a query that nobody understands', { query: { q: 'figure:lots' } }, 400, 'query-invalid'],
  ['an address of this machine', { webhook: 'http://127.0.0.1:9200/' }, 422, 'webhook-refused'],
  ['an address in disguise', { webhook: 'http://0x7f000001/' }, 422, 'webhook-refused'],
  ['where clouds keep secrets', { webhook: 'http://169.254.169.254/latest' }, 422, 'webhook-refused'],
  ['another protocol', { webhook: 'file:///etc/passwd' }, 400, 'request-invalid'],
  ['what is no address', { webhook: 'no address' }, 400, 'request-invalid'],
  ['a user in the address', { webhook: 'https://a:b@example.org/' }, 400, 'request-invalid'],
  ['a field that nobody knows', { colour: 'red' }, 400, 'request-invalid'],
] as const)('%s is refused', async ([, change, status, code]) => {
  const { json } = await startServer()
  const { body } = await json('/searches', post({ ...search, ...change }))
  expect([body.status, body.code]).toEqual([status, code])
})

test('a saved search is tried: its webhook is told what it finds at present, and what it says is told', async () => {
  const statuses = [200, 500]
  const told: { body: unknown; signed: boolean }[] = []
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const signed = /^t=\d+,v1=[0-9a-f]{64}$/.test(String(request.headers['rihla-signature']))
    told.push({ body: await json(request), signed })
    response.writeHead(statuses.shift() ?? 200).end()
  }
  const receiver = createServer((request, response) => void take(request, response))
  onTestFinished(() => void receiver.close())
  await once(receiver.listen(0, '127.0.0.1'), 'listening')
  const searches = await openSearchFiles({
    folder: temporaryFolder(),
    maxSearches: 3,
    allowPrivate: true,
    timeoutSeconds: 20,
  })
  const { url, store } = await startServer({ searches })
  await indexedDocument(store, { name: 'sleds.pdf', text: 'In 2015, there were 40 sled drivers in Mali.' })
  const client = createClient({ url })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = receiver.address() as AddressInfo
  const webhook = `http://127.0.0.1:${port}/told`
  const { searchId } = await client.saveSearch({ name: 'sleds', query: { q: 'sled' }, webhook })
  const found = { documentCount: 1, passageCount: 1 }
  expect(await client.testSearch(searchId)).toEqual({ ...found, told: true })
  expect(told).toEqual([{ body: expect.objectContaining({ test: true, ...found }), signed: true }])
  WebhookTest.parse(told[0]!.body)
  expect(await client.testSearch(searchId)).toEqual({ ...found, told: false, fault: 'it answered 500' })
  expect((await client.searches()).searches[0]!.deliveries).toEqual({ waiting: 0, sent: 0, failed: 0 })
  await expect(client.testSearch(randomUUID())).rejects.toMatchObject({ code: 'search-unknown' })
})

test('the beginning of an id means the document in a saved search too', async () => {
  const folder = temporaryFolder()
  const searches = await openSearchFiles({ folder, maxSearches: 3, allowPrivate: true, timeoutSeconds: 20 })
  const { url, store } = await startServer({ searches })
  const { documentId } = await indexedDocument(store, { name: 'kites.pdf', text: 'They sell kites in Mali.' })
  await indexedDocument(store, { name: 'more-kites.pdf', text: 'They mend kites in Mali.' })
  const client = createClient({ url })
  const begun = documentId.slice(0, 12)
  for (const query of [{ q: `kites document:${begun}` }, { q: 'kites', document: [begun] }]) {
    const { searchId } = await client.saveSearch({ ...search, query, webhook: 'http://127.0.0.1:9/told' })
    expect(await client.testSearch(searchId)).toMatchObject({ documentCount: 1 })
  }
})

test('a filter without a value filters nothing', async () => {
  const { url } = await startServer()
  const query = { q: 'ferry', country: [], region: [] }
  const saved = await createClient({ url }).saveSearch({ ...search, query })
  expect(saved.query).toMatchObject(query)
})

test('so many may be saved and no more', async () => {
  const { json } = await startServer()
  for (const name of ['one', 'two', 'three'])
    expect((await json('/searches', post({ ...search, name }))).status).toBe(200)
  expect((await json('/searches', post(search))).body.code).toBe('too-many-searches')
})
