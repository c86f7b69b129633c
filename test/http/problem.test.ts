import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { startServer } from './kit.ts'

describe('a problem', () => {
  test('says what, why, and the way out', async () => {
    const { json } = await startServer()
    const { status, body, headers } = await json('/nowhere?at=all')
    expect(status).toBe(404)
    expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
    expect(body).toEqual({
      type: 'urn:rihla:error:route-unknown',
      title: 'route unknown',
      status: 404,
      detail: 'there is nothing at this address',
      code: 'route-unknown',
      remedy: expect.stringContaining('/openapi.json'),
      instance: '/nowhere',
    })
  })

  test('names every fault of the parameters at once', async () => {
    const { json } = await startServer()
    const { status, body } = await json('/search?size=0&sizes=3&facets=country,colour&relax=perhaps&q=a&q=b')
    expect(status).toBe(400)
    expect(body.faults.map((fault: { parameter: string }) => fault.parameter).toSorted()).toEqual([
      'facets',
      'q',
      'relax',
      'size',
      'sizes',
    ])
  })

  test.for([
    ['DELETE', '/documents', 405, 'method-not-allowed'],
    ['PUT', `/documents/${'a'.repeat(64)}`, 405, 'method-not-allowed'],
    ['POST', '/search', 405, 'method-not-allowed'],
    ['QUERY', '/search', 405, 'method-not-allowed'],
    ['PATCH', '/nowhere', 404, 'route-unknown'],
    ['GET', '/documents/not-an-id', 400, 'request-invalid'],
    ['GET', `/documents/${'a'.repeat(65)}`, 400, 'request-invalid'],
    ['GET', '/documents/..%2f..%2fetc%2fpasswd', 400, 'request-invalid'],
    ['GET', `/documents/${'a'.repeat(300)}`, 400, 'request-invalid'],
    ['GET', '/documents/%ff', 400, 'request-invalid'],
    ['GET', '/documents?name=%00', 400, 'request-invalid'],
    ['GET', '/documents?size=1e3', 400, 'request-invalid'],
    ['GET', '/documents?size=-1', 400, 'request-invalid'],
    ['GET', '/documents?outcome=lost', 400, 'request-invalid'],
    ['GET', '/documents?constructor=1', 400, 'request-invalid'],
    ['GET', '/healthz?verbose=1', 400, 'request-invalid'],
    ['GET', '/documents/', 400, 'request-invalid'],
    ['GET', '//', 404, 'route-unknown'],
  ] as const)('answers %s %s', async ([method, path, status, code]) => {
    const { server } = await startServer()
    const answer = await server.inject({ method, url: path, headers: { host: 'localhost' } })
    expect([answer.statusCode, answer.json().code]).toEqual([status, code])
    expect(answer.headers['content-type']).toContain('application/problem+json')
    if (status === 405) expect(answer.headers.allow).toMatch(/GET/)
  })

  test('tells nothing of what nobody foresaw, and the log all of it', async () => {
    const logged: object[] = []
    const log = { ...silent, error: (fields: object) => void logged.push(fields) }
    const submit = async () => {
      throw new TypeError('secret of the inner parts')
    }
    const { json } = await startServer({ submit, log })
    const { status, body } = await json('/documents', {
      method: 'POST',
      body: '%PDF-1.7',
      headers: { 'content-type': 'application/pdf' },
    })
    expect([status, body.code]).toEqual([500, 'internal-error'])
    expect(JSON.stringify(body)).not.toContain('secret')
    expect(logged).toMatchObject([{ err: { message: 'secret of the inner parts' }, method: 'POST' }])
  })
})

describe('what is no request', () => {
  test.for([
    ['not http at all\r\n\r\n', 400, 'request-invalid'],
    [`GET /search?q=${'x'.repeat(1_000_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`, 431, 'headers-too-large'],
    [`GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`, 431, 'headers-too-large'],
    ['GET /status HTTP/1.1\r\n\r\n', 400, undefined],
  ] as const)('is answered all the same (%#)', async ([request, status, code]) => {
    const { url, ask } = await startServer()
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(request)
    const answer = await text(socket)
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    if (code) expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ code, status })
    expect((await ask('/healthz')).status).toBe(200)
  })
})

const silent = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
}
