import { describe, expect, test } from 'vitest'
import { holdsRole, Role } from '../../src/contracts/access.ts'
import { limitRequests } from '../../src/http/limits.ts'
import { makeSessions } from '../../src/http/sessions.ts'
import { describedAddresses, secrets, tokens } from './access-kit.ts'
import type { ServerParts } from '../../src/http/server.ts'
import { eventually } from '../eventually.ts'
import { temporaryStore } from '../ingest/store-kit.ts'
import { startServer } from './kit.ts'

const operator = { authorization: `Bearer ${secrets.operate}` }

/** Nothing is sent that an address would act on: what counts is whether it is let in. */
const bearing = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

describe('every address of the description', async () => {
  const quiet = { async *verify() {}, async *reindex() {} }

  // most of it is the database, which is opened for the addresses that ask it
  test('is answered by what its role needs, and by nothing less', async () => {
    const { url, description } = await startServer({ tokens, token: secrets.operate, ...quiet })
    const addresses = describedAddresses(description)
    expect(addresses.length).toBeGreaterThan(30)
    for (const { method, path, needs } of addresses) {
      const status = async (headers: Record<string, string>) => {
        // some answers go on for ever: what is asked for is how they begin
        const enough = new AbortController()
        const response = await fetch(new URL(path, url), { method, headers, signal: enough.signal })
        enough.abort()
        return response.status
      }
      const shown = `${method} ${path}`
      if (needs === 'anyone') expect(await status({}), shown).not.toBe(403)
      else expect(await status({}), shown).toBe(401)
      expect(await status(bearing(`${secrets.operate}x`).headers), shown).toBe(401)
      expect(await status({ authorization: 'Bearer' }), shown).toBe(401)
      expect(await status({ authorization: `Basic ${secrets.operate}` }), shown).toBe(401)
      if (needs === 'anyone') continue
      for (const role of Role.options) {
        // whoever may more than is needed is let in by the same comparison: it is not asked for the work
        if (role !== needs && holdsRole(role, needs)) continue
        const answered = await status(bearing(secrets[role]).headers)
        if (role === needs) expect([401, 403], `${shown} as ${role}`).not.toContain(answered)
        else expect(answered, `${shown} as ${role}`).toBe(403)
      }
    }
    expect((await fetch(`${url}/nowhere`)).status).toBe(401)
  })

  test('that changes something needs more than reading', async () => {
    const { description } = await startServer()
    for (const { method, path, needs } of describedAddresses(description))
      if (method !== 'GET' && path !== '/session') expect(['add', 'operate'], `${method} ${path}`).toContain(needs)
  })
})

describe('a browser', () => {
  const signedIn = async (role: Role = 'operate') => {
    const server = await startServer({ tokens, token: secrets.operate })
    const body = JSON.stringify({ token: secrets[role] })
    const answer = await server.json('/session', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    })
    const cookie = answer.headers.get('set-cookie')!
    return { ...server, answer, cookie, sent: cookie.split(';')[0]! }
  }

  test('signs in with a token, and is known by a cookie that no script reads', async () => {
    const { answer, cookie, sent, json } = await signedIn('add')
    expect(answer.body).toMatchObject({ signedIn: true, name: 'one-who-may-add', role: 'add', by: 'session' })
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/)
    const { body } = await json('/session', { headers: { cookie: sent } })
    expect(body).toEqual(answer.body)
    expect((await json('/status', { headers: { cookie: sent } })).status).toBe(200)
  })

  test('changes nothing by the cookie alone', async () => {
    const { answer, sent, json } = await signedIn()
    const refused = await json('/operations/verify', { method: 'POST', headers: { cookie: sent } })
    expect([refused.status, refused.body.code]).toEqual([403, 'origin-refused'])
    const wrong = { cookie: sent, 'x-rihla-csrf': `${answer.body.csrf}x` }
    expect((await json('/operations/verify', { method: 'POST', headers: wrong })).status).toBe(403)
    const foreign = { cookie: sent, 'x-rihla-csrf': answer.body.csrf, origin: 'https://evil.example' }
    expect((await json('/operations/verify', { method: 'POST', headers: foreign })).status).toBe(403)
  })

  test('is forgotten when it signs out', async () => {
    const { answer, sent, json } = await signedIn()
    const headers = { cookie: sent, 'x-rihla-csrf': answer.body.csrf }
    const { headers: said } = await json('/session', { method: 'DELETE', headers })
    expect(said.get('set-cookie')).toContain('Max-Age=0')
    expect((await json('/session', { headers: { cookie: sent } })).body).toEqual({ signedIn: false })
    expect((await json('/status', { headers: { cookie: sent } })).status).toBe(401)
  })

  test('is forgotten after its time', () => {
    let time = 0
    const sessions = makeSessions({ minutes: 10, now: () => time })
    const { id } = sessions.open(tokens[0]!)
    time = 10 * 60_000 - 1
    expect(sessions.find(id)?.token).toEqual(tokens[0])
    time++
    expect(sessions.find(id)).toBeUndefined()
  })

  test('needs no token on loopback where none is set', async () => {
    const { json } = await startServer()
    expect((await json('/session')).body).toEqual({ signedIn: true, name: 'loopback', role: 'operate', by: 'loopback' })
  })
})

