import type { AccessToken } from '../contracts/access.ts'
import type { Throughput } from '../contracts/ops.ts'
import type { Correction } from '../contracts/corrections.ts'
import type { ParkedEvent, ReindexEvent, VerifyEvent } from '../contracts/operations.ts'
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
import type { Completion, QueryNode, SearchRequest, SearchResponse } from '../contracts/search.ts'
import type { SavedSearches } from '../contracts/searches.ts'
import type { Log } from '../contracts/stage-context.ts'
import type { Metrics } from '../contracts/measures.ts'
import type { StageQueues } from '../contracts/queue.ts'
import type { KnownNames } from './suggest.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import type { Reading } from '../contracts/reading.ts'
import type { Added, Store } from '../contracts/store.ts'
import type { Tombstone } from '../contracts/tombstones.ts'
import type { Guard } from './guard.ts'
import type { Sessions } from './sessions.ts'

/** What the server is handed: it opens and closes none of it. */
export type ServerParts = {
  store: Pick<Store, 'document' | 'documents' | 'documentIds' | 'originalPath' | 'ready' | 'onChange'> &
    Pick<Store, 'counts' | 'countOutdated' | 'oldestWorking' | 'sizes'> &
    Pick<Store, 'readParsed' | 'readExtracted' | 'readCorrections'>
  queues: Pick<StageQueues, 'counts' | 'ready' | 'oldestWaiting' | 'workersSeen' | 'board'> &
    Pick<StageQueues, 'pause' | 'resume' | 'paused'>
  /** What came through lately; see src/operations/throughput.ts. */
  throughput: { look(working: number): Throughput }
  index: {
    search(request: SearchRequest): Promise<SearchResponse>
    similar(passageId: string, page: Pick<SearchRequest, 'size' | 'passagesPerDocument'>): Promise<SearchResponse>
    complete(typed: string, size: number): Promise<Completion[]>
    sizeBytes(): Promise<number>
    ready(): Promise<void>
  }
  registers: {
    list(request: RegisterRequest): Promise<RegisterPage>
    entry(request: EntryRequest): Promise<RegisterEntryAnswer | undefined>
    entries(
      register: RegisterName,
      filters: RegisterFilters,
    ): AsyncIterable<{ entry: RegisterEntry; rows: RegisterRow[] }>
    rows(register: RegisterName, filters: RegisterFilters): AsyncIterable<RegisterRow & { entryKey: string }>
  }
  searches: SavedSearches
  /** Keeps a correction and has its document indexed again. */
  correct: (correction: Correction) => Promise<void>
  /** Removes all that there is of a document; see src/operations/forget.ts. */
  forget: (request: { documentId: string; by: string; reason: string }) => Promise<Tombstone>
  /** Takes a file into the store and, if it is new and readable, into the pipeline. */
  submit: (file: { name: string; bytes: AsyncIterable<Uint8Array>; again?: boolean }) => Promise<Added>
  /** Holds store, queue and index against each other; see src/operations/verify.ts. */
  verify: (options: { fix: boolean }) => AsyncGenerator<VerifyEvent>
  /** What a person has done to documents that wait for one; see src/operations/parked.ts. */
  parked: {
    retry(documentId: string): Promise<DocumentSummary>
    dismiss(documentId: string): Promise<DocumentSummary>
    retryMany(which: { code?: string }): AsyncGenerator<ParkedEvent>
    dismissMany(which: { code?: string }): AsyncGenerator<ParkedEvent>
  }
  /** What reads documents now. */
  reading: Reading
  /** Reads again what another reading has read; see src/operations/reprocess.ts. */
  reprocessOutdated: () => AsyncGenerator<ParkedEvent>
  /** Builds the index anew; see src/operations/reindex.ts. */
  reindex: (options: { dropOld: boolean }) => AsyncGenerator<ReindexEvent>
  /** Reads what people type, knowing the names of countries, instruments and organisations. */
  parseQuery: (text: string) => QueryNode
  /** Names that may be meant by what is typed; see src/suggested-names.ts. */
  knownNames: KnownNames
  metrics: Pick<Metrics, 'text' | 'requestAnswered'>
  log: Log
  version: string
  limits: {
    maxFileBytes: number
    maxFilesPerUpload: number
    maxSearchResults: number
    maxQueryCharacters: number
    maxRequestsPerMinute: number
    maxWrongTokensPerMinute: number
    sessionMinutes: number
    maxEventReaders: number
    feedDocuments: number
    /** Pages of documents that are kept in memory for whoever turns pages. */
    rememberedPages: number
  }
  /** Where the page was built. */
  pageFolder: string
  /** The address that it will listen on; off loopback a token is needed. */
  host: string
  /** Sites of which pages may use the API; none where absent. */
  corsOrigins?: readonly string[]
  /** A token with the role operate. */
  token?: string | undefined
  tokens?: readonly AccessToken[]
}

/** The parts with what the server itself makes of them: how browsers sign in. */
export type RouteParts = ServerParts & { access: Pick<Guard, 'tokenOf'> & { sessions: Sessions } }
