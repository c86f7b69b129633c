import { describe, expect, test } from 'vitest'
import { makeGuard } from '../../src/http/guard.ts'
import { isLoopback } from '../../src/http/loopback.ts'
import { makeSessions } from '../../src/http/sessions.ts'
import { createServer } from '../../src/http/server.ts'
import { startServer, temporaryParts } from './kit.ts'

const token = 'a-token-of-this-test'

describe('a server beyond loopback', () => {
  test.for([['0.0.0.0'], ['::'], ['192.168.1.10'], ['archive.example.org'], ['127.0.0.1.example.org']])(
    'is not made without a token: %s',
    async ([host]) => {
      const { parts } = await temporaryParts({ host: host! })
      expect(() => createServer(parts)).toThrow(expect.objectContaining({ code: 'settings-invalid' }))
      expect(() => makeGuard({ host: host!, token }, makeSessions({ minutes: 1 }))).not.toThrow()
    },
  )

  test.for([['127.0.0.1'], ['127.8.8.8'], ['localhost'], ['::1'], ['[::1]']])('%s is none', ([host]) => {
    expect(isLoopback(host!)).toBe(true)
  })
})

test('a request without the token is told how to bear one', async () => {
  const { json } = await startServer({ token })
  const { status, body, headers } = await json('/status')
  expect([status, body.code, headers.get('www-authenticate')]).toEqual([401, 'token-required', 'Bearer'])
})

test('on loopback the file may not be sent by a page of another site', async () => {
  const { server } = await startServer()
  const post = (headers: Record<string, string>) =>
    server.inject({ method: 'POST', url: '/documents', headers: { host: '127.0.0.1:7447', ...headers } })
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:9999' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]) {
    const answer = await post(headers)
    expect([answer.statusCode, answer.json().code], JSON.stringify(headers)).toEqual([403, 'origin-refused'])
  }
  const own = await post({ origin: 'http://127.0.0.1:7447', 'sec-fetch-site': 'same-origin' })
  expect(own.statusCode).toBe(415)
})

test.for([['evil.example'], ['evil.example:7447'], ['127.0.0.1.evil.example'], ['localhost.evil.example:80']])(
  'on loopback a foreign name for this machine is refused: %s',
  async ([host]) => {
    const { server } = await startServer()
    const answer = await server.inject({ url: '/status', headers: { host: host! } })
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'origin-refused'])
  },
)

test.for([['127.0.0.1:7447'], ['localhost:7447'], ['localhost'], ['[::1]:7447']])(
  'on loopback its own names are taken: %s',
  async ([host]) => {
    const { server } = await startServer()
    expect((await server.inject({ url: '/status', headers: { host: host! } })).statusCode).toBe(200)
  },
)

test('no answer may be framed, sniffed, kept, or read by other sites', async () => {
  const { ask } = await startServer()
  for (const path of ['/status', '/nowhere', '/search?size=none', '/openapi.json']) {
    const { headers } = await ask(path, { headers: { origin: 'https://evil.example' } })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('access-control-allow-origin')).toBeNull()
    expect(headers.get('cache-control')).toBe('no-store')
  }
})
