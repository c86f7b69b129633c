import type { Completion, IndexDocument, IndexedDocument, SearchRequest, SearchResponse } from '../contracts/search.ts'

/** The index as the rest of Rihla sees it; elasticsearch.ts and embedded.ts are its adapters, one suite proves both. */
export interface SearchIndex {
  /** Replaces all that the index holds of the document in one step; safe to repeat. Returns what the index confirmed. */
  write(document: IndexDocument, signal?: AbortSignal): Promise<IndexedDocument>
  /** Removes the document and all of its passages; no error where it is absent. */
  remove(documentId: string): Promise<void>
  /** What was written is found by every search that begins after this. */
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
  /** Throws a named error where the index cannot be used now. */
  ready(): Promise<void>
  close(): Promise<void>
}
