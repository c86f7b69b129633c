import { z } from 'zod'
import { SessionAnswer } from '../contracts/access.ts'
import { CorrectionEntry, CorrectionsAnswer, type CorrectionRequest } from '../contracts/corrections.ts'
import { Annotation, Citation, PageAnswer, type AnnotationQuery, type CitationQuery } from '../contracts/evidence.ts'
import {
  DocumentAnswer,
  DocumentEntry,
  DocumentsAnswer,
  HealthAnswer,
  Problem,
  ReadyAnswer,
  StatusAnswer,
  UploadAnswer,
  type DocumentsQuery,
  type SearchQuery,
  type UploadedFile,
} from '../contracts/http.ts'
import { ParkedEvent, PausedAnswer, ReindexEvent, VerifyEvent } from '../contracts/operations.ts'
import { OpsStatus } from '../contracts/ops.ts'
import type { EntryQuery, RegisterFilterQuery, RegisterQuery } from '../contracts/register-queries.ts'
import { RegisterEntryAnswer, RegisterPage, type RegisterName } from '../contracts/registers.ts'
import { SearchResponse } from '../contracts/search.ts'
import type { StageName } from '../contracts/stored-document.ts'
import { SuggestAnswer, type SimilarQuery, type SuggestQuery } from '../contracts/suggestions.ts'
import { NewSearch, SearchesAnswer, SearchTestAnswer, type SearchRequest } from '../contracts/searches.ts'
import { ForgottenAnswer } from '../contracts/tombstones.ts'
import { isErrorCode, messageOf, RihlaError } from '../errors.ts'

export type Client = ReturnType<typeof createClient>

/** What the server said of a request that it refused; the code is the server's. */
export class ServerError extends RihlaError {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(isErrorCode(problem.code) ? problem.code : 'internal-error', problem.detail, {
      ...(problem.offset !== undefined && { offset: problem.offset }),
    })
    this.problem = problem
  }

  override get remedy(): string {
    return this.problem.remedy
  }

  override get status(): number {
    return this.problem.status
  }
}

/**
 * Speaks to a running server. Every answer is checked against its contract; a refusal is thrown as a `ServerError`, and
 * `server-unreachable` where nobody answers.
 */
