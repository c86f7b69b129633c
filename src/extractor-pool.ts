import { Worker } from 'node:worker_threads'
import type { ExtractedDocument } from './contracts/extracted-document.ts'
import type { ParsedDocument } from './contracts/parsed-document.ts'
import type { Extractor } from './contracts/stage-context.ts'
import { messageOf, RihlaError } from './errors.ts'
import type { ThreadAnswer } from './extractor-thread.ts'

/** What a thread may take for itself; the text of a document is bounded long before. */
const resourceLimits = { maxOldGenerationSizeMb: 1024 }

/**
 * Opens a pool of threads that extract. A thread is started when it is needed and kept; one whose signal is aborted is
 * ended, whatever it is doing. Documents travel as JSON: to copy a text is several times faster than to copy an object.
 */
export function openExtractorPool({ threads }: { threads: number }): Extractor {
  const idle: Worker[] = []
  const all = new Set<Worker>()
  const waiting: (() => void)[] = []
  let closed = false

  const start = (): Worker => {
    const worker = new Worker(new URL('extractor-thread.ts', import.meta.url), { resourceLimits })
    worker.unref()
    all.add(worker)
    return worker
  }
  const take = async (): Promise<Worker> => {
    for (;;) {
      if (closed) throw new RihlaError('stage-failed', 'the extractor is closed')
      const worker = idle.pop() ?? (all.size < threads ? start() : undefined)
      if (worker) return worker
      await new Promise<void>((turn) => waiting.push(turn))
    }
  }
  const discard = async (worker: Worker): Promise<void> => {
    all.delete(worker)
    await worker.terminate()
  }

  return {
    async extract(parsed, signal) {
      signal.throwIfAborted()
      const worker = await take()
      try {
        const extracted = await ask(worker, parsed, signal)
        idle.push(worker)
        return extracted
      } catch (error) {
        await discard(worker)
        throw error
      } finally {
        waiting.shift()?.()
      }
    },
    async close() {
      closed = true
      for (const turn of waiting.splice(0)) turn()
      await Promise.all([...all].map(discard))
    },
  }
}

function ask(worker: Worker, parsed: ParsedDocument, signal: AbortSignal): Promise<ExtractedDocument> {
  const { documentId } = parsed
  return new Promise<ExtractedDocument>((resolve, reject) => {
    const fail = (why: string, cause?: unknown) =>
      reject(new RihlaError('stage-failed', `document cannot be extracted: ${documentId}: ${why}`, { cause }))
    const onAbort = () => reject(signal.reason)
    const onMessage = (answer: ThreadAnswer) => {
      if ('error' in answer) fail(answer.error.split('\n')[0] ?? 'unknown', new Error(answer.error))
      else resolve(JSON.parse(answer.extracted))
    }
    const onError = (error: unknown) => fail(messageOf(error), error)
    const onExit = (code: number) => fail(`its thread ended with code ${code}`)
    const forget = () => {
      signal.removeEventListener('abort', onAbort)
      worker.off('message', onMessage).off('error', onError).off('exit', onExit)
    }
    const settleAs =
      <Value>(settle: (value: Value) => void) =>
      (value: Value) => {
        forget()
        settle(value)
      }
    resolve = settleAs(resolve)
    reject = settleAs(reject)
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) return onAbort()
    worker.on('message', onMessage).on('error', onError).on('exit', onExit)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(JSON.stringify(parsed))
  })
}
