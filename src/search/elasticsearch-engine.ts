/** A request to Elasticsearch; `body` goes as JSON, `lines` as one JSON a line. */
export type EngineRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD'
  path: string
  query?: Record<string, string | number | boolean>
  body?: unknown
  lines?: readonly string[]
}

/** As much of a client as the index uses: the answer's JSON, or an `EngineError`. */
export type Engine = { request(request: EngineRequest, signal?: AbortSignal): Promise<unknown> }

/** `status` is that of the answer; 0 where there was none. */
export class EngineError extends Error {
  override readonly name = 'EngineError'
  readonly status: number

  constructor(status: number, message: string, cause?: unknown) {
    super(message, { cause })
    this.status = status
  }

  /** It may pass: no answer, too much asked at once, or the server's own fault. */
  get passing(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500
  }
}

/** The names of the aliases through which everything goes. */
export type Names = { documents: string; passages: string }
