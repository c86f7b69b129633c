import { z } from 'zod'
import { SearchFeedQuery } from './feeds.ts'
import { Span } from './position.ts'
import { DocumentId } from './stored-document.ts'

const holdsUser = ({ username, password }: URL): boolean => username !== '' || password !== ''

const Webhook = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  // what is no address has its fault already
  .refine((text) => !URL.canParse(text) || !holdsUser(new URL(text)), 'holds a user or a password')

/** What is asked: the text and the filters of GET /search. */
const AskedSearch = SearchFeedQuery.omit({ size: true })

/** A search to be kept, and where to tell of new documents in which it finds something. */
export const SearchRequest = z.strictObject({
  name: z.string().trim().min(1).max(200),
  query: AskedSearch,
  webhook: Webhook,
})
export type SearchRequest = z.infer<typeof SearchRequest>

/** As the store keeps it. The secret signs what is sent: a hash of it would not do. */
export const SavedSearch = z.strictObject({
  schema: z.literal(1),
  searchId: z.uuid(),
  ...SearchRequest.shape,
  secret: z.string(),
  createdAt: z.iso.datetime(),
})
export type SavedSearch = z.infer<typeof SavedSearch>

/** A saved search as its owner sees it, with what became of its messages. */
export const SearchEntry = SavedSearch.omit({ schema: true, secret: true }).extend({
  deliveries: z.strictObject({
    waiting: z.int().nonnegative(),
    sent: z.int().nonnegative(),
    failed: z.int().nonnegative(),
  }),
  /** Why the last of those that wait or failed could not be sent. */
  fault: z.string().optional(),
})
export type SearchEntry = z.infer<typeof SearchEntry>

/** The secret is told here and never again. */
export const NewSearch = SearchEntry.extend({ secret: z.string() })
export type NewSearch = z.infer<typeof NewSearch>

export const SearchesAnswer = z.strictObject({ searches: z.array(SearchEntry) })
export type SearchesAnswer = z.infer<typeof SearchesAnswer>

export const SearchParameters = z.strictObject({ id: z.uuid().describe('id of the saved search') })

/** The body of a webhook: which search matched which document, and by what. */
export const WebhookMessage = z.strictObject({
  /** Also the `Idempotency-Key`: the same for every attempt, and for no other search and document. */
  deliveryId: z.string(),
  search: SavedSearch.pick({ searchId: true, name: true, query: true }),
  document: z.strictObject({
    documentId: DocumentId,
    title: z.string(),
    names: z.array(z.string()),
    receivedAt: z.iso.datetime(),
  }),
  passageCount: z.int().positive(),
  /** The best of them; `highlights` are the ranges of `text` that matched. */
  passages: z.array(
    z.strictObject({
      passageId: z.string(),
      page: z.int().positive(),
      section: z.string().optional(),
      text: z.string(),
      highlights: z.array(Span),
    }),
  ),
})
export type WebhookMessage = z.infer<typeof WebhookMessage>

/** The body by which a webhook is tried: how much the search finds at present, and nothing of it. */
export const WebhookTest = z.strictObject({
  deliveryId: z.string(),
  /** No other message has it. */
  test: z.literal(true),
  search: WebhookMessage.shape.search,
  documentCount: z.int().nonnegative(),
  passageCount: z.int().nonnegative(),
})
export type WebhookTest = z.infer<typeof WebhookTest>

/** What a saved search finds at present, and whether its webhook took the message that told so. */
export const SearchTestAnswer = z.strictObject({
  documentCount: z.int().nonnegative(),
  passageCount: z.int().nonnegative(),
  told: z.boolean(),
  /** Why it could not be told. */
  fault: z.string().optional(),
})
export type SearchTestAnswer = z.infer<typeof SearchTestAnswer>

/** A message that waits to be sent, or of which no attempt is left. */
export const Delivery = z.strictObject({
  message: WebhookMessage,
  /** The process that sends it; another takes it over once that one has ended. */
  owner: z.string(),
  attempts: z.int().nonnegative(),
  nextAt: z.iso.datetime(),
  fault: z.string().optional(),
})
export type Delivery = z.infer<typeof Delivery>

/** The saved searches of an archive; kept in its store. */
export interface SavedSearches {
  list(): Promise<SearchEntry[]>
  /** Throws `too-many-searches`, or `webhook-refused` where the address may not be told anything. */
  add(request: SearchRequest): Promise<NewSearch>
  /** False where there is none. What waits to be sent for it is dropped. */
  remove(searchId: string): Promise<boolean>
  /** Sends one message that is marked as a test, and says what became of it; undefined where there is no such search. */
  tryWebhook(
    searchId: string,
    found: Pick<WebhookTest, 'documentCount' | 'passageCount'>,
  ): Promise<SearchTestAnswer | undefined>
}
