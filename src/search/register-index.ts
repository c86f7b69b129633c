import type {
  EntryRequest,
  RegisterEntry,
  RegisterEntryAnswer,
  RegisterFilters,
  RegisterName,
  RegisterPage,
  RegisterRequest,
  RegisterRow,
} from '../contracts/registers.ts'
import type { IndexedDocument } from '../contracts/search.ts'

/** The registers as the rest of Rihla sees them: rows go in by document, entries of all documents come out. */
export interface RegisterIndex {
  /**
   * Replaces all rows of the document; safe to repeat. They are found by every question that begins afterwards. Returns
   * those that the engine refused for good.
   */
  write(
    documentId: string,
    rows: readonly RegisterRow[],
    signal?: AbortSignal,
  ): Promise<Pick<IndexedDocument, 'refused'>>
  /** Removes the rows of the document; no error where there are none. */
  remove(documentId: string): Promise<void>
  /** Entries of which a row matches; counts and values are those of the rows that match. */
  list(request: RegisterRequest): Promise<RegisterPage>
  /** The entry with this key, or of which one row has it, with the rows that match; undefined where there is none. */
  entry(request: EntryRequest): Promise<RegisterEntryAnswer | undefined>
  /** Every entry that matches with its rows, by key, however many; rows of one entry are at most `mostRowsTogether`. */
  entries(
    register: RegisterName,
    filters: RegisterFilters,
  ): AsyncIterable<{ entry: RegisterEntry; rows: RegisterRow[] }>
  /** Every row that matches, those of one entry together, however many. */
  rows(register: RegisterName, filters: RegisterFilters): AsyncIterable<RegisterRow & { entryKey: string }>
  /** Every document of which there are rows, with their number; for verifying the registers against the store. */
  documents(): AsyncIterable<{ documentId: string; rowCount: number }>
  /** True of registers that are new or were emptied, until `markRebuilt`: every document must be written again. */
  needsRebuild(): Promise<boolean>
  markRebuilt(): Promise<void>
  /** Throws a named error where the registers cannot be used now. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** An entry is put together from so many of its rows at most. */
export const mostRowsTogether = 500