export function createClient({
  url,
  token,
  headersOf,
}: {
  url: string
  token?: string | undefined
  /** More headers of each request, such as a session's X-Rihla-Csrf. */
  headersOf?: () => Record<string, string>
}) {
  const send = async (path: string, options: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(options.headers)
    if (token) headers.set('authorization', `Bearer ${token}`)
    for (const [name, value] of Object.entries(headersOf?.() ?? {})) headers.set(name, value)
    const response = await reach(new URL(path, url), { ...options, headers })
    if (response.ok) return response
    throw await refusal(response)
  }
  const get = async <Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> =>
    checked(schema, await send(path), path)

  const post = async <Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema>> =>
    checked(schema, await send(path, { method: 'POST' }), path)

  return {
    url,
    /** Who the server takes us for. */
    session: () => get('/session', SessionAnswer),
    /** Signs a browser in: it is known by a cookie from then on. */
    signIn: async (secret: string) => {
      const body = JSON.stringify({ token: secret })
      const response = await send('/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      return checked(SessionAnswer, response, '/session')
    },
    signOut: async () => checked(SessionAnswer, await send('/session', { method: 'DELETE' }), '/session'),
    /** Sends one file. A refused one is an answer here, not an error: its outcome says why. */
    async addFile(
      file: { name: string; body: Blob | ReadableStream; again?: boolean },
      signal?: AbortSignal,
    ): Promise<UploadedFile> {
      const path = `/documents${parameters({ name: file.name, ...(file.again && { again: 'true' }) })}`
      const headers = { 'content-type': 'application/octet-stream' }
      const options = { method: 'POST', headers, body: file.body, duplex: 'half' as const, ...(signal && { signal }) }
      try {
        const { files } = await checked(UploadAnswer, await send(path, options), path)
        return only(files)
      } catch (error) {
        if (error instanceof ServerError && error.problem.files?.length === 1) return only(error.problem.files)
        throw error
      }
    },
    documents: (query: DocumentsQuery = {}) => get(`/documents${parameters(query)}`, DocumentsAnswer),
    document: (id: string, query: { include?: 'mentions'[] } = {}) =>
      get(`/documents/${encodeURIComponent(id)}${parameters(query)}`, DocumentAnswer),
    /** Removes all that there is of a document, but for the tombstone that is answered. */
    forget: async (id: string, reason: string) => {
      const path = `/documents/${encodeURIComponent(id)}${parameters({ reason })}`
      return checked(ForgottenAnswer, await send(path, { method: 'DELETE' }), path)
    },
    /** The original, or a part of it where `range` asks for one ("bytes=0-1023"). */
    file: (id: string, { range }: { range?: string } = {}) =>
      send(`/documents/${encodeURIComponent(id)}/file`, range ? { headers: { range } } : {}),
    /** Names and words that begin so, each with what to put into the query for it. */
    suggest: (query: SuggestQuery) => get(`/suggest${parameters(query)}`, SuggestAnswer),
    /** Passages that speak of the same as one of this document. */
    similar: (id: string, query: SimilarQuery) =>
      get(`/documents/${encodeURIComponent(id)}/similar${parameters(query)}`, SearchResponse),
    /** What becomes of documents, as it happens, until the signal or the server ends it. */
    async *events({
      lastEventId,
      signal,
    }: { lastEventId?: string; signal?: AbortSignal } = {}): AsyncGenerator<LiveEvent> {
      const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId }
      yield* liveEventsOf(await send('/events', { headers, ...(signal && { signal }) }))
    },
    searches: () => get('/searches', SearchesAnswer),
    saveSearch: async (search: z.input<typeof SearchRequest>) => {
      const headers = { 'content-type': 'application/json' }
      const options = { method: 'POST', headers, body: JSON.stringify(search) }
      return checked(NewSearch, await send('/searches', options), '/searches')
    },
    removeSearch: async (id: string) => {
      const path = `/searches/${encodeURIComponent(id)}`
      return checked(SearchesAnswer, await send(path, { method: 'DELETE' }), path)
    },
    /** What a saved search finds at present; its webhook is tried with a message that says as much. */
    testSearch: (id: string) => post(`/searches/${encodeURIComponent(id)}/test`, SearchTestAnswer),
    search: (query: SearchQuery) => get(`/search${parameters(query)}`, SearchResponse),
    register: (register: RegisterName, query: RegisterQuery = {}) =>
      get(`/${register}${parameters(query)}`, RegisterPage),
    registerEntry: (register: RegisterName, key: string, query: EntryQuery = {}) =>
      get(`/${register}/${encodeURIComponent(key)}${parameters(query)}`, RegisterEntryAnswer),
    page: (id: string, number: number) => get(`/documents/${encodeURIComponent(id)}/pages/${number}`, PageAnswer),
    annotation: (id: string, place: AnnotationQuery) =>
      get(`/documents/${encodeURIComponent(id)}/annotation${parameters(place)}`, Annotation),
    citation: (id: string, query: CitationQuery = {}) =>
      get(`/documents/${encodeURIComponent(id)}/citation${parameters(query)}`, Citation),
    corrections: (id: string) => get(`/documents/${encodeURIComponent(id)}/corrections`, CorrectionsAnswer),
    correct: async (id: string, correction: CorrectionRequest) => {
      const path = `/documents/${encodeURIComponent(id)}/corrections`
      const headers = { 'content-type': 'application/json' }
      return checked(
        CorrectionEntry,
        await send(path, { method: 'POST', headers, body: JSON.stringify(correction) }),
        path,
      )
    },
    /** A register or a search as a file ("projects.iati.xml", "search.csv"), to be read as it comes. */
    export: (file: string, query: RegisterFilterQuery | SearchQuery = {}) =>
      send(`/export/${encodeURIComponent(file)}${parameters(query)}`),
    /** Faults and progress as they are found, then the report. */
    async *verify({ fix = false } = {}): AsyncGenerator<VerifyEvent> {
      const response = await send(`/operations/verify${parameters({ fix: String(fix) })}`, { method: 'POST' })
      for await (const line of linesOf(response)) yield eventOf(VerifyEvent, line)
    },
    /** Progress as it is made, then the report. */
    async *reindex({ dropOld = false } = {}): AsyncGenerator<ReindexEvent> {
      const response = await send(`/operations/reindex${parameters({ dropOld: String(dropOld) })}`, { method: 'POST' })
      for await (const line of linesOf(response)) yield eventOf(ReindexEvent, line)
    },
    retry: (id: string) => post(`/documents/${encodeURIComponent(id)}/retry`, DocumentEntry),
    dismiss: (id: string) => post(`/documents/${encodeURIComponent(id)}/dismiss`, DocumentEntry),
    /** Every document that was retried or dismissed, progress between them, then the report. */
    async *parked(action: 'retry' | 'dismiss', { code }: { code?: string | undefined }): AsyncGenerator<ParkedEvent> {
      const which = code === undefined ? { all: 'true' } : { code }
      const response = await send(`/ops/${action}${parameters(which)}`, { method: 'POST' })
      for await (const line of linesOf(response)) yield eventOf(ParkedEvent, line)
    },
    /** Every document that is read again because an older reading has read it, then the report. */
    async *reprocessOutdated(): AsyncGenerator<ParkedEvent> {
      const response = await send('/operations/reprocess?outdated=true', { method: 'POST' })
      for await (const line of linesOf(response)) yield eventOf(ParkedEvent, line)
    },
    /** Pauses a stage, or all, or has it go on; returns which are paused then. */
    async pauseOrResume(action: 'pause' | 'resume', stage?: StageName): Promise<StageName[]> {
      const query = stage === undefined ? '' : `?stage=${stage}`
      const response = await send(`/ops/${action}${query}`, { method: 'POST' })
      return PausedAnswer.parse(await response.json()).paused
    },
    status: () => get('/status', StatusAnswer),
    opsStatus: () => get('/ops/status', OpsStatus),
    alive: () => get('/healthz', HealthAnswer),
    ready: () => get('/readyz', ReadyAnswer),
  }
}

