import type { ParsedDocument } from '../contracts/parsed-document.ts'
import type { IncompletenessCode } from '../contracts/incompleteness.ts'
import type { ErrorCode } from '../errors.ts'
import type { ParserLimits } from './parser-limits.ts'

/** Pages that an earlier try could not get past, each with what happened there. */
export type SkippedPage = { page: number; code: IncompletenessCode; message: string }

/** What the pool asks of a parser process. The document's bytes follow on its standard input. */
export type ParseRequest = {
  documentId: string
  sizeBytes: number
  limits: ParserLimits
  skippedPages: SkippedPage[]
  /** Pages after this one are left unread, because an earlier try ended there. */
  lastPage?: { page: number; code: IncompletenessCode; message: string }
  /** Leave the fonts without names, because an earlier try ended over them. */
  plainFonts?: boolean
  /** Read pages without text from their images. */
  recognise?: boolean
}

/** What a parser process answers: that it is ready, how far it is, and in the end the document or the error. */
export type ParserMessage =
  | { type: 'ready' }
  | { type: 'reading'; page: number }
  | { type: 'naming fonts' }
  | { type: 'parsed'; document: ParsedDocument }
  | { type: 'failed'; code: ErrorCode; message: string; page?: number }
