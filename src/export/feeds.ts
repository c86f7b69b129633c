import type { Feed, FeedEntry, JsonFeed } from '../contracts/feeds.ts'
import { element } from './xml.ts'

/** Of a feed without entries: Atom asks for a time, and the same feed has to be the same text. */
const noTime = '1970-01-01T00:00:00.000Z'

/** The feed as Atom (RFC 4287). Texts of documents are text in it, never markup. */
export function atomOf({ id, title, selfUrl, homeUrl, entries }: Feed): string {
  const updated =
    entries
      .map(({ updatedAt }) => updatedAt)
      .toSorted()
      .at(-1) ?? noTime
  const feed = element('feed', { xmlns: 'http://www.w3.org/2005/Atom' }, [
    element('id', {}, id),
    element('title', {}, title),
    element('updated', {}, updated),
    element('author', {}, [element('name', {}, 'Rihla')]),
    element('link', { rel: 'self', type: 'application/atom+xml', href: selfUrl }),
    element('link', { rel: 'alternate', href: homeUrl }),
    ...entries.map(atomEntry),
  ])
  return `<?xml version="1.0" encoding="UTF-8"?>\n${feed}\n`
}

function atomEntry({ id, title, url, publishedAt, updatedAt, author, text }: FeedEntry): string {
  return element('entry', {}, [
    element('id', {}, id),
    element('title', {}, title),
    element('published', {}, publishedAt),
    element('updated', {}, updatedAt),
    ...(author === undefined ? [] : [element('author', {}, [element('name', {}, author)])]),
    element('link', { rel: 'alternate', href: url }),
    element('content', { type: 'text' }, text),
  ])
}

/** The feed as JSON Feed 1.1. */
export function jsonFeedOf({ title, selfUrl, homeUrl, entries }: Feed): JsonFeed {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title,
    home_page_url: homeUrl,
    feed_url: selfUrl,
    items: entries.map(({ id, title, url, text, publishedAt, updatedAt, author }) => ({
      id,
      url,
      title,
      content_text: text,
      date_published: publishedAt,
      date_modified: updatedAt,
      ...(author !== undefined && { authors: [{ name: author }] }),
    })),
  }
}
