import type { Correction } from '../contracts/corrections.ts'
import type { StageQueues } from '../contracts/queue.ts'
import type { Store } from '../contracts/store.ts'
import { RihlaError } from '../errors.ts'
import { sendOn } from './send-on.ts'

type Parts = { store: Pick<Store, 'document' | 'addCorrection' | 'update'>; queues: Pick<StageQueues, 'add'> }

/**
 * Keeps a correction in the store, then sends its document to the index anew, under a new generation, so that a run that
 * began without the correction is of no more use. Throws `document-unready` of one that nothing was extracted from yet.
 */
export async function keepCorrection({ store, queues }: Parts, correction: Correction): Promise<void> {
  const { documentId } = correction
  const document = await store.document(documentId)
  if (!document) throw new RihlaError('document-unknown', `there is no document ${documentId}`)
  if (document.state !== 'indexed' && document.state !== 'extracted')
    throw new RihlaError('document-unready', `the document is ${document.state}: ${documentId}`)
  await store.addCorrection(correction)
  await sendOn(queues, await store.update(documentId, { state: 'extracted', generation: document.generation + 1 }))
}