/** What a server cuts off in the middle is no whole answer: that is thrown. */
async function* linesOf({ body }: Response): AsyncGenerator<string> {
  let rest = ''
  const decoder = new TextDecoder()
  // Not every browser can iterate over a stream.
  const reader = body?.getReader()
  try {
    for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
      const lines = (rest + decoder.decode(chunk.value, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      yield* lines
    }
  } finally {
    await reader?.cancel()
  }
}

export type LiveEvent = { id: string } & ({ event: 'hello' | 'reset' } | { event: 'document'; document: DocumentEntry })

/** Events of kinds that this version does not know are passed over. */
async function* liveEventsOf(response: Response): AsyncGenerator<LiveEvent> {
  let fields: Record<string, string> = {}
  for await (const line of linesOf(response)) {
    const [, name, value] = /^(\w+): ?(.*)$/.exec(line) ?? []
    if (name !== undefined) fields[name] = value!
    if (line !== '') continue
    const { id = '', event, data = '' } = fields
    fields = {}
    if (event === 'hello' || event === 'reset') yield { id, event }
    if (event === 'document') yield { id, event, document: eventOf(DocumentEntry, data) }
  }
}

function eventOf<Schema extends z.ZodType>(schema: Schema, line: string): z.output<Schema> {
  const event = parsedJson(schema, line)
  if (event !== undefined) return event
  throw new RihlaError('contract-broken', 'a line of the answer is none that this version understands')
}

async function reach(address: URL, options: RequestInit): Promise<Response> {
  try {
    return await fetch(address, options)
  } catch (error) {
    options.signal?.throwIfAborted()
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
    throw new RihlaError('server-unreachable', `no server answers at ${address.origin}: ${messageOf(cause)}`, {
      cause: error,
    })
  }
}

async function refusal(response: Response): Promise<RihlaError> {
  const text = await response.text()
  const problem = parsedJson(Problem, text)
  if (problem) return new ServerError(problem)
  const message = `what answers at ${new URL(response.url).origin} is no Rihla: it says ${response.status}`
  return new RihlaError('server-unreachable', message)
}

async function checked<Schema extends z.ZodType>(
  schema: Schema,
  response: Response,
  path: string,
): Promise<z.output<Schema>> {
  const answer = parsedJson(schema, await response.text())
  if (answer !== undefined) return answer
  const message = `the answer to ${path.split('?')[0]} is none that this version understands`
  throw new RihlaError('contract-broken', message)
}

function parsedJson<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function parameters(values: Record<string, string | number | readonly (string | number)[] | undefined>): string {
  const entries = Object.entries(values).flatMap(([name, value]) =>
    (value === undefined ? [] : [value].flat()).map((one): [string, string] => [name, String(one)]),
  )
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`
}

function only(files: UploadedFile[]): UploadedFile {
  const [file] = files
  if (!file) throw new RihlaError('contract-broken', 'the answer to an upload names no file')
  return file
}
