import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { startServer } from './kit.ts'

const site = 'https://reader.example'
const other = 'https://evil.example'
const token = 'a-token-of-sixteen-signs'
const ofCors = (headers: Headers) => [...headers.keys()].filter((name) => name.startsWith('access-control-'))

const preflight = (origin: string) => ({
  method: 'OPTIONS',
  headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
})

test('by default no page of another site may read anything', async () => {
  const { url } = await startServer()
  const asked = await fetch(`${url}/documents`, preflight(site))
  expect([asked.status, ofCors(asked.headers)]).toEqual([405, []])
  const read = await fetch(`${url}/documents`, { headers: { origin: site } })
  expect([read.status, ofCors(read.headers)]).toEqual([200, []])
})

test('a site that is named may ask, read and change, with a token', async () => {
  const { url } = await startServer({ corsOrigins: [site], token })
  const asked = await fetch(`${url}/documents`, preflight(site))
  expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, site])
  expect(asked.headers.get('access-control-allow-headers')).toContain('authorization')
  const without = await fetch(`${url}/documents`, { headers: { origin: site } })
  // the page may read why it is refused
  expect([without.status, without.headers.get('access-control-allow-origin')]).toEqual([401, site])
  const headers = { origin: site, authorization: `Bearer ${token}`, 'sec-fetch-site': 'cross-site' }
  const read = await fetch(`${url}/documents`, { headers })
  expect([read.status, read.headers.get('vary')]).toEqual([200, 'Origin'])
  const changed = await fetch(`${url}/operations/verify`, { method: 'POST', headers })
  expect(changed.status).toBe(200)
  await changed.text()
  expect(changed.headers.get('access-control-allow-credentials')).toBeNull()
})

test.for([other, 'null', `${site}.evil.example`, 'https://READER.example', `${site}:8443`])(
  'the origin %s is not let in by the name of another',
  async (origin) => {
    const { url } = await startServer({ corsOrigins: [site], token })
    expect(ofCors((await fetch(`${url}/documents`, preflight(origin))).headers)).toEqual([])
    const headers = { origin, authorization: `Bearer ${token}` }
    const changed = await fetch(`${url}/operations/verify`, { method: 'POST', headers })
    expect([changed.status, ofCors(changed.headers)]).toEqual([403, []])
  },
)

test.for(['*', 'null', 'reader.example', `${site}/`, `${site}/path`, 'ftp://reader.example'])(
  '%s is no origin for the settings',
  (origin) => {
    expect(() => readConfig({ RIHLA_CORS_ORIGINS: origin })).toThrow('RIHLA_CORS_ORIGINS')
  },
)

test('several origins stand with commas between', () => {
  const { RIHLA_CORS_ORIGINS: origins } = readConfig({ RIHLA_CORS_ORIGINS: `${site}, http://localhost:3000` })
  expect(origins).toEqual([site, 'http://localhost:3000'])
})
