import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { eventually } from '../eventually.ts'
import { indexedDocument } from './register-kit.ts'
import { startServer } from './kit.ts'

const text = `# Seasons

The Good Harvest project (GOODHARVEST), 2015-2018, funded by the Swiss Agency for Development and Cooperation (SDC), works in Mali.

In 2015, there were 5,250 seasonal workers in Mali. The Domestic Workers Convention, 2011 (No. 189), was not discussed.`

async function start() {
  const server = await startServer()
  const made = await indexedDocument(server.store, { name: 'seasons.pdf', text })
  return { ...server, ...made, client: createClient({ url: server.url }) }
}

test.for([
  ['projects.csv', 'text/csv', /Good Harvest/],
  ['figures.csv', 'text/csv', /"5,250"/],
  ['conventions.jsonl', 'application/x-ndjson', /"key":"C189"/],
  ['countries.csv', 'text/csv', /countries,MLI,Mali/],
  ['corridors.csv', 'text/csv', /^\uFEFFregister,entry,/],
  ['organisations.jsonl', 'application/x-ndjson', /"sdc"/],
  ['projects.iati.xml', 'application/xml', /<activity-date type="1" iso-date="2015-01-01">/],
  ['projects.ftm.jsonl', 'application/x-ndjson', /"schema":"ProjectParticipant"/],
  ['organisations.ftm.jsonl', 'application/x-ndjson', /"schema":"Organization"/],
] as const)('%s is a file to be saved', async ([file, type, holds]) => {
  const { ask, documentId } = await start()
  const response = await ask(`/export/${file}?document=${documentId}`)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`)
  expect(response.headers.get('content-disposition')).toMatch(new RegExp(`^attachment; filename="${file}"`))
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  // text() would take the byte order mark away
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer())).toMatch(holds)
})

test('an export has the filters of its register', async () => {
  const { client, documentId } = await start()
  const lines = async (query: object) =>
    (await (await client.export('figures.jsonl', { document: [documentId], ...query })).text()).split('\n').length - 1
  expect(await lines({ min: '5000', max: '6000' })).toBe(1)
  expect(await lines({ min: '6000' })).toBe(0)
})

test.for(['search.csv', 'search.jsonl'])('%s holds every passage that the search finds', async (file) => {
  const { ask, json, documentId } = await start()
  const { body } = await json(`/search?document=${documentId}&passages=100&relax=no`)
  const content = await (await ask(`/export/${file}?document=${documentId}`)).text()
  for (const { passageId } of body.hits[0].passages) expect(content).toContain(passageId)
  expect(body.hits[0].passages.length).toBeGreaterThan(2)
})

test('what people judged is exported as gold, right and wrong', async () => {
  const { client, documentId, extracted } = await start()
  const judge = async (action: 'accept' | 'reject', kind: 'country' | 'figure') => {
    const { start: from, end, quote } = extracted.mentions.find((mention) => mention.kind === kind)!
    await client.correct(documentId, { action, target: { kind, start: from, end, quote }, who: 'Asha' })
  }
  await judge('accept', 'country')
  await judge('reject', 'figure')
  const lines = (await (await client.export('corrections.jsonl')).text()).trimEnd().split('\n')
  const judged = new Set(lines.map((line) => JSON.parse(line)).map(({ verdict, value }) => `${verdict} ${value.kind}`))
  expect(judged).toEqual(new Set(['right country', 'wrong figure']))
})

test.for([
  ['a format that is none', '/export/projects.exe', 404, 'route-unknown'],
  ['a register that is none', '/export/secrets.csv', 404, 'route-unknown'],
  ['a path', '/export/..%2F..%2Fetc%2Fpasswd', 404, 'route-unknown'],
  ['a filter that is none', '/export/figures.csv?min=many', 400, 'request-invalid'],
  ['a query that is none', '/export/search.csv?q=contry:Mali', 400, 'query-invalid'],
] as const)('%s is refused before anything is sent', async ([, path, status, code]) => {
  const { json } = await startServer()
  expect(await json(path)).toMatchObject({ status, body: { code } })
})

test('an index that is down is told, not sent as an empty file', async () => {
  const { parts } = await startServer()
  // oxlint-disable-next-line require-yield -- it fails before it gives anything
  async function* failing(): AsyncGenerator<never> {
    const { RihlaError } = await import('../../src/errors.ts')
    throw new RihlaError('index-unavailable', 'the registers failed: gone')
  }
  const { json } = await startServer({ registers: { ...parts.registers, rows: failing } })
  expect(await json('/export/figures.jsonl')).toMatchObject({ status: 503, body: { code: 'index-unavailable' } })
})

test('no more is read than the client takes, and nothing once it has gone', async () => {
  const { parts, documentId } = await start()
  const rows = await Array.fromAsync(parts.registers.rows('figures', { documents: [documentId] }))
  let given = 0
  let ended = false
  async function* endless() {
    try {
      for (;;) {
        given++
        yield rows[0]!
      }
    } finally {
      ended = true
    }
  }
  const { url } = await startServer({ registers: { ...parts.registers, rows: endless } })
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.pause()
  socket.write(`GET /export/figures.jsonl HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`)
  // Buffers of the system fill, then nothing more is made however long the client waits.
  let before = -1
  await eventually(
    () => {
      const same = given === before && given > 0
      before = given
      if (!same) throw new Error('still being made')
    },
    { intervalMilliseconds: 300 },
  )
  expect(given).toBeLessThan(100_000)
  socket.destroy()
  await eventually(() => expect(ended).toBe(true))
})
