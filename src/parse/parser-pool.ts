import type { IncompletenessCode } from '../contracts/incompleteness.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import type { Parser } from '../contracts/stage-context.ts'
import { type ErrorCode, RihlaError } from '../errors.ts'
import { ParserChild, ParserEnded } from './parser-child.ts'
import type { ParserLimits } from './parser-limits.ts'
import type { SkippedPage } from './parser-messages.ts'

export type { ParserLimits } from './parser-limits.ts'

/** Pages of one document that may each cost a process before the rest of it is given up. */
const mostKillerPages = 3

/**
 * Opens a pool of parser processes; the first starts at once, the others when they are needed. With `recognise` they
 * read pages without text from their images, which takes seconds a page: give such a pool limits of its own. `onKilled` is
 * told of each process that did not survive its document, by the code of why.
 */
export function openParserPool(
  limits: ParserLimits,
  {
    recognise = false,
    onKilled = () => undefined,
  }: { recognise?: boolean; onKilled?: (reason: ErrorCode) => void } = {},
): Parser {
  const idle: ParserChild[] = []
  const waiting: (() => void)[] = []
  let count = 0
  let closed = false
  const running = new Set<ParserChild>()

  const start = () => {
    const child = new ParserChild(limits, { recognise })
    count++
    running.add(child)
    return child
  }
  const discard = (child: ParserChild) => {
    child.kill()
    running.delete(child)
    count--
  }
  const give = (child: ParserChild) => {
    if (closed || !child.alive || child.documents >= limits.recycleDocuments) discard(child)
    else idle.push(child)
    if (!closed && count === 0) idle.push(start())
    waiting.shift()?.()
  }
  const take = async (): Promise<ParserChild> => {
    for (;;) {
      if (closed) throw new RihlaError('parser-crashed', 'the parser pool is closed')
      const child = idle.pop()
      if (child?.alive) return child
      if (child) discard(child)
      else if (count < limits.processes) return start()
      else await new Promise<void>((turn) => waiting.push(turn))
    }
  }
  const withChild = async <Result>(work: (child: ParserChild) => Promise<Result>): Promise<Result> => {
    const child = await take()
    try {
      return await work(child)
    } finally {
      give(child)
    }
  }

  idle.push(start())
  return {
    parse: (file, signal) => parseWithin({ limits, recognise, onKilled, withChild }, file, signal),
    close: async () => {
      closed = true
      for (const child of running) child.kill()
      while (waiting.length > 0) waiting.shift()?.()
    },
  }
}

type WithChild = <Result>(work: (child: ParserChild) => Promise<Result>) => Promise<Result>

/**
 * Tries until the document is read as far as it goes: a page that ends the process is left out at the next try, and the
 * document says so. All tries together take at most twice the time limit, because what was read is read again.
 */
async function parseWithin(
  {
    limits,
    recognise,
    onKilled,
    withChild,
  }: { limits: ParserLimits; recognise: boolean; onKilled: (reason: ErrorCode) => void; withChild: WithChild },
  file: { documentId: string; path: string },
  signal: AbortSignal,
): Promise<ParsedDocument> {
  const skippedPages: SkippedPage[] = []
  let end: number | undefined
  let lastPage: SkippedPage | undefined
  let plainFonts = false
  for (;;) {
    signal.throwIfAborted()
    try {
      return await withChild((child) => {
        const now = performance.now()
        end ??= now + 2 * limits.timeoutSeconds * 1000
        const deadline = Math.min(end, now + limits.timeoutSeconds * 1000)
        const request = {
          documentId: file.documentId,
          limits,
          skippedPages,
          plainFonts,
          recognise,
          ...(lastPage && { lastPage }),
        }
        return child.parse({ path: file.path, request, deadline, signal })
      })
    } catch (error) {
      if (!(error instanceof ParserEnded)) throw error
      onKilled(error.code)
      const { page } = error
      if (error.overFonts && !plainFonts) {
        plainFonts = true
        continue
      }
      const spent = end === undefined || performance.now() > end - 1000
      if (page === undefined || lastPage || spent) throw asFailure(error, file.documentId)
      const skipped = { page, code: incompletenessOf(error), message: `page ${page} was left out: ${error.message}` }
      if (skippedPages.length < mostKillerPages) skippedPages.push(skipped)
      else lastPage = { ...skipped, page: page - 1, message: `pages from ${page} on were left out: ${error.message}` }
    }
  }
}

function incompletenessOf({ code }: ParserEnded): IncompletenessCode {
  if (code === 'parse-time-limit') return 'time-limit'
  return code === 'parse-memory-limit' ? 'memory-limit' : 'page-failed'
}

function asFailure(error: ParserEnded, documentId: string): RihlaError {
  const where = error.page === undefined ? '' : ` at page ${error.page}`
  return new RihlaError(error.code, `pdf cannot be parsed${where}: ${documentId.slice(0, 12)}: ${error.message}`, {
    cause: error,
    ...(error.page !== undefined && { page: error.page }),
  })
}
