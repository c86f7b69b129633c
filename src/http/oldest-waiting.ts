import type { ServerParts } from './server-parts.ts'

/** The document that has been on its way for longest. */
export async function oldestWaiting(store: ServerParts['store']) {
  const oldest = await store.oldestWorking()
  if (!oldest) return undefined
  const { documentId, names, state, receivedAt } = oldest
  return { documentId, name: names[0] ?? documentId, state, receivedAt }
}
