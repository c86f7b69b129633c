import type { IndexDocument, IndexedDocument } from './search.ts'
import type { ExtractedDocument } from './extracted-document.ts'
import type { ParsedDocument } from './parsed-document.ts'
import type { RegisterRow } from './registers.ts'
import type { Store } from './store.ts'

/** As much of a logger as the rooms may use: values as fields, a constant message in lower case. */
export type Log = Record<'debug' | 'info' | 'warn' | 'error', (fields: object, message: string) => void> & {
  child(fields: object): Log
}

/** The killable parser: a pool of child processes with limits. */
export interface Parser {
  /** Parses the file at `path`. Throws a RihlaError with a `pdf-…` or `parse-…` code; what was read before a limit is returned. */
  parse(file: { documentId: string; path: string }, signal: AbortSignal): Promise<ParsedDocument>
  close(): Promise<void>
}

/** Reads entities away from the thread that serves: a long document takes seconds of computing. */
export interface Extractor {
  extract(parsed: ParsedDocument, signal: AbortSignal): Promise<ExtractedDocument>
  close(): Promise<void>
}

/** All that a stage may reach of the world. */
export type StageContext = {
  store: Store
  index: { write(document: IndexDocument, signal?: AbortSignal): Promise<IndexedDocument> }
  registers: {
    write(
      documentId: string,
      rows: readonly RegisterRow[],
      signal?: AbortSignal,
    ): Promise<Pick<IndexedDocument, 'refused'>>
  }
  parser: Parser
  /** Reads pages without text from their images; absent where recognition is switched off. */
  recogniser?: Parser
  extractor: Extractor
  log: Log
  signal: AbortSignal
}
