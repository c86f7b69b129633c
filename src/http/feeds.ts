import type { Feed, FeedEntry } from '../contracts/feeds.ts'
import type { RegisterEntry, RegisterFilters, RegisterName } from '../contracts/registers.ts'
import type { Hit, QueryNode } from '../contracts/search.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { newDocuments } from './new-documents.ts'
import type { ServerParts } from './server-parts.ts'

/** `base` is our address as the reader calls it, `path` what was asked there. */
type Places = { base: string; path: string }

const longestQuote = 500

/** The newest documents in which a search finds something. */
export async function searchFeed(
  { store, index, limits }: Pick<ServerParts, 'store' | 'index' | 'limits'>,
  { query, text, size, base, path }: { query: QueryNode; text: string; size: number } & Places,
): Promise<Feed> {
  const found = await newDocuments({ store, index }, { query, size, lookBack: limits.feedDocuments })
  return {
    ...placesOf({ base, path }, '/search'),
    title: text.trim() === '' ? 'Rihla: new documents' : `Rihla: new documents on ${text.trim()}`,
    entries: found.map(({ document, hit }) => documentEntry(base, document, hit)),
  }
}

function documentEntry(base: string, { documentId, receivedAt, stateAt, names }: DocumentSummary, hit: Hit): FeedEntry {
  const [first] = hit.passages
  return {
    id: `urn:rihla:document:${documentId}`,
    title: named(hit.title, names[0] ?? documentId),
    url: `${base}/documents/${documentId}/file${first ? `#page=${first.page}` : ''}`,
    publishedAt: receivedAt,
    updatedAt: stateAt,
    ...(hit.publisher !== undefined && hit.publisher.trim() !== '' && { author: hit.publisher }),
    text: hit.passages.map(({ page, text }) => `Page ${page}: ${shortened(text)}`).join('\n\n'),
  }
}

/** The newest entries of a register. */
export async function registerFeed(
  { registers }: Pick<ServerParts, 'registers'>,
  { register, filters, size, base, path }: { register: RegisterName; filters: RegisterFilters; size: number } & Places,
): Promise<Feed> {
  const { entries } = await registers.list({ register, filters, sort: 'new', size })
  return {
    ...placesOf({ base, path }, `/${register}`),
    title: `Rihla: new ${register}`,
    entries: entries.map((entry) => registerEntry(base, entry)),
  }
}

function registerEntry(base: string, { register, key, label, newAt, documentCount, first }: RegisterEntry): FeedEntry {
  const others = documentCount > 1 ? `, and ${documentCount - 1} more` : ''
  return {
    id: `urn:rihla:${register}:${encodeURIComponent(key.toWellFormed())}`,
    title: named(label, key),
    url: `${base}/${register}/${encodeURIComponent(key.toWellFormed())}`,
    publishedAt: newAt,
    updatedAt: newAt,
    text: `${shortened(first.quote)}\n\n${first.documentTitle}, page ${first.page}${others}`,
  }
}

/** The question makes the feed: asked at another address, it is the same one. */
function placesOf({ base, path }: Places, home: string): Pick<Feed, 'id' | 'selfUrl' | 'homeUrl'> {
  const at = path.indexOf('?')
  const asked = new URLSearchParams(at === -1 ? '' : path.slice(at))
  asked.delete('size')
  const question = asked.size === 0 ? '' : `?${asked.toString()}`
  return {
    id: `urn:rihla:feed:${home.slice(1)}${question}`,
    selfUrl: `${base}${path}`,
    homeUrl: `${base}${home}${question}`,
  }
}

/** What has a name to show; Atom knows no title that is empty. */
const named = (title: string, other: string): string => (title.trim() === '' ? other : title)

/** Never cut within a character. */
const shortened = (text: string): string =>
  text.length > longestQuote
    ? `${text
        .slice(0, longestQuote)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}…`
    : text
