import type { StageQueues } from '../contracts/queue.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { nextStage } from './stage-steps.ts'

/** Queues a document at the stage that it waits for; safe to repeat. One that is done or parked waits for none. */
export async function sendOn(queues: Pick<StageQueues, 'add'>, document: DocumentSummary): Promise<void> {
  const stage = nextStage(document.state)
  if (!stage) return
  await queues.add(stage, { documentId: document.documentId, generation: document.generation })
}
