import { beforeAll, expect, test } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { queryNames } from '../../src/query-names.ts'
import { parseQuery } from '../../src/search/query.ts'
import { sharedBackends } from './backends.ts'
import { indexedDocument } from './register-kit.ts'
import { startServer } from './kit.ts'

// Each document is a dozen files that are synced, and on a busy disk each of them takes its time.
// The first to open it pays for it: no test's time.
beforeAll(async () => void (await sharedBackends()), 240_000)

const survey = `# A survey of crossings

The Safe Bridges project (SAFEBRIDGE), 2011-2013, funded by the Swiss Agency for Development and Cooperation (SDC), works in Nepal and Lebanon.

In 2011, there were 81,250 domestic workers in Lebanon. The Domestic Workers Convention, 2011 (No. 189), is not in force in Lebanon.`

const brief = `# A brief on crossings

The Safe Bridges project (SAFEBRIDGE), 2011-2014, financed by Norway, works in Nepal.

In 2011, there were 95,000 domestic workers in Lebanon.`

const names = queryNames()
const start = () => startServer({ parseQuery: (text) => parseQuery(text, names) })

test('every register lists, and gives each of its entries with evidence', async () => {
  const { json, store } = await start()
  const { documentId } = await indexedDocument(store, {
    name: 'survey.pdf',
    text: `${survey} Migration from Nepal to Lebanon grew.`,
  })
  for (const register of ['projects', 'figures', 'conventions', 'countries', 'corridors', 'organisations']) {
    const { status, body } = await json(`/${register}?document=${documentId}&sort=label`)
    expect([register, status]).toEqual([register, 200])
    expect(body.entries.length, register).toBeGreaterThan(0)
    expect(body.total).toBe(body.entries.length)
    for (const { key, evidenceCount } of body.entries) {
      const answer = await json(`/${register}/${encodeURIComponent(key)}?document=${documentId}`)
      expect(answer.status).toBe(200)
      expect(answer.body.evidence).toHaveLength(evidenceCount)
      for (const row of answer.body.evidence) expect(row).toMatchObject({ documentId, page: 1 })
    }
  }
})

test('documents that differ are shown side by side', async () => {
  const { url, store } = await start()
  const ids = []
  for (const [name, text] of [
    ['survey.pdf', survey],
    ['brief.pdf', brief],
  ] as const)
    ids.push((await indexedDocument(store, { name, text })).documentId)
  const client = createClient({ url })
  const projects = await client.register('projects', { document: ids })
  expect(projects.entries).toMatchObject([{ documentCount: 2, values: { acronym: 'SAFEBRIDGE' } }])
  expect(projects.entries[0]!.disagreements.map(({ field }) => field)).toEqual(['to', 'donors'])
  const figures = await client.register('figures', { document: ids, q: 'domestic workers', kind: ['count'] })
  expect(figures.entries).toMatchObject([{ documentCount: 2, values: { low: 81_250, high: 95_000 } }])
  const entry = await client.registerEntry('figures', figures.entries[0]!.key, { document: ids })
  expect(entry.disagreements).toMatchObject([{ field: 'value' }])
  expect(entry.evidence.map(({ quote }) => quote).toSorted()).toEqual(['81,250', '95,000'])
})

test('what the archive says of a convention in a country', async () => {
  const { url, store } = await start()
  const { documentId } = await indexedDocument(store, { name: 'survey.pdf', text: survey })
  const entry = await createClient({ url }).registerEntry('conventions', 'C189', {
    country: ['Lebanon'],
    document: [documentId],
  })
  expect(entry.evidence).toMatchObject([{ documentId, quote: 'Domestic Workers Convention, 2011 (No. 189)', page: 1 }])
})

test.for([
  ['a country that is none', '/figures?country=Narnia', 400, 'request-invalid'],
  ['a number that is none', '/figures?min=many', 400, 'request-invalid'],
  ['a parameter that nobody knows', '/countries?colour=red', 400, 'request-invalid'],
  ['a cursor of elsewhere', '/countries?cursor=bWFkZSB1cA', 400, 'request-invalid'],
  ['a size beyond the limit', '/countries?size=100000', 400, 'request-invalid'],
  ['NUL', '/countries?q=%00', 400, 'request-invalid'],
  ['an entry that is none', '/countries/XYZ', 404, 'entry-unknown'],
  ['a path in a key', '/countries/..%2F..%2Fetc%2Fpasswd', 404, 'entry-unknown'],
  ['a statement in a key', "/projects/x'%20or%201=1;--", 404, 'entry-unknown'],
  ['a key with NUL', '/projects/%00', 400, 'request-invalid'],
] as const)('%s is refused by name', async ([, path, status, code]) => {
  const { json } = await start()
  expect(await json(path)).toMatchObject({ status, body: { code } })
})

test('values are asked for with exponents', async () => {
  const { json, store } = await start()
  const text = '# Money\n\nIn 2012, remittances to Peru reached US$2.7 billion.'
  const { documentId } = await indexedDocument(store, { name: 'money.pdf', text })
  expect((await json(`/figures?document=${documentId}&min=2.5e9&max=3e9&currency=USD`)).body.total).toBe(1)
  expect((await json(`/figures?document=${documentId}&min=3e9`)).body.total).toBe(0)
})

test('the beginning of an id means the document in a list, in one entry, in a feed and in a file', async () => {
  const { json, ask, store } = await start()
  const nets = 'In 2014, there were 31 net menders in Ghana.'
  const { documentId } = await indexedDocument(store, { name: 'nets.pdf', text: nets })
  await indexedDocument(store, { name: 'more-nets.pdf', text: nets })
  const begun = documentId.slice(0, 12)
  const { body } = await json(`/countries?document=${begun}`)
  expect(body.entries).toMatchObject([{ key: 'GHA', documentCount: 1 }])
  expect((await json(`/countries/GHA?document=${begun}`)).body.evidence).toMatchObject([{ documentId }])
  expect((await json(`/feeds/countries.json?document=${begun}`)).body.items).toHaveLength(1)
  const exported = await (await ask(`/export/countries.csv?document=${begun}`)).text()
  expect(exported.trim().split('\r\n')).toHaveLength(2)
  expect((await json('/countries?document=0123456789ab')).body.total).toBe(0)
  expect((await json('/countries?document=012')).body.code).toBe('request-invalid')
})
