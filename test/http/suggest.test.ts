import { expect, test } from 'vitest'
import { SearchResponse } from '../../src/contracts/search.ts'
import { SuggestAnswer } from '../../src/contracts/suggestions.ts'
import { queryNames } from '../../src/query-names.ts'
import { parseQuery } from '../../src/search/query.ts'
import { startServer } from './kit.ts'
import { indexedDocument } from './register-kit.ts'

const text = `The Orchard Gate Project

Domestic workers from Nepal find work in Lebanon, and the Domestic Workers Convention, 2011 (No. 189) protects them.

The ILO and the Swiss Agency for Development and Cooperation (SDC) train recruiters in Kathmandu.`

const names = queryNames()

async function withDocument() {
  const server = await startServer({ parseQuery: (typed) => parseQuery(typed, names) })
  const { documentId } = await indexedDocument(server.store, { name: 'orchard.pdf', text })
  const suggest = async (typed: string, size = 10) => {
    const { body } = await server.json(`/suggest?size=${size}&q=${encodeURIComponent(typed)}`)
    return SuggestAnswer.parse(body).suggestions
  }
  return { ...server, documentId, suggest }
}

test.for([
  ['Nep', { kind: 'country', value: 'NPL', label: 'Nepal', insert: 'country:NPL' }],
  ['népal', { kind: 'country', value: 'NPL' }],
  ['LBN', { kind: 'country', value: 'LBN', label: 'Lebanon' }],
  ['domestic w', { kind: 'convention', value: 'C189', insert: 'convention:C189' }],
  ['189', { kind: 'convention', value: 'C189' }],
  ['swiss ag', { kind: 'organisation', label: expect.stringContaining('Swiss') }],
  ['recrui', { kind: 'word', value: 'recruiters', insert: 'recruiters' }],
] as const)('%s suggests what it may mean', async ([typed, expected]) => {
  const { suggest } = await withDocument()
  expect(await suggest(typed)).toContainEqual(expect.objectContaining(expected))
})

test('what is inserted finds something', async () => {
  const { suggest, json } = await withDocument()
  for (const typed of ['le', 'ne', 'do', 'il', 'sw', 'or']) {
    for (const { insert } of await suggest(typed, 50)) {
      const { body } = await json(`/search?relax=no&q=${encodeURIComponent(insert)}`)
      expect(SearchResponse.parse(body).documentCount, insert).toBeGreaterThan(0)
    }
  }
})

test('what no document holds is not suggested', async () => {
  const { suggest } = await withDocument()
  expect(await suggest('Paragu')).toEqual([])
  expect(await suggest('n')).toEqual([])
  expect(await suggest('')).toEqual([])
})

test('more of the same is found for a passage', async () => {
  const { json, store, documentId } = await withDocument()
  const other = await indexedDocument(store, { name: 'other.pdf', text: `Another sheet\n\n${text.split('\n\n')[1]}` })
  const found = await json(`/search?q=protects&document=${documentId}`)
  const { passageId } = SearchResponse.parse(found.body).hits[0]!.passages[0]!
  for (const passage of [passageId, passageId.split('-')[1]!]) {
    const { status, body } = await json(`/documents/${documentId.slice(0, 10)}/similar?passage=${passage}`)
    expect(status).toBe(200)
    expect(SearchResponse.parse(body).hits.map((hit) => hit.documentId)).toContain(other.documentId)
  }
  expect(await json(`/documents/${documentId}/similar?passage=99999`)).toMatchObject({ status: 404 })
  expect(await json(`/documents/${documentId}/similar?passage=${other.documentId}-0`)).toMatchObject({ status: 404 })
  expect(await json(`/documents/${documentId}/similar`)).toMatchObject({ status: 400 })
})
