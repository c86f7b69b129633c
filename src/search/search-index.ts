import type { Completion, IndexDocument, IndexedDocument, SearchRequest, SearchResponse } from '../contracts/search.ts'

/** The index as the rest of Rihla sees it; elasticsearch.ts and embedded.ts are its adapters, one suite proves both. */
export interface SearchIndex {
  /**
   * Begins to build another index beside this one, or goes on with the one begun; every write goes to both from here on.
   * One at a time: throws `reindex-running` while another process builds it.
   * Absent where each document is replaced in one step anyway, so that all can be written anew in their place.
   */
  rebuild?(): Promise<IndexRebuild>
  /**
   * Replaces all that the index holds of the document in one step; safe to repeat. It is found by every search that begins
   * afterwards. Returns what the index confirmed.
   */
  write(document: IndexDocument, signal?: AbortSignal): Promise<IndexedDocument>
  /** Removes the document and all of its passages; no error where it is absent. */
  remove(documentId: string): Promise<void>
  /** What was written or removed, by whomever, is so for every search that begins after this. */
  refresh(): Promise<void>
  search(request: SearchRequest): Promise<SearchResponse>
  /** Passages that speak of the same as this one, its own left out; `document-unknown` where the index does not hold it. */
  similar(passageId: string, page: Pick<SearchRequest, 'size' | 'passagesPerDocument'>): Promise<SearchResponse>
  /** Entities of which a word begins so, the commonest first, then words; none for less than two characters. */
  complete(typed: string, size: number): Promise<Completion[]>
  /**
   * True of an index that is new or was emptied because it was of another version, until `markRebuilt`: every document
   * of the store must be written again. It can be searched meanwhile, for as far as it has come.
   */
  needsRebuild(): Promise<boolean>
  markRebuilt(): Promise<void>
  /** Every document held, with its number of passages, in batches; for verifying the index against the store. */
  documents(): AsyncIterable<{ documentId: string; passageCount: number }>
  /** What it takes of its disk, the registers included. */
  sizeBytes(): Promise<number>
  /** Throws a named error where the index cannot be used now. */
  ready(): Promise<void>
  close(): Promise<void>
}

/** An index in the making, of which no search knows yet. */
export interface IndexRebuild {
  write(document: IndexDocument, signal?: AbortSignal): Promise<IndexedDocument>
  documents(): AsyncIterable<{ documentId: string; passageCount: number }>
  /** Puts it in the place of the live one, for every search at the same moment; the old one stays until `dropOld`. */
  swap(): Promise<{ dropOld(): Promise<void> }>
  /** Lets another process go on with it, or begin one. */
  close(): Promise<void>
}
