import { createHash } from 'node:crypto'
import type { Hit, QueryNode, SearchRequest, SearchResponse } from '../contracts/search.ts'
import type { Delivery, SavedSearch, WebhookMessage } from '../contracts/searches.ts'
import type { Log } from '../contracts/stage-context.ts'
import type { Store } from '../contracts/store.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { ownerIsAlive, ownerMark } from '../ingest/owner.ts'
import type { SearchFiles } from './saved-searches.ts'
import { sendWebhook, type WebhookLimits } from './send-webhook.ts'

export type TellParts = {
  store: Pick<Store, 'documents' | 'document' | 'onChange'>
  index: { refresh(): Promise<void>; search(request: SearchRequest): Promise<SearchResponse> }
  files: SearchFiles
  /** What a saved search asks. Throws where it cannot be understood any more. */
  queryOf: (search: SavedSearch) => Promise<QueryNode>
  log: Log
}
export type TellLimits = WebhookLimits & {
  attempts: number
  backoffSeconds: number
  /** Between two looks for what is to be done. */
  everySeconds: number
}

const longestWaitSeconds = 3600
const documentsAtOnce = 100
const passagesOfEach = 3
const sentAtOnce = 4
/** A document is noted and found a moment after it was indexed, and clocks of several machines differ. */
const overlapSeconds = 600

/**
 * Tells the webhooks of saved searches of new documents in which they find something, each once. What is to be told is
 * written to the store before it is sent, so that it outlives this process; what was indexed while none ran is caught up.
 */
export function keepTelling(parts: TellParts, limits: TellLimits): { close(): Promise<void> } {
  const { store, files, log } = parts
  const changed = new Set<string>()
  const stopListening = store.onChange(({ documentId, state }) => {
    if (state === 'indexed') changed.add(documentId)
  })
  let caughtUp = false
  let closed = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()

  async function round(): Promise<void> {
    if (!caughtUp) for (const documentId of await missed(store, files)) changed.add(documentId)
    caughtUp = true
    const now = new Date().toISOString()
    const documentIds = [...changed]
    // taken out first: one that is indexed anew while we look comes in again
    changed.clear()
    try {
      if (documentIds.length > 0) {
        await match(parts, documentIds)
        await files.setCheckedUntil(now)
      }
    } catch (error) {
      for (const documentId of documentIds) changed.add(documentId)
      throw error
    }
    await sendWaiting(parts, limits, () => closed)
  }

  const schedule = () => {
    if (closed) return
    timer = setTimeout(() => {
      running = round()
        .catch((error: unknown) => log.warn({ err: error }, 'saved searches could not be told'))
        .finally(schedule)
    }, limits.everySeconds * 1000).unref()
  }
  schedule()
  return {
    async close() {
      closed = true
      stopListening()
      clearTimeout(timer)
      await running
    },
  }
}

/** What was indexed while nobody looked. Before the first look there is nothing to catch up with. */
async function missed(store: TellParts['store'], files: SearchFiles): Promise<string[]> {
  const searches = await files.all()
  const [first] = searches
  if (!first) return []
  const until = await files.checkedUntil()
  const since = until === undefined ? first.createdAt : earlier(until, overlapSeconds)
  const found: string[] = []
  let cursor: string | undefined
  do {
    const page = await store.documents({ size: 1000, ...(cursor !== undefined && { cursor }) })
    for (const { documentId, state, stateAt } of page.documents)
      if (state === 'indexed' && stateAt >= since) found.push(documentId)
    cursor = page.cursor
  } while (cursor !== undefined)
  return found
}

/** Holds new documents against every search, and writes down what is to be told. */
async function match({ store, index, files, queryOf, log }: TellParts, documentIds: string[]): Promise<void> {
  const searches = await files.all()
  if (searches.length === 0) return
  const found = await Promise.all(documentIds.map((documentId) => store.document(documentId)))
  const documents = found.filter((document) => document?.state === 'indexed').map((document) => document!)
  await index.refresh()
  for (const search of searches) {
    const newOnes = documents.filter(({ receivedAt }) => receivedAt >= search.createdAt)
    const query = await understood(search, queryOf, log)
    if (!query) continue
    for (let at = 0; at < newOnes.length; at += documentsAtOnce) {
      const some = new Map(newOnes.slice(at, at + documentsAtOnce).map((document) => [document.documentId, document]))
      const { hits } = await index.search({
        query: { type: 'and', nodes: [query, { type: 'filter', field: 'document', values: [...some.keys()] }] },
        size: some.size,
        passagesPerDocument: passagesOfEach,
        facets: [],
        relax: false,
      })
      for (const hit of hits) {
        await files.begin(search.searchId, deliveryOf(search, some.get(hit.documentId)!, hit))
        await leaveNothing({ store, files }, hit.documentId)
      }
    }
  }
}

