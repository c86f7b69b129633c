import { expect, test } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { startServer } from './kit.ts'

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
