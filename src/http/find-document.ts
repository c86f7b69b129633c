import type { DocumentSummary } from '../contracts/stored-document.ts'
import { RihlaError } from '../errors.ts'
import type { ServerParts } from './server-parts.ts'

/**
 * The document with this id, or the only one whose id begins so. Throws `document-unknown`, or `id-ambiguous` where
 * several do.
 */
export async function findDocument(store: ServerParts['store'], id: string): Promise<DocumentSummary> {
  const documentId = id.length === 64 ? id : await completedId(store, id)
  const document = await store.document(documentId)
  if (!document) throw new RihlaError('document-unknown', `there is no document ${id}`)
  return document
}

/** The only id that begins so. */
export async function completedId(store: Pick<ServerParts['store'], 'documentIds'>, prefix: string): Promise<string> {
  const found: string[] = []
  for await (const documentId of store.documentIds()) {
    if (!documentId.startsWith(prefix)) continue
    found.push(documentId)
    if (found.length > 1)
      throw new RihlaError('id-ambiguous', `several documents have an id that begins with ${prefix}`)
  }
  const [only] = found
  if (only === undefined)
    throw new RihlaError('document-unknown', `there is no document whose id begins with ${prefix}`)
  return only
}
