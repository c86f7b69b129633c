import { createServer } from 'node:http'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createClient } from '../../src/http/client.ts'
import { refuseGarbage } from '../../src/http/garbage.ts'
import { listen } from '../../src/http/listen.ts'
import { createServer as makeServer } from '../../src/http/server.ts'
import { sendWebhook } from '../../src/searches/send-webhook.ts'
import { secrets, tokens } from '../http/access-kit.ts'
import { startServer, temporaryParts } from '../http/kit.ts'
import { temporaryFolder } from '../ingest/store-kit.ts'
import type { Provocations } from './kit.ts'

type Server = Awaited<ReturnType<typeof temporaryParts>>['parts']

async function asked(path: string, options: RequestInit = {}, changes: Partial<Server> = {}): Promise<Response> {
  const { ask } = await startServer(changes)
  return ask(path, options)
}

const post = (type: string, body: string): RequestInit => ({ method: 'POST', headers: { 'content-type': type }, body })

/** With so few of something that the first is one too many. */
async function limited(changes: Partial<Server['limits']>): Promise<Partial<Server>> {
  const { parts } = await temporaryParts()
  return { limits: { ...parts.limits, ...changes } }
}

/** What a server answers to what no client would send. */
async function answerTo(url: string, said: string): Promise<Response> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined)
  socket.write(said)
  const answer = await text(socket)
  return new Response(answer.slice(answer.indexOf('\r\n\r\n') + 4))
}

/** Node's own, which waits so short a time; what it says is ours. */
async function impatientServer(): Promise<string> {
  const server = createServer({ connectionsCheckingInterval: 10, headersTimeout: 50, requestTimeout: 50 })
  server.on('clientError', refuseGarbage)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

const search = { name: 'one', query: { q: 'ferry' }, webhook: 'http://93.184.216.34/' }
const saving = (changes: Partial<typeof search> = {}) =>
  post('application/json', JSON.stringify({ ...search, ...changes }))

/** What may be asked of a server, and how. */
export const ofRequests = {
  'settings-invalid': async () => readConfig({ RIHLA_PORT: 'eighty' }),
  async 'port-in-use'() {
    const { url } = await startServer()
    const other = makeServer((await temporaryParts()).parts)
    onTestFinished(() => other.close())
    return listen(other, { host: '127.0.0.1', port: Number(new URL(url).port) })
  },
  'server-unreachable': () => createClient({ url: 'http://127.0.0.1:1' }).status(),
  'query-invalid': () => asked('/search?q=figure:lots'),
  'request-invalid': () => asked('/documents?size=0'),
  'request-too-large': () => asked('/documents', post('application/json', JSON.stringify('x'.repeat(2_000_000)))),
  async 'headers-too-large'() {
    const { url } = await startServer()
    return answerTo(url, `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`)
  },
  'request-slow': async () => answerTo(await impatientServer(), 'GET / HTTP/1.1\r\nHost: local'),
  'media-type-unsupported': () => asked('/documents', post('text/plain', 'here')),
  'token-required': () => asked('/status', {}, { token: 'a-token-of-this-test', host: '0.0.0.0' }),
  'role-insufficient': async () => {
    const { url } = await startServer({ tokens, token: secrets.operate })
    return fetch(`${url}/ops/status`, { headers: { authorization: `Bearer ${secrets.read}` } })
  },
  async 'too-many-requests'() {
    const { url } = await startServer({ token: secrets.operate, ...(await limited({ maxWrongTokensPerMinute: 1 })) })
    const guess = () => fetch(`${url}/status`, { headers: { authorization: 'Bearer a-guess' } })
    await guess()
    return guess()
  },
  'origin-refused': () => asked('/documents', { method: 'POST', headers: { origin: 'https://evil.example' } }),
  'method-not-allowed': () => asked('/documents', { method: 'DELETE' }),
  'route-unknown': () => asked('/nowhere'),
  'page-unbuilt': async () => {
    const { url } = await startServer({ pageFolder: temporaryFolder() })
    return fetch(url)
  },
  async 'too-many-readers'() {
    return asked('/events', {}, await limited({ maxEventReaders: 0 }))
  },
  async 'too-many-files'() {
    const { ask } = await startServer(await limited({ maxFilesPerUpload: 1 }))
    const body = new FormData()
    for (const name of ['one.pdf', 'two.pdf']) body.append('file', new Blob(['%PDF-1.7']), name)
    return ask('/documents', { method: 'POST', body })
  },
  'internal-error': () => {
    const submit = async () => {
      throw new TypeError('a fault of ours')
    }
    return asked('/documents', post('application/pdf', '%PDF-1.7'), { submit })
  },
  'search-unknown': () => asked('/searches/00000000-0000-4000-8000-000000000000', { method: 'DELETE' }),
  async 'too-many-searches'() {
    const { ask } = await startServer()
    for (let count = 0; count < 3; count++) await ask('/searches', saving())
    return ask('/searches', saving())
  },
  'webhook-refused': () => asked('/searches', saving({ webhook: 'http://127.0.0.1:9200/' })),
  'webhook-failed': () => {
    const about = { searchId: 'one', name: 'one', query: { q: 'ferry', implied: 'no' as const } }
    const message = { test: true as const, deliveryId: 'one', search: about, documentCount: 0, passageCount: 0 }
    const sent = { url: 'http://127.0.0.1:1/', secret: 'one', message }
    return sendWebhook(sent, { allowPrivate: true, timeoutSeconds: 5 })
  },
} satisfies Provocations
