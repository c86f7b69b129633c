import { z } from 'zod'
import { SearchResponse } from './search.ts'

/** What a suggestion stands for; a `word` is one of the texts. */
export const SuggestionKind = z.enum([
  'country',
  'region',
  'convention',
  'donor',
  'organisation',
  'project',
  'publisher',
  'word',
])
export type SuggestionKind = z.infer<typeof SuggestionKind>

/** What may be meant by what has been typed so far. */
export const Suggestion = z.strictObject({
  kind: SuggestionKind,
  /** Id or name, as filters take it. */
  value: z.string(),
  /** As people say it ("Nepal", "C189 Domestic Workers Convention"). */
  label: z.string(),
  /** What to put into the query for it ("country:NPL"). */
  insert: z.string(),
  /** Documents that hold it, passages that hold a word; absent where they were not counted. */
  count: z.int().positive().optional(),
})
export type Suggestion = z.infer<typeof Suggestion>

export const SuggestQuery = z.strictObject({
  q: z.string().max(200).describe('beginning of a name or word; of less than two characters nothing is suggested'),
  size: z.int().min(1).max(50).default(10).describe('suggestions in the answer'),
})
export type SuggestQuery = z.input<typeof SuggestQuery>

export const SuggestAnswer = z.strictObject({
  /** Names first, each kind's commonest first. */
  suggestions: z.array(Suggestion),
})
export type SuggestAnswer = z.infer<typeof SuggestAnswer>

export const SimilarQuery = z.strictObject({
  passage: z
    .string()
    .regex(/^(?:[0-9a-f]{64}-)?\d{1,9}$/, 'the id of a passage, or the number behind its dash')
    .describe(
      'passage of the document to find the like of: its id as a search gives it, or the number behind the dash',
    ),
  size: z.int().min(1).max(100).default(10).describe('documents in the answer'),
  passages: z.int().min(1).max(100).default(3).describe('passages of each document, the best first'),
})
export type SimilarQuery = z.input<typeof SimilarQuery>

export const SimilarAnswer = SearchResponse
