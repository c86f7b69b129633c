import type { Hit, QueryNode } from '../contracts/search.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import type { ServerParts } from './server-parts.ts'

/** Documents of which the index is asked at once. */
const documentsAtOnce = 100
const passagesOfEach = 3

/**
 * The newest documents in which a search finds something, newest first, each with its best passages. The index knows no
 * order of arrival: the newest documents are taken as the store lists them, and of these the search finds its own.
 */
export async function newDocuments(
  { store, index }: Pick<ServerParts, 'store' | 'index'>,
  { query, size, lookBack }: { query: QueryNode; size: number; lookBack: number },
): Promise<{ document: DocumentSummary; hit: Hit }[]> {
  const found: { document: DocumentSummary; hit: Hit }[] = []
  let cursor: string | undefined
  for (let looked = 0; looked < lookBack && found.length < size; looked += documentsAtOnce) {
    const atOnce = Math.min(documentsAtOnce, lookBack - looked)
    const page = await store.documents({ size: atOnce, ...(cursor !== undefined && { cursor }) })
    const hits = await hitsIn(index, query, page.documents)
    for (const document of page.documents) {
      const hit = hits.get(document.documentId)
      if (hit) found.push({ document, hit })
    }
    cursor = page.cursor
    if (cursor === undefined) break
  }
  return found.slice(0, size)
}

async function hitsIn(
  index: ServerParts['index'],
  query: QueryNode,
  documents: readonly DocumentSummary[],
): Promise<Map<string, Hit>> {
  if (documents.length === 0) return new Map()
  const { hits } = await index.search({
    query: within(
      query,
      documents.map(({ documentId }) => documentId),
    ),
    size: documents.length,
    passagesPerDocument: passagesOfEach,
    facets: [],
    relax: false,
  })
  return new Map(hits.map((hit) => [hit.documentId, hit]))
}

/** What the query asks, of these documents only. */
export function within(query: QueryNode, documentIds: string[]): QueryNode {
  const documents: QueryNode = { type: 'filter', field: 'document', values: documentIds }
  return query.type === 'everything' ? documents : { type: 'and', nodes: [query, documents] }
}
