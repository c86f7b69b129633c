import { expect, test } from 'vitest'
import { RihlaError } from '../../src/errors.ts'
import { listen } from '../../src/http/listen.ts'
import { createServer } from '../../src/http/server.ts'
import { bytesOf, pdfOf } from '../ingest/bytes.ts'
import { startServer, temporaryParts } from './kit.ts'

test('the status counts outcomes, failures with the way out, and names what waits longest', async () => {
  const { json, store } = await startServer()
  const { document } = await store.add({ name: 'first.pdf', bytes: bytesOf(pdfOf('first')) })
  await store.add({ name: 'second.pdf', bytes: bytesOf(pdfOf('second')) })
  await store.add({ name: 'letter.pdf', bytes: bytesOf('Dear all') })
  await store.add({ name: 'note.pdf', bytes: bytesOf('Dear nobody') })
  await store.add({ name: 'empty.pdf', bytes: bytesOf('') })
  const { body } = await json('/status')
  expect(body.documents).toEqual({ total: 5, byOutcome: { working: 2, done: 0, partial: 0, parked: 3, dismissed: 0 } })
  expect(body.failures).toEqual([
    { code: 'not-a-pdf', count: 2, remedy: expect.stringContaining('convert it') },
    { code: 'file-empty', count: 1, remedy: expect.any(String) },
  ])
  expect(body.oldestWaiting).toMatchObject({ documentId: document.documentId, name: 'first.pdf', state: 'stored' })
  expect(body.queues.parse).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0 })
})

test('an empty archive has a status', async () => {
  const { json } = await startServer()
  const { body } = await json('/status')
  expect(body).toMatchObject({ documents: { total: 0 }, failures: [] })
  expect(body).not.toHaveProperty('oldestWaiting')
})

test('it is ready when store, queue and index are', async () => {
  const { json } = await startServer()
  expect(await json('/readyz')).toMatchObject({
    status: 200,
    body: { status: 'ready', checks: { store: { ready: true }, queue: { ready: true }, index: { ready: true } } },
  })
})

test('it names what is not ready', async () => {
  const ready = async () => {
    throw new RihlaError('queue-unavailable', 'the queue does not answer')
  }
  const { json, parts } = await startServer()
  Object.assign(parts.queues, { ready })
  const { status, body } = await json('/readyz')
  expect([status, body.code, body.detail]).toEqual([
    503,
    'queue-unavailable',
    'queue is not ready: the queue does not answer',
  ])
  expect(body.checks).toMatchObject({
    store: { ready: true },
    queue: { ready: false, code: 'queue-unavailable', remedy: expect.any(String) },
  })
  expect((await json('/healthz')).status).toBe(200)
})

test('a port in use is said, and what to do', async () => {
  const { url } = await startServer()
  const { parts } = await temporaryParts()
  const second = createServer(parts)
  const port = Number(new URL(url).port)
  await expect(listen(second, { host: '127.0.0.1', port })).rejects.toMatchObject({
    code: 'port-in-use',
    message: `something listens on 127.0.0.1:${port} already`,
  })
  await second.close()
})

test('an address that is not of this machine is a wrong setting', async () => {
  const { parts } = await temporaryParts({ host: '192.0.2.1', token: 'a-token-of-this-test' })
  const server = createServer(parts)
  await expect(listen(server, { host: '192.0.2.1', port: 0 })).rejects.toMatchObject({ code: 'settings-invalid' })
  await server.close()
})
