import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { createClient, type LiveEvent } from '../../src/http/client.ts'
import { openStore } from '../../src/ingest/store.ts'
import { bytesOf, pdfOf } from '../ingest/bytes.ts'
import { temporaryFolder } from '../ingest/store-kit.ts'
import { startServer } from './kit.ts'

/** Reads so many events, then goes. */
async function read(events: AsyncGenerator<LiveEvent>, count: number): Promise<LiveEvent[]> {
  const seen: LiveEvent[] = []
  for await (const event of events) if (seen.push(event) === count) break
  return seen
}

const namesOf = (events: LiveEvent[]) =>
  events.map((event) => (event.event === 'document' ? event.document.names[0] : event.event))

test('changes are told as they happen, whichever process makes them', async () => {
  const folder = temporaryFolder()
  const [here, elsewhere] = await Promise.all([
    openStore({ folder, maxFileBytes: 100_000 }),
    openStore({ folder, maxFileBytes: 100_000 }),
  ])
  const { url } = await startServer({ store: here })
  const events = createClient({ url }).events()
  expect((await events.next()).value).toMatchObject({ event: 'hello' })
  await here.add({ name: 'here.pdf', bytes: bytesOf(pdfOf('here')) })
  expect((await events.next()).value).toMatchObject({ event: 'document', document: { names: ['here.pdf'] } })
  const { document } = await elsewhere.add({ name: 'elsewhere.pdf', bytes: bytesOf(pdfOf('elsewhere')) })
  expect((await events.next()).value).toMatchObject({ document: { names: ['elsewhere.pdf'], state: 'stored' } })
  const failure = { code: 'stage-failed', message: 'no', stage: 'parse', attempts: 4, at: new Date().toISOString() }
  await elsewhere.park(document.documentId, { ...failure, stage: 'parse' })
  expect((await events.next()).value).toMatchObject({
    document: { outcome: 'parked', failure: { remedy: expect.any(String) } },
  })
  await events.return(undefined)
  await Promise.all([here.close(), elsewhere.close()])
})

test('who comes back is told what was missed, and who cannot be is told so', async () => {
  const { url, store } = await startServer()
  const client = createClient({ url })
  const [hello] = await read(client.events(), 1)
  for (const name of ['one.pdf', 'two.pdf', 'three.pdf']) await store.add({ name, bytes: bytesOf(pdfOf(name)) })
  const missed = await read(client.events({ lastEventId: hello!.id }), 3)
  expect(namesOf(missed)).toEqual(['one.pdf', 'two.pdf', 'three.pdf'])
  expect(namesOf(await read(client.events({ lastEventId: missed[0]!.id }), 2))).toEqual(['two.pdf', 'three.pdf'])
  expect(namesOf(await read(client.events({ lastEventId: 'another-server-7' }), 1))).toEqual(['reset'])
})

test('the stream is one of server-sent events, and so many may follow it', async () => {
  const { url, description } = await startServer()
  const followers = await Promise.all([1, 2, 3].map(() => fetch(`${url}/events`)))
  for (const response of followers) {
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
  }
  const refused = await fetch(`${url}/events`)
  await description.check('GET', '/events', refused)
  expect(await refused.json()).toMatchObject({ code: 'too-many-readers', status: 503 })
  for (const { body } of followers) await body?.cancel()
})

test('a server closes although somebody is connected and asks nothing', async () => {
  const { url, server } = await startServer()
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' })
  await once(socket, 'connect')
  const closed = once(socket, 'close')
  socket.resume()
  await server.close()
  await closed
})

test('a server that closes lets its readers go', async () => {
  const { url, server } = await startServer()
  const events = createClient({ url }).events()
  await events.next()
  await server.close()
  expect(await events.next()).toMatchObject({ done: true })
})
