import type { ServerParts } from './server-parts.ts'

/** The document that has been on its way for longest. The list is newest first, so that it is the last. */
export async function oldestWaiting(store: ServerParts['store']) {
  const { total } = await store.documents({ outcome: 'working', size: 1 })
  if (total === 0) return undefined
  const { documents } = await store.documents({ outcome: 'working', size: total })
  const last = documents.at(-1)
  if (!last) return undefined
  const { documentId, names, state, receivedAt } = last
  return { documentId, name: names[0] ?? documentId, state, receivedAt }
}
