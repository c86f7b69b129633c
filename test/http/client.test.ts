import { createServer as createNodeServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { pdfOf } from '../ingest/bytes.ts'
import { startServer } from './kit.ts'

const token = 'a-token-of-this-test'

test('the client adds, lists, shows and fetches', async () => {
  const { url } = await startServer({ token })
  const client = createClient({ url, token })
  const added = await client.addFile({ name: 'été & <b>.pdf', body: new Blob([pdfOf('one')]) })
  expect(added).toMatchObject({ already: false, outcome: 'working' })
  const { documents } = await client.documents({ outcome: 'working', size: 10 })
  expect(documents).toMatchObject([{ documentId: added.documentId, names: ['été & <b>.pdf'] }])
  expect(await client.document(added.documentId.slice(0, 8))).toMatchObject({ documentId: added.documentId })
  const part = await client.file(added.documentId, { range: 'bytes=0-7' })
  expect(await part.text()).toBe('%PDF-1.7')
  expect(await client.status()).toMatchObject({ documents: { total: 1 } })
  expect(await client.ready()).toMatchObject({ status: 'ready' })
  expect(await client.search({ q: 'nurses', country: ['LBN', 'NPL'] })).toMatchObject({ hits: [] })
})

test('the client streams a file, and is answered for a refused one', async () => {
  const { url } = await startServer()
  const body = new Blob(['Dear all']).stream()
  const added = await createClient({ url }).addFile({ name: 'letter.pdf', body })
  expect(added).toMatchObject({ outcome: 'parked', failure: { code: 'not-a-pdf', remedy: expect.any(String) } })
})

test('the client throws what the server says, with its way out', async () => {
  const { url } = await startServer({ token })
  await expect(createClient({ url }).status()).rejects.toMatchObject({
    code: 'token-required',
    remedy: expect.stringContaining('RIHLA_TOKEN'),
  })
  await expect(createClient({ url, token }).document('f'.repeat(64))).rejects.toMatchObject({
    code: 'document-unknown',
  })
  const search = createClient({ url, token }).search({ q: 'nurses contry:Nepal' })
  await expect(search).rejects.toMatchObject({ code: 'query-invalid', offset: 7 })
})

test('the client says that nobody answers', async () => {
  const { url, server } = await startServer()
  await server.close()
  await expect(createClient({ url }).status()).rejects.toMatchObject({
    code: 'server-unreachable',
    message: expect.stringContaining(url),
  })
})

test.for([
  ['an error of another kind', 502, 'Bad gateway', 'server-unreachable'],
  ['an answer of another kind', 200, '{"status":"fine"}', 'contract-broken'],
  ['no JSON', 200, '<h1>Welcome</h1>', 'contract-broken'],
] as const)('the client does not take %s for an answer', async ([, status, body, code]) => {
  const other = createNodeServer((_request, response) => response.writeHead(status).end(body))
  other.listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  const { promise, resolve } = Promise.withResolvers<void>()
  other.once('listening', resolve)
  await promise
  const address = other.address()
  const port = typeof address === 'object' ? address?.port : undefined
  await expect(createClient({ url: `http://127.0.0.1:${port}` }).alive()).rejects.toMatchObject({ code })
})
