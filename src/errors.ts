/**
 * Every error that Rihla raises. `permanent`: this input will never work, so the document is parked at once; `transient`
 * ones are retried. `remedy` is the way out, for people. README.md lists the same codes; a test proves that they agree.
 */
export const errorCodes = {
  'file-empty': { permanent: true, status: 422, remedy: 'the file has no bytes: ask for it again from where it came' },
  'not-a-pdf': {
    permanent: true,
    status: 415,
    remedy: 'its content is not a PDF, whatever its name says: convert it to PDF first',
  },
  'file-too-large': { permanent: true, status: 413, remedy: 'raise RIHLA_MAX_FILE_BYTES or split the file' },
  'too-many-readers': {
    permanent: false,
    status: 503,
    remedy: 'close other pages that follow the events, or raise RIHLA_MAX_EVENT_READERS',
  },
  'too-many-files': {
    permanent: true,
    status: 413,
    remedy: 'send fewer files at once or raise RIHLA_MAX_FILES_PER_UPLOAD',
  },
  'file-unreadable': {
    permanent: true,
    status: 422,
    remedy: 'check that the file still exists and that its permissions let Rihla read it',
  },
  'pdf-damaged': {
    permanent: true,
    status: 422,
    remedy: 'the file is cut off or broken: fetch it again, or repair it (qpdf, mutool clean)',
  },
  'pdf-encrypted': {
    permanent: true,
    status: 422,
    remedy: 'remove the password (qpdf --decrypt) and drop the file again',
  },
  'pdf-without-pages': {
    permanent: true,
    status: 422,
    remedy: 'the file has no pages: ask for it again from where it came',
  },
  'parse-time-limit': { permanent: true, status: 422, remedy: 'raise RIHLA_PARSE_TIMEOUT_SECONDS or split the file' },
  'parse-memory-limit': { permanent: true, status: 422, remedy: 'raise RIHLA_PARSE_MEMORY_BYTES or split the file' },
  'parser-crashed': { permanent: false, status: 500, remedy: 'retry; if it crashes again, report the file' },
  'stage-time-limit': {
    permanent: false,
    status: 500,
    remedy: 'retry; raise the limit of that stage if it happens again',
  },
  'stage-interrupted': {
    permanent: true,
    status: 500,
    remedy:
      'Rihla ended each time that it worked on this document: see its log and the memory of the machine, then retry',
  },
  'stage-failed': { permanent: false, status: 500, remedy: 'see the log for the cause, mend it, then retry' },
  'contract-broken': {
    permanent: true,
    status: 500,
    remedy: 'a stage made something that its contract forbids: report it with the document',
  },
  'store-damaged': {
    permanent: true,
    status: 500,
    remedy: 'a file of the store is missing or broken: restore it from a backup, or drop the document again',
  },
  'store-unwritable': { permanent: false, status: 503, remedy: 'check the permissions and free space of RIHLA_DATA' },
  'disk-full': {
    permanent: false,
    status: 507,
    remedy: 'make room on the disk that the message names, or lower RIHLA_MIN_FREE_BYTES: everything goes on by itself',
  },
  'data-in-use': {
    permanent: true,
    status: 409,
    remedy: 'another Rihla runs on this data folder: use that one, or give this one its own RIHLA_DATA',
  },
  'folder-unwritable': {
    permanent: true,
    status: 500,
    remedy: 'give Rihla the right to write there, or name another folder',
  },
  'port-in-use': { permanent: true, status: 500, remedy: 'stop what listens there or set RIHLA_PORT' },
  'settings-invalid': { permanent: true, status: 500, remedy: 'correct the settings that the message names' },
  'query-invalid': {
    permanent: true,
    status: 400,
    remedy: 'correct the query at the character that the message names',
  },
  'request-invalid': { permanent: true, status: 400, remedy: 'see /openapi.json for what this address takes' },
  'request-too-large': { permanent: true, status: 413, remedy: 'send a shorter request: its address, headers or body' },
  'headers-too-large': { permanent: true, status: 431, remedy: 'send a shorter address, or fewer and shorter headers' },
  'request-slow': { permanent: false, status: 408, remedy: 'send the request again, and in one go' },
  'media-type-unsupported': {
    permanent: true,
    status: 415,
    remedy: 'send the file as application/pdf or application/octet-stream, or several as multipart/form-data',
  },
  'token-required': {
    permanent: true,
    status: 401,
    remedy:
      'send a token that the server knows: Authorization: Bearer …, RIHLA_TOKEN for the command line, or sign in; rihla token makes one',
  },
  'role-insufficient': {
    permanent: true,
    status: 403,
    remedy: 'send a token with the role that the message names: rihla token makes one',
  },
  'too-many-requests': {
    permanent: false,
    status: 429,
    remedy:
      'wait as long as Retry-After says; raise RIHLA_MAX_REQUESTS_PER_MINUTE if so many are meant, or correct a wrong token',
  },
  'origin-refused': {
    permanent: true,
    status: 403,
    remedy:
      'call the server by the address that it listens on, from a program or from its own pages, or name the site in RIHLA_CORS_ORIGINS',
  },
  'method-not-allowed': { permanent: true, status: 405, remedy: 'see /openapi.json for what this address takes' },
  'range-not-satisfiable': { permanent: true, status: 416, remedy: 'ask for bytes within the size of the file' },
  'id-ambiguous': { permanent: true, status: 409, remedy: 'give more digits of the id' },
  'original-absent': {
    permanent: true,
    status: 404,
    remedy: 'the file was refused and its bytes were not kept: see why in its failure, mend it and add it again',
  },
  'document-unknown': { permanent: true, status: 404, remedy: 'list the documents to find its id: rihla documents' },
  'search-unknown': { permanent: true, status: 404, remedy: 'list the saved searches to find its id: rihla searches' },
  'too-many-searches': {
    permanent: true,
    status: 409,
    remedy: 'remove a saved search, or raise RIHLA_MAX_SEARCHES',
  },
  'webhook-refused': {
    permanent: true,
    status: 422,
    remedy: 'name a webhook that is public, or set RIHLA_WEBHOOK_PRIVATE where it is meant to be near',
  },
  'webhook-failed': {
    permanent: false,
    status: 502,
    remedy: 'it is sent again by itself: see that the receiver can be reached and answers 2xx',
  },
  'document-forgotten': {
    permanent: true,
    status: 410,
    remedy:
      'it was removed on purpose: the message says when and why; to take it in all the same, add it with --again (?again=true)',
  },
  'archive-absent': {
    permanent: true,
    status: 404,
    remedy: 'run it where the data is, with RIHLA_DATA naming that folder',
  },
  'backup-absent': { permanent: true, status: 404, remedy: 'name the folder that rihla backup was given' },
  'backup-damaged': {
    permanent: true,
    status: 500,
    remedy: 'restore from another backup; while the archive is still there, make a new one in an empty folder',
  },
  'backup-folder-refused': {
    permanent: true,
    status: 409,
    remedy: 'name a folder that is empty, absent or a backup, outside of RIHLA_DATA',
  },
  'data-folder-not-empty': {
    permanent: true,
    status: 409,
    remedy: 'let RIHLA_DATA name a folder that is empty or absent, or move away what is there',
  },
  'entry-unknown': { permanent: true, status: 404, remedy: 'list the register to find its entries and their keys' },
  'page-unknown': { permanent: true, status: 404, remedy: 'ask for a page that the document has: see its pageCount' },
  'document-unready': {
    permanent: false,
    status: 409,
    remedy: 'wait until the document is read: its outcome says when',
  },
  'document-not-parked': {
    permanent: true,
    status: 409,
    remedy: 'only what waits for a person can be dismissed: see its outcome',
  },
  'correction-refused': {
    permanent: true,
    status: 422,
    remedy:
      'correct a value that was extracted, as GET /documents/{id}?include=mentions gives it, in fields that it has',
  },
  'page-unbuilt': {
    permanent: true,
    status: 404,
    remedy: 'build the page with npm run build: npm ci does it where it installs development dependencies',
  },
  'route-unknown': { permanent: true, status: 404, remedy: 'see /openapi.json for the addresses there are' },
  'index-unavailable': { permanent: false, status: 503, remedy: 'wait for the index to come back, or start it' },
  'reindex-running': {
    permanent: true,
    status: 409,
    remedy: 'wait until it is done; what a process that ended has begun can be gone on with after ten seconds',
  },
  'index-unusable': {
    permanent: true,
    status: 500,
    remedy:
      'Elasticsearch refuses the credentials or the certificate, is of another version, or its index is not ours: see the message',
  },
  'queue-unavailable': { permanent: false, status: 503, remedy: 'wait for the queue to come back, or start it' },
  'queue-unusable': {
    permanent: true,
    status: 500,
    remedy: 'Redis refuses the password or the certificate: correct REDIS_URL, see the message',
  },
  'worker-stalled': {
    permanent: false,
    status: 503,
    remedy:
      'start a worker of that stage, or start the one that is named again; see its log and its way to the queue or its folder',
  },
  'internal-error': {
    permanent: false,
    status: 500,
    remedy: 'try again; the log of the server has the cause: report it if it happens again',
  },
  'server-unreachable': { permanent: false, status: 503, remedy: 'start it with rihla serve, or set RIHLA_URL' },
} as const satisfies Record<string, { permanent: boolean; status: number; remedy: string }>

export type ErrorCode = keyof typeof errorCodes

/** `offset` is the character of a query at which the fault stands. */
type ErrorDetails = { page?: number; byte?: number; offset?: number; cause?: unknown }

/** An error with a code of the table above. Its message is lower case, without full stop, and names the document. */
export class RihlaError extends Error {
  override readonly name = 'RihlaError'
  readonly code: ErrorCode
  readonly page: number | undefined
  readonly byte: number | undefined
  readonly offset: number | undefined

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.code = code
    this.page = details.page
    this.byte = details.byte
    this.offset = details.offset
  }

  get permanent(): boolean {
    return errorCodes[this.code].permanent
  }

  get status(): number {
    return errorCodes[this.code].status
  }

  get remedy(): string {
    return errorCodes[this.code].remedy
  }
}

/** The way out of a code that a record tells; a record of a newer Rihla may hold one that is unknown here. */
export function remedyOf(code: string): string {
  return isErrorCode(code) ? errorCodes[code].remedy : 'see README.md for what this code means'
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorCodes, code)
}

/** The message of anything thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