async function understood(
  search: SavedSearch,
  queryOf: TellParts['queryOf'],
  log: Log,
): Promise<QueryNode | undefined> {
  try {
    return await queryOf(search)
  } catch (error) {
    log.warn({ err: error, searchId: search.searchId }, 'a saved search cannot be understood any more')
    return undefined
  }
}

function deliveryOf({ searchId, name, query }: SavedSearch, document: DocumentSummary, hit: Hit): Delivery {
  const { documentId, names, receivedAt } = document
  const message: WebhookMessage = {
    deliveryId: createHash('sha256').update(`${searchId} ${documentId}`).digest('hex').slice(0, 32),
    search: { searchId, name, query },
    document: { documentId, title: hit.title, names, receivedAt },
    passageCount: hit.passageCount,
    passages: hit.passages.map(({ passageId, page, section, text, highlights }) => ({
      passageId,
      page,
      ...(section !== undefined && { section }),
      text,
      highlights,
    })),
  }
  return { message, owner: ownerMark, attempts: 0, nextAt: new Date().toISOString() }
}

/** Sends what is due, a few at once; a receiver that is slow or away holds nobody up for longer than its time limit. */
async function sendWaiting(
  { store, files, log }: TellParts,
  limits: TellLimits,
  stopped: () => boolean,
): Promise<void> {
  const due: { search: SavedSearch; delivery: Delivery }[] = []
  const now = Date.now()
  for (const search of await files.all())
    for (const delivery of await files.waiting(search.searchId))
      if (isDue(delivery, now) && isOurs(delivery)) due.push({ search, delivery })
  const next = async (): Promise<void> => {
    for (let one = due.shift(); one && !stopped(); one = due.shift()) await sendOne({ store, files, log }, limits, one)
  }
  await Promise.all(Array.from({ length: sentAtOnce }, next))
}

/** No wait is longer than the longest: what is due later was put off by a clock that was set back since. */
function isDue({ nextAt }: Delivery, now: number): boolean {
  const left = Date.parse(nextAt) - now
  return left <= 0 || left > longestWaitSeconds * 1000
}

const isOurs = ({ owner, nextAt }: Delivery): boolean =>
  owner === ownerMark || !ownerIsAlive(owner, Date.now() - Date.parse(nextAt))

async function sendOne(
  { store, files, log }: Pick<TellParts, 'store' | 'files' | 'log'>,
  limits: TellLimits,
  { search, delivery }: { search: SavedSearch; delivery: Delivery },
): Promise<void> {
  const { searchId, webhook, secret } = search
  const { message } = delivery
  const attempts = delivery.attempts + 1
  const about = { searchId, documentId: message.document.documentId, attempts }
  try {
    await sendWebhook({ url: webhook, secret, message }, limits)
    await files.end(searchId, { ...delivery, attempts, fault: undefined }, 'sent')
    log.info(about, 'webhook told')
  } catch (error) {
    const wait = Math.min(longestWaitSeconds, limits.backoffSeconds * 2 ** (attempts - 1))
    const nextAt = new Date(Date.now() + wait * 1000).toISOString()
    const tried = { ...delivery, owner: ownerMark, attempts, nextAt, fault: messageOf(error) }
    const permanent = error instanceof RihlaError && error.permanent
    log.warn({ ...about, err: error }, 'webhook could not be told')
    if (permanent || attempts >= limits.attempts) await files.end(searchId, tried, 'failed')
    else await files.postpone(searchId, tried)
  }
  await leaveNothing({ store, files }, message.document.documentId)
}

/** A document may be forgotten while a message about it is written or sent: whoever wrote last removes it again. */
async function leaveNothing({ store, files }: Pick<TellParts, 'store' | 'files'>, documentId: string): Promise<void> {
  if (!(await store.document(documentId))) await files.forget(documentId)
}

const earlier = (time: string, seconds: number): string => new Date(Date.parse(time) - seconds * 1000).toISOString()
