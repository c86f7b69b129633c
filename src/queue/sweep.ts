import type { StageQueues } from '../contracts/queue.ts'
import type { Log } from '../contracts/stage-context.ts'
import type { Store } from '../contracts/store.ts'
import { messageOf } from '../errors.ts'
import { isRecent } from './recent.ts'
import { documentsWith } from './recovery.ts'
import { sendOn } from './send-on.ts'
import { nextStage } from './stage-steps.ts'

type Parts = {
  store: Pick<Store, 'documents' | 'document' | 'counts' | 'announce'>
  queues: Pick<StageQueues, 'add' | 'counts' | 'holds'>
  log: Log
}

/**
 * Sends on every document that waits for a stage while no queue holds it: a queue lost it, or the process that accepted
 * it could not say so to the queue. One that moved less than `quietSeconds` ago may be on its way between two queues.
 */
export async function sweepForgotten(
  { store, queues, log }: Parts,
  { quietSeconds }: { quietSeconds: number },
): Promise<{ queued: number }> {
  if (!(await someAreMissing(store, queues))) return { queued: 0 }
  let queued = 0
  for await (const { documentId, stateAt, state } of documentsWith(store, 'working')) {
    if (isRecent(stateAt, quietSeconds * 1000)) continue
    const document = await store.document(documentId)
    // who brought it further was killed before it could say so
    if (document?.state !== state) await store.announce(documentId)
    const stage = document && nextStage(document.state)
    if (!stage || (await queues.holds(stage, document))) continue
    await sendOn(queues, document)
    queued++
  }
  if (queued > 0) log.warn({ documents: queued }, 'documents that no queue held were queued again')
  return { queued }
}

/** To ask for each document takes long where many wait: as long as the queues hold as many as wait, none was lost. */
async function someAreMissing(store: Parts['store'], queues: Parts['queues']): Promise<boolean> {
  const { working } = (await store.counts()).byOutcome
  const held = Object.values(await queues.counts()).map(({ waiting, active, delayed }) => waiting + active + delayed)
  return held.reduce((sum, count) => sum + count, 0) < working
}

/** Tidies and sweeps again and again until it is closed; what fails is said, and tried again the next time. */
export function keepSweeping(
  { tidy, ...parts }: Parts & { tidy: () => Promise<unknown> },
  { everySeconds, quietSeconds }: { everySeconds: number; quietSeconds: number },
): { close(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve()
  let closed = false
  let timer: NodeJS.Timeout | undefined
  const schedule = () => {
    if (closed) return
    timer = setTimeout(() => {
      running = sweep()
    }, everySeconds * 1000).unref()
  }
  const sweep = async () => {
    try {
      await tidy()
      await sweepForgotten(parts, { quietSeconds })
    } catch (error) {
      parts.log.warn({ err: error, because: messageOf(error) }, 'looking for forgotten documents failed')
    }
    schedule()
  }
  schedule()
  return {
    async close() {
      closed = true
      clearTimeout(timer)
      await running
    },
  }
}
