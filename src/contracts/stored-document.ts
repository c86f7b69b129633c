import { z } from 'zod'
import { Incompleteness } from './incompleteness.ts'

/** SHA-256 of the document's bytes, in lower-case hexadecimal. */
export const DocumentId = z.string().regex(/^[0-9a-f]{64}$/, 'a document id is 64 hexadecimal digits')
export type DocumentId = z.infer<typeof DocumentId>

export const StageName = z.enum(['parse', 'recognise', 'extract', 'index'])
export type StageName = z.infer<typeof StageName>

/**
 * How far a document has come. A `parsed` one still has pages without text to be read from their images; one without such
 * pages is `recognised` at once. `parked` waits for a person, `dismissed` is what a person let be: see `failure`.
 */
export const DocumentState = z.enum(['stored', 'parsed', 'recognised', 'extracted', 'indexed', 'parked', 'dismissed'])
export type DocumentState = z.infer<typeof DocumentState>

/** What a person is told: `partial` is searchable, but something of it could not be read. */
export const Outcome = z.enum(['working', 'done', 'partial', 'parked', 'dismissed'])
export type Outcome = z.infer<typeof Outcome>

export const Failure = z.strictObject({
  /** One of the codes in src/errors.ts. */
  code: z.string(),
  /** A sentence that a person understands, with the document's name. */
  message: z.string(),
  stage: z.enum(['ingest', ...StageName.options]),
  attempts: z.int().nonnegative(),
  at: z.iso.datetime(),
  /** The page or the byte concerned, where known. */
  page: z.int().positive().optional(),
  byte: z.int().nonnegative().optional(),
  /** Where it was thrown, with its causes; for operators only. */
  stack: z.string().optional(),
})
export type Failure = z.infer<typeof Failure>

/** The record of one document: who it is, how far it came, what is missing. The truth, kept in the store. */
export const StoredDocument = z.strictObject({
  schema: z.literal(1),
  documentId: DocumentId,
  sizeBytes: z.int().nonnegative(),
  mediaType: z.string(),
  receivedAt: z.iso.datetime(),
  state: DocumentState,
  stateAt: z.iso.datetime(),
  /** Grows whenever the document is sent through the pipeline anew, so that a queue never takes a new run for an old one. */
  generation: z.int().nonnegative(),
  parserVersion: z.string().optional(),
  rulesVersion: z.string().optional(),
  title: z.string().optional(),
  language: z.string().optional(),
  pageCount: z.int().nonnegative().optional(),
  passageCount: z.int().nonnegative().optional(),
  incomplete: z.array(Incompleteness),
  failure: Failure.optional(),
})
export type StoredDocument = z.infer<typeof StoredDocument>

/** The record with every name that the document was dropped under, oldest first. */
export const DocumentSummary = StoredDocument.extend({
  names: z.array(z.string()),
  outcome: Outcome,
})
export type DocumentSummary = z.infer<typeof DocumentSummary>

/** The job that a queue carries: ids only, the content stays in the store. */
export const StageJob = z.strictObject({ documentId: DocumentId, generation: z.int().nonnegative() })
export type StageJob = z.infer<typeof StageJob>

/** What a person is told of a record: never `done` while something of it is missing. */
export function outcomeOf(document: Pick<StoredDocument, 'state' | 'incomplete'>): Outcome {
  if (document.state === 'parked' || document.state === 'dismissed') return document.state
  if (document.state !== 'indexed') return 'working'
  return document.incomplete.length > 0 ? 'partial' : 'done'
}