describe('limits', () => {
  const usual = {
    maxFileBytes: 1000,
    maxFilesPerUpload: 5,
    maxSearchResults: 10,
    maxQueryCharacters: 100,
    maxEventReaders: 3,
    feedDocuments: 100,
    rememberedPages: 0,
  }

  test('who guesses tokens is soon not listened to, with the right one neither', async () => {
    const few = { ...usual, maxRequestsPerMinute: 1000, maxWrongTokensPerMinute: 3, sessionMinutes: 1 }
    const { json } = await startServer({ tokens, token: secrets.operate, limits: few })
    const ask = (token: string) => json('/status', bearing(token))
    for (let guess = 0; guess < 3; guess++) expect((await ask(`guess-number-${guess}`)).status).toBe(401)
    const { status, body, headers } = await ask(secrets.read)
    expect([status, body.code]).toEqual([429, 'too-many-requests'])
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('beyond loopback an address may ask so often a minute', async () => {
    const few = { ...usual, maxRequestsPerMinute: 5, maxWrongTokensPerMinute: 3, sessionMinutes: 1 }
    const { server } = await startServer({ host: '192.0.2.1', tokens, token: secrets.operate, limits: few })
    const ask = async () => (await server.inject({ url: '/healthz', headers: operator })).statusCode
    // the description was asked for, too, and a minute may end between two requests
    const answers = []
    for (let request = 0; request < 12; request++) answers.push(await ask())
    expect(answers[0]).toBe(200)
    expect(answers).toContain(429)
  })

  test('are counted anew every minute, and for each address by itself', () => {
    let time = 0
    const settings = { host: '0.0.0.0', requestsPerMinute: 1, wrongTokensPerMinute: 1, now: () => time }
    const limits = limitRequests(settings)
    limits.take('192.0.2.1')
    time = 59_500
    expect(() => limits.take('192.0.2.1')).toThrow(expect.objectContaining({ retryAfterSeconds: 1 }))
    expect(() => limits.take('192.0.2.2')).not.toThrow()
    time = 60_000
    expect(() => limits.take('192.0.2.1')).not.toThrow()
    limits.wrongToken('192.0.2.3')
    expect(() => limits.take('192.0.2.3')).toThrow(expect.objectContaining({ code: 'too-many-requests' }))
  })
})

/** A log, and the fields of what it was told at info. */
function listening() {
  const told: object[] = []
  const silent = () => undefined
  const info = (fields: object) => void told.push(fields)
  const log = { debug: silent, info, warn: silent, error: silent, child: () => log }
  return { log, told }
}

test('a change is told to the log also where whoever asked for it did not wait for the answer', async () => {
  const { log, told } = listening()
  const [begun, left] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { store } = await temporaryStore()
  const submit: ServerParts['submit'] = async (file) => {
    const added = await store.add(file)
    begun.resolve()
    await left.promise
    return added
  }
  const { url } = await startServer({ tokens, token: secrets.operate, log, store, submit })
  const leaving = new AbortController()
  const headers = { ...bearing(secrets.add).headers, 'content-type': 'application/pdf' }
  const asked = fetch(`${url}/documents`, { method: 'POST', body: '%PDF-1.7 one', headers, signal: leaving.signal })
  await begun.promise
  leaving.abort()
  await expect(asked).rejects.toThrow('abort')
  const line = { audit: true, who: 'one-who-may-add', what: 'POST /documents', from: '127.0.0.1' }
  await eventually(() => expect(told).toContainEqual(expect.objectContaining({ ...line, answered: false })))
  left.resolve()
  const { documentId } = (await store.documents({ size: 1 })).documents[0]!
  await eventually(() => expect(told).toContainEqual(expect.objectContaining({ ...line, documentId, already: false })))
  expect(told).toHaveLength(2)
})

test('every change is told to the log: who, what, which, from where, and what became of it', async () => {
  const { log, told } = listening()
  const { ask } = await startServer({ tokens, token: secrets.operate, log })
  const id = 'a'.repeat(64)
  await ask(`/documents/${id}/corrections`, { method: 'POST', ...bearing(secrets.add) })
  await ask(`/documents/${id}`, bearing(secrets.read))
  await ask('/operations/verify', { method: 'POST', ...bearing(secrets.read) })
  expect(told).toMatchObject([
    {
      audit: true,
      who: 'one-who-may-add',
      role: 'add',
      what: 'POST /documents/:id/corrections',
      parameters: { id },
      from: '127.0.0.1',
      status: 415,
    },
    { audit: true, who: 'one-who-may-read', what: 'POST /operations/verify', status: 403 },
  ])
})
