import { SuggestAnswer, SuggestQuery } from '../../contracts/suggestions.ts'
import { defineRoute, noValues } from '../route.ts'
import { suggest } from '../suggest.ts'

export const suggestNames = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/suggest',
  operationId: 'suggest',
  summary: 'Names and words of the archive that begin so, each with what to put into the query for it',
  parameters: noValues,
  query: SuggestQuery,
  answers: { 200: 'what may be meant; only what some document holds' },
  answer: SuggestAnswer,
  errors: ['index-unavailable'],
  handle: async ({ query: { q, size } }, parts) => ({ suggestions: await suggest(q, size, parts) }),
})
