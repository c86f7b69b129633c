import { expect, test } from 'vitest'
import { z } from 'zod'
import { check, pythonWith } from '../export/python.ts'
import { startServer } from './kit.ts'
import { indexedDocument } from './register-kit.ts'

const text = `# Bridges <script>alert("x")</script> & tolls

The Wide River project (WIDERIVER), 2015-2018, funded by the Swiss Agency for Development and Cooperation (SDC), works in Mali.

In 2015, there were 5,250 ferry workers in Mali. The Domestic Workers Convention, 2011 (No. 189), was not discussed.`

const python = await pythonWith('feeds', ['feedparser==6.0.12'])
const Read = z.object({
  bozo: z.boolean(),
  version: z.string(),
  id: z.string(),
  updated: z.string(),
  self: z.array(z.string()),
  entries: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      type: z.string(),
      updated: z.string(),
      link: z.string(),
      text: z.string(),
    }),
  ),
})
const read = async (atom: string) => Read.parse(JSON.parse(await check(python!, 'check_feed.py', atom)))

async function start() {
  const server = await startServer()
  const older = await indexedDocument(server.store, { name: 'older.pdf', text })
  const newer = await indexedDocument(server.store, { name: 'newer.pdf', text: `${text} Ferries of the north.` })
  return { ...server, older: older.documentId, newer: newer.documentId }
}

test('a search is a feed of the documents in which it finds something, newest first', async () => {
  const { json, older, newer, url } = await start()
  const { body } = await json('/feeds/search.json?q=ferry%20workers')
  const ids = body.items.map(({ id }: { id: string }) => id)
  expect(ids).toEqual([`urn:rihla:document:${newer}`, `urn:rihla:document:${older}`])
  expect(body.feed_url).toBe(`${url}/feeds/search.json?q=ferry%20workers`)
  expect(body.items[0].content_text).toContain('5,250 ferry workers')
  expect(body.items[0].url).toBe(`${url}/documents/${newer}/file#page=1`)
  expect((await json('/feeds/search.json?q=glaciers')).body.items).toEqual([])
  expect((await json('/feeds/search.json?q=ferry%20workers&size=1')).body.items).toHaveLength(1)
})

test('only the newest documents are looked at, so many as the setting says', async () => {
  const { parts } = await startServer()
  const { json, store } = await startServer({ limits: { ...parts.limits, feedDocuments: 1 } })
  await indexedDocument(store, { name: 'older.pdf', text })
  const { documentId } = await indexedDocument(store, { name: 'newer.pdf', text })
  const { body } = await json('/feeds/search.json?q=ferry')
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual([`urn:rihla:document:${documentId}`])
})

test('who has the feed is told so until something is new', async () => {
  const { ask, store } = await start()
  for (const path of ['/feeds/search.atom?q=ferry', '/feeds/search.json?q=ferry', '/feeds/figures.atom?q=ferry']) {
    const first = await ask(path)
    const etag = first.headers.get('etag')!
    const again = await ask(path, { headers: { 'if-none-match': `"other", W/${etag}` } })
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
    await indexedDocument(store, { name: 'third.pdf', text: 'In 2019, there were 7,100 ferry workers in Mali.' })
    expect((await ask(path, { headers: { 'if-none-match': etag } })).status, path).toBe(200)
  }
})

test('every register is a feed in both formats', async () => {
  const { json, ask, newer } = await start()
  for (const register of ['projects', 'figures', 'conventions', 'countries', 'organisations']) {
    const { body } = await json(`/feeds/${register}.json?document=${newer}`)
    expect(body.items.length, register).toBeGreaterThan(0)
    const atom = await (await ask(`/feeds/${register}.atom?document=${newer}`)).text()
    for (const { id } of body.items) expect(atom).toContain(`<id>${id.replaceAll('&', '&amp;')}</id>`)
  }
  expect((await json(`/feeds/corridors.json?document=${newer}`)).body.items).toEqual([])
})

test.skipIf(!python)('readers take the Atom as it is meant, with what a document says as text', async () => {
  const { ask, newer, url } = await start()
  const path = `/feeds/search.atom?q=ferry&document=${newer}`
  const response = await ask(path)
  expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
  const atom = await response.text()
  expect(atom).not.toContain('<script>')
  const feed = await read(atom)
  expect(feed).toMatchObject({ bozo: false, version: 'atom10', self: [`${url}${path}`] })
  expect(feed.id).toBe(`urn:rihla:feed:search?q=ferry&document=${newer}`)
  const [entry] = feed.entries
  expect(feed.entries).toHaveLength(1)
  expect(entry).toMatchObject({ id: `urn:rihla:document:${newer}`, type: 'text/plain', updated: feed.updated })
  expect(entry!.text).toContain('5,250 ferry workers')
  expect(await read(await (await ask('/feeds/search.atom?q=glaciers')).text())).toMatchObject({
    bozo: false,
    entries: [],
  })
})

test('a feed of what cannot be asked says why', async () => {
  const { json } = await startServer()
  expect((await json('/feeds/search.atom?q=figure:lots')).body.code).toBe('query-invalid')
  expect((await json('/feeds/figures.json?colour=red')).body.code).toBe('request-invalid')
})
