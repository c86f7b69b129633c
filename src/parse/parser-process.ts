// What runs in the killable process: one document at a time, its bytes on standard input, its result by message.
import type { IncompletenessCode } from '../contracts/incompleteness.ts'
import { RihlaError, messageOf } from '../errors.ts'
import { parsePdf } from './parse-pdf.ts'
import type { ParserLimits } from './parser-limits.ts'
import type { ParseRequest, ParserMessage } from './parser-messages.ts'

const answer = (message: ParserMessage) => process.send?.(message)

let incoming: { bytes: Uint8Array; filled: number; whole: () => void } | undefined

process.stdin.on('data', (chunk: Buffer) => {
  if (!incoming) return
  incoming.bytes.set(chunk, incoming.filled)
  incoming.filled += chunk.length
  if (incoming.filled === incoming.bytes.length) incoming.whole()
})
process.stdin.pause()

process.on('disconnect', () => process.exit(0))
process.on('message', (request: ParseRequest) => void serve(request))
// A promise that pdf.js forgot must not end the process: the document that it belongs to has its own answer.
process.on('unhandledRejection', () => {})
answer({ type: 'ready' })

async function serve({
  sizeBytes,
  documentId,
  limits,
  skippedPages,
  lastPage,
  plainFonts,
  recognise,
}: ParseRequest): Promise<void> {
  try {
    const bytes = await receive(sizeBytes)
    // Recognition is loaded only by the processes that do it.
    const parse = recognise ? (await import('./recognise-pages.ts')).recognisePages : parsePdf
    const document = await parse({
      documentId,
      bytes,
      limits,
      skippedPages,
      ...(lastPage && { lastPage }),
      ...(plainFonts && { plainFonts }),
      onFonts: () => answer({ type: 'naming fonts' }),
      checkpoint: checkpointOf(limits),
      onPage: (page) => answer({ type: 'reading', page }),
    })
    answer({ type: 'parsed', document })
  } catch (error) {
    const known = error instanceof RihlaError ? error : undefined
    answer({
      type: 'failed',
      code: known?.code ?? 'parser-crashed',
      message: known?.message ?? `the parser failed: ${messageOf(error)}`,
      ...(known?.page && { page: known.page }),
    })
  }
}

/** Ends the reading a little before the pool would end the process, so that what was read is kept without a second try. */
function checkpointOf({
  timeoutSeconds,
  memoryBytes,
}: ParserLimits): () => { code: IncompletenessCode; message: string } | undefined {
  const end = performance.now() + 0.75 * timeoutSeconds * 1000
  return () => {
    if (performance.now() > end) return { code: 'time-limit', message: 'the time for parsing ran out' }
    if (process.memoryUsage.rss() < 0.85 * memoryBytes) return undefined
    globalThis.gc?.()
    if (process.memoryUsage.rss() < 0.85 * memoryBytes) return undefined
    return { code: 'memory-limit', message: 'the parser reached its memory limit' }
  }
}

async function receive(sizeBytes: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(sizeBytes)
  if (sizeBytes > 0) {
    await new Promise<void>((whole) => {
      incoming = { bytes, filled: 0, whole }
      process.stdin.resume()
    })
  }
  incoming = undefined
  process.stdin.pause()
  return bytes
}
