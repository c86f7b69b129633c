import { SearchQuery } from '../../contracts/http.ts'
import {
  NewSearch,
  SearchesAnswer,
  SearchParameters,
  SearchRequest,
  SearchTestAnswer,
} from '../../contracts/searches.ts'
import { RihlaError } from '../../errors.ts'
import { jsonBody, readBody } from '../request-body.ts'
import { defineRoute, noValues } from '../route.ts'
import { queryOf } from '../search-query.ts'
import { withWholeIds } from '../whole-ids.ts'

export const listSearches = defineRoute({
  method: 'GET',
  role: 'operate',
  path: '/searches',
  operationId: 'listSearches',
  summary: 'The saved searches, oldest first, with what became of their messages',
  parameters: noValues,
  query: noValues,
  answers: { 200: 'every saved search, without its secret' },
  answer: SearchesAnswer,
  errors: ['store-damaged'],
  handle: async (_input, { searches }) => ({ searches: await searches.list() }),
})

export const saveSearch = defineRoute({
  method: 'POST',
  role: 'operate',
  path: '/searches',
  operationId: 'saveSearch',
  summary: 'Save a search, and have a webhook told of every new document in which it finds something',
  description:
    'New is what comes in after it was saved. Each message bears Idempotency-Key, and Rihla-Signature: t=<seconds>,v1=<HMAC-SHA256 of "<seconds>.<body>" with the secret of this answer, hexadecimal>.',
  parameters: noValues,
  query: noValues,
  body: jsonBody(SearchRequest),
  answers: { 200: 'saved; its secret is told here and never again' },
  answer: NewSearch,
  errors: [
    'query-invalid',
    'webhook-refused',
    'too-many-searches',
    'media-type-unsupported',
    'store-damaged',
    'store-unwritable',
    'disk-full',
  ],
  async handle({ request }, { searches, parseQuery, limits }) {
    const body = readBody(SearchRequest, request.body)
    queryOf({ ...SearchQuery.parse({}), ...body.query }, { parseQuery, maxCharacters: limits.maxQueryCharacters })
    return searches.add(body)
  },
})

export const removeSearch = defineRoute({
  method: 'DELETE',
  role: 'operate',
  path: '/searches/{id}',
  operationId: 'removeSearch',
  summary: 'Remove a saved search; what waits to be told for it is not told any more',
  parameters: SearchParameters,
  query: noValues,
  answers: { 200: 'the saved searches that are left' },
  answer: SearchesAnswer,
  errors: ['search-unknown', 'store-damaged', 'store-unwritable'],
  async handle({ parameters: { id } }, { searches }) {
    if (!(await searches.remove(id))) throw unknown(id)
    return { searches: await searches.list() }
  },
})

export const testSearch = defineRoute({
  method: 'POST',
  role: 'operate',
  path: '/searches/{id}/test',
  operationId: 'testSearch',
  summary: 'Tell what a saved search finds at present, and try its webhook with a message that says as much',
  description:
    'The message bears test: true and is signed as every other; a refusal or silence of the webhook is told as a fault.',
  parameters: SearchParameters,
  query: noValues,
  answers: { 200: 'what it finds, and whether the webhook took the message' },
  answer: SearchTestAnswer,
  errors: ['search-unknown', 'query-invalid', 'index-unavailable', 'store-damaged'],
  async handle({ parameters: { id } }, { searches, index, store, parseQuery, limits }) {
    const search = (await searches.list()).find(({ searchId }) => searchId === id)
    if (!search) throw unknown(id)
    const asked = { ...SearchQuery.parse({}), ...search.query }
    const reading = { parseQuery, maxCharacters: limits.maxQueryCharacters }
    const query = await withWholeIds(queryOf(asked, reading), store)
    const found = await index.search({ query, size: 1, passagesPerDocument: 1, facets: [], relax: false })
    const { documentCount, passageCount } = found
    const answer = await searches.tryWebhook(id, { documentCount, passageCount })
    if (!answer) throw unknown(id)
    return answer
  },
})

const unknown = (id: string): RihlaError => new RihlaError('search-unknown', `no such search: ${id}`)
