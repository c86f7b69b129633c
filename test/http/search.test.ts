import { describe, expect, test } from 'vitest'
import type { QueryNode } from '../../src/contracts/search.ts'
import { SearchQuery } from '../../src/contracts/http.ts'
import { RihlaError } from '../../src/errors.ts'
import { queryOf } from '../../src/http/search-query.ts'
import { parseQuery } from '../../src/search/query.ts'
import { startServer } from './kit.ts'
import { indexedDocument } from './register-kit.ts'

const names = { resolveCountry: (name: string) => ({ lebanon: 'LBN', lbn: 'LBN', npl: 'NPL' })[name.toLowerCase()] }

function check(asked: SearchQuery, expected: QueryNode): void {
  const reading = { parseQuery: (text: string) => parseQuery(text, names), maxCharacters: 100 }
  expect(queryOf(SearchQuery.parse(asked), reading)).toEqual(expected)
}

describe('what is asked', () => {
  const nurses: QueryNode = { type: 'word', word: 'nurses', match: 'word' }
  const lebanon: QueryNode = { type: 'filter', field: 'country', values: ['LBN'] }

  test('is everything where nothing is said', () => check({}, { type: 'everything' }))

  test('is the text and every filter', () =>
    check(
      { q: 'nurses', country: ['Lebanon'], project: ['nurses-on-the-move'] },
      {
        type: 'and',
        nodes: [nurses, lebanon, { type: 'filter', field: 'project', values: ['nurses-on-the-move'] }],
      },
    ))

  test('takes the values of one filter as alternatives', () =>
    check(
      { country: ['LBN', 'NPL'] },
      { type: 'and', nodes: [{ type: 'filter', field: 'country', values: ['LBN', 'NPL'] }] },
    ))

  test('takes countries of a grouping where that is allowed', () =>
    check({ country: ['LBN'], implied: 'yes' }, { type: 'and', nodes: [{ ...lebanon, implied: true }] }))

  test('reads a number as the convention that it is', () =>
    check({ convention: ['189'] }, { type: 'and', nodes: [{ type: 'filter', field: 'convention', values: ['C189'] }] }))

  test('cannot break out of a filter by what a value holds', () =>
    check(
      { q: 'nurses', donor: ['A" OR country:"LBN'] },
      {
        type: 'and',
        nodes: [nurses, { type: 'filter', field: 'donor', values: ['A  OR country: LBN'] }],
      },
    ))

  test('names the filter that it cannot understand', () => {
    expect(() => check({ country: ['Narnia'] }, nurses)).toThrow(
      expect.objectContaining({
        code: 'request-invalid',
        extras: { faults: [{ parameter: 'country', message: 'no country is known as "Narnia"' }] },
      }),
    )
  })

  test('may not be longer than the limit', () => {
    expect(() => check({ q: 'x'.repeat(101) }, nurses)).toThrow(RihlaError)
  })
})

test('a search hands its request to the index', async () => {
  const { json, asked } = await startServer()
  const { status } = await json(
    '/search?q=nurses&size=7&passages=2&facets=country,donor&facets=year&relax=no&explain=yes',
  )
  expect(status).toBe(200)
  expect(asked).toEqual([
    {
      query: { type: 'word', word: 'nurses', match: 'word' },
      size: 7,
      passagesPerDocument: 2,
      facets: ['country', 'donor', 'year'],
      relax: false,
      explain: true,
    },
  ])
})

test('a document is meant by the beginning of its id, wherever it is asked for', async () => {
  const { json, ask, store } = await startServer()
  const { documentId } = await indexedDocument(store, { name: 'rafts.pdf', text: 'Seven rafts crossed to Malta.' })
  await indexedDocument(store, { name: 'more-rafts.pdf', text: 'Eight rafts crossed to Malta.' })
  const beginning = documentId.slice(0, 8)
  for (const asked of [`q=rafts+document:${beginning}`, `q=rafts&document=${beginning}`]) {
    const { body } = await json(`/search?${asked}`)
    expect(body.hits.map((hit: { documentId: string }) => hit.documentId)).toEqual([documentId])
    const lines = (await (await ask(`/export/search.jsonl?${asked}`)).text()).trim().split('\n')
    expect(lines).toHaveLength(1)
    expect((await json(`/feeds/search.json?${asked}`)).body.items).toHaveLength(1)
  }
  const without = await json(`/search?q=rafts+-document:${beginning}`)
  expect(without.body.hits).toMatchObject([{ names: ['more-rafts.pdf'] }])
  expect((await json('/search?q=rafts&document=0000')).body.hits).toEqual([])
})

test('a fault in the query is told with its place', async () => {
  const { json } = await startServer()
  const { status, body } = await json(`/search?q=${encodeURIComponent('nurses contry:Nepal')}`)
  expect([status, body.code, body.offset]).toEqual([400, 'query-invalid', 7])
})

test('more results than the limit are refused', async () => {
  const { json } = await startServer()
  expect(await json('/search?size=101')).toMatchObject({ status: 400, body: { faults: [{ parameter: 'size' }] } })
})

test('an index that is away is said to be', async () => {
  const search = async () => {
    throw new RihlaError('index-unavailable', 'the index does not answer')
  }
  const { json } = await startServer({
    index: { search, similar: search, complete: search, sizeBytes: async () => 0, ready: async () => undefined },
  })
  expect(await json('/search?q=a')).toMatchObject({ status: 503, body: { code: 'index-unavailable' } })
})
