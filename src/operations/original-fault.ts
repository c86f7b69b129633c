import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { VerifyFault } from '../contracts/operations.ts'
import type { Store } from '../contracts/store.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { messageOf } from '../errors.ts'

/** What is wrong with the original of a document, if anything is; of a refused one none was kept. */
export async function originalFault(
  store: Pick<Store, 'originalPath'>,
  { documentId, failure }: DocumentSummary,
): Promise<Pick<VerifyFault, 'fault' | 'message'> | undefined> {
  if (failure?.stage === 'ingest') return undefined
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(store.originalPath(documentId)), hash)
  } catch (error) {
    return { fault: 'original-missing', message: `its file cannot be read: ${messageOf(error)}: add it again` }
  }
  if (hash.digest('hex') === documentId) return undefined
  return { fault: 'original-changed', message: 'its file is no longer what was taken in: add it again' }
}
