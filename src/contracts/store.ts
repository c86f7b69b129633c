import type { Correction } from './corrections.ts'
import type { ExtractedDocument } from './extracted-document.ts'
import type { ParsedDocument } from './parsed-document.ts'
import type { IncompletenessCode } from './incompleteness.ts'
import type { Reading } from './reading.ts'
import type { Sizes } from './sizes.ts'
import type { Tombstone } from './tombstones.ts'
import type { DocumentSummary, Failure, Outcome, StoredDocument } from './stored-document.ts'

/** Fields of a record to set; `undefined` takes one away. */
export type RecordChange = {
  [Field in Exclude<keyof StoredDocument, 'schema' | 'documentId'>]?: StoredDocument[Field] | undefined
}

/** What became of bytes that were handed in. `already`: the same bytes were here before; their names now include the new one. */
export type Added = { document: DocumentSummary; already: boolean }

export type DocumentFilter = {
  outcome?: Outcome
  /** Failure code or code of incompleteness. */
  code?: string
  /** Part of a name or title, any case. */
  name?: string
  size: number
  cursor?: string
}

export type DocumentCounts = {
  total: number
  byOutcome: Record<Outcome, number>
  /** Parked documents by failure code. */
  byCode: Record<string, number>
  /** Bytes of all originals that were kept. */
  originalsBytes: number
  /** Partial documents by what is missing of them; one may miss several things. */
  byLoss: Partial<Record<IncompletenessCode, number>>
}

/**
 * The truth: originals, results and records as files. Every write is to a temporary name, fsynced, then renamed, so that
 * a killed process leaves either the old file or the new one.
 */
export interface Store {
  /**
   * Takes in a file. Refusals (empty, no PDF, too large) come back as a document that is parked with its code: they are
   * listed and counted like any other. One that was forgotten comes back parked with `document-forgotten` and is not
   * listed, unless it is to be taken in `again`. Throws only where the store itself cannot write.
   */
  add(file: { name: string; bytes: AsyncIterable<Uint8Array>; again?: boolean }): Promise<Added>
  document(documentId: string): Promise<DocumentSummary | undefined>
  /** Newest first. */
  documents(filter: DocumentFilter): Promise<{ documents: DocumentSummary[]; total: number; cursor?: string }>
  counts(): Promise<DocumentCounts>
  /** Of those that are searchable, how many another reading than this one would read again. */
  countOutdated(reading: Reading): Promise<number>
  /** The one of those on their way that came first. */
  oldestWorking(): Promise<DocumentSummary | undefined>
  documentIds(): AsyncIterable<string>
  /** Path of the original; it exists for every document that was not refused. */
  originalPath(documentId: string): string
  readParsed(documentId: string): Promise<ParsedDocument>
  writeParsed(document: ParsedDocument): Promise<void>
  readExtracted(documentId: string): Promise<ExtractedDocument>
  writeExtracted(document: ExtractedDocument): Promise<void>
  /** What people corrected, oldest first; none where nobody has. */
  readCorrections(documentId: string): Promise<Correction[]>
  /** Adds to the document's corrections; none is ever changed. */
  addCorrection(correction: Correction): Promise<void>
  /** Changes the record; only the stage that holds the document's job calls it. */
  update(documentId: string, change: RecordChange): Promise<DocumentSummary>
  park(documentId: string, failure: Failure): Promise<DocumentSummary>
  /** Writes the tombstone, then removes all that the store holds of its document, in one step for whoever looks. */
  bury(tombstone: Tombstone): Promise<Tombstone>
  tombstone(documentId: string): Promise<Tombstone | undefined>
  tombstones(): AsyncIterable<Tombstone>
  /** Has every process read the record again: one that was killed may have changed it and not said so. */
  announce(documentId: string): Promise<void>
  /** What the store takes, and what is left of its disk. */
  sizes(): Promise<Omit<Sizes, 'indexBytes'>>
  /** Calls back with every summary that changes, whichever process changed it; returns how to stop. */
  onChange(listener: (document: DocumentSummary) => void): () => void
  /** Throws a named error where nothing can be written now. */
  ready(): Promise<void>
  close(): Promise<void>
}
