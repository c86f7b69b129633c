import { z } from 'zod'
import { SearchQuery } from './http.ts'
import { RegisterFilterQuery } from './register-queries.ts'

const size = z.int().min(1).max(200).default(30).describe('entries in the feed')

/** A search as a feed takes it: filters and text, and no page of results. */
export const SearchFeedQuery = SearchQuery.omit({
  size: true,
  passages: true,
  facets: true,
  relax: true,
  explain: true,
  cursor: true,
}).extend({ size })

export const RegisterFeedQuery = RegisterFilterQuery.extend({ size })

/** What is new, in whatever format it is told. */
export type Feed = {
  /** Stays the same however often it is asked for. */
  id: string
  title: string
  /** Where this feed is, and where people read the same. */
  selfUrl: string
  homeUrl: string
  /** Newest first. */
  entries: FeedEntry[]
}

export type FeedEntry = {
  id: string
  title: string
  url: string
  publishedAt: string
  updatedAt: string
  author?: string
  text: string
}

/** After JSON Feed 1.1, as far as we use it. */
export const JsonFeed = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string(),
  home_page_url: z.url(),
  feed_url: z.url(),
  items: z.array(
    z.strictObject({
      id: z.string(),
      url: z.url(),
      title: z.string(),
      content_text: z.string(),
      date_published: z.iso.datetime(),
      date_modified: z.iso.datetime(),
      authors: z.array(z.strictObject({ name: z.string() })).optional(),
    }),
  ),
})
export type JsonFeed = z.infer<typeof JsonFeed>
