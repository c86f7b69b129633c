import { z } from 'zod'
import type { Problem } from '../contracts/http.ts'
import { errorCodes, RihlaError, type ErrorCode } from '../errors.ts'

export const problemType = 'application/problem+json; charset=utf-8'

export type ProblemExtras = Partial<Pick<Problem, 'faults' | 'files' | 'checks' | 'offset' | 'page' | 'byte'>>

/** An error whose answer carries more than its code: faults of parameters, files of an upload, checks. */
export class ProblemError extends RihlaError {
  readonly extras: ProblemExtras
  /** Where it is not that of the code. */
  readonly statusOverride: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    extras: ProblemExtras,
    details: { cause?: unknown; status?: number } = {},
  ) {
    super(code, message, { cause: details.cause })
    this.extras = extras
    this.statusOverride = details.status
  }
}

/** What a client is told of an error; of one that nobody foresaw only that it happened. `instance` is the address asked for. */
export function problemOf(error: unknown, instance: string): Problem {
  const known = knownError(error)
  const { code, message } = known
  const extras = known instanceof ProblemError ? known.extras : {}
  return {
    type: `urn:rihla:error:${code}`,
    title: code.replaceAll('-', ' '),
    status: known instanceof ProblemError ? (known.statusOverride ?? known.status) : known.status,
    detail: message,
    code,
    remedy: errorCodes[code].remedy,
    instance,
    ...(known.page === undefined ? {} : { page: known.page }),
    ...(known.byte === undefined ? {} : { byte: known.byte }),
    ...(known.offset === undefined ? {} : { offset: known.offset }),
    ...extras,
  }
}

/** The error itself where it is ours, else ours for what Fastify and its parsers refuse, else an internal one. */
export function knownError(error: unknown): RihlaError {
  if (error instanceof RihlaError) return error
  const { code = '', statusCode = 500 } = FrameworkError.safeParse(error).data ?? {}
  const ours = frameworkErrors[code]
  if (ours) return new RihlaError(ours[0], ours[1], { cause: error })
  if (statusCode >= 400 && statusCode < 500)
    return new RihlaError('request-invalid', 'the request cannot be understood', { cause: error })
  return new RihlaError('internal-error', 'something failed that nobody foresaw', { cause: error })
}

const FrameworkError = z.object({ code: z.string().optional(), statusCode: z.number().optional() })

const frameworkErrors: Record<string, [ErrorCode, string]> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['media-type-unsupported', 'the media type of the body is not taken here'],
  FST_ERR_CTP_BODY_TOO_LARGE: ['request-too-large', 'the body of the request is too large'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['request-invalid', 'the body is no valid json'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['request-invalid', 'the body is announced as json and empty'],
  FST_ERR_BAD_URL: ['request-invalid', 'the address is no valid one'],
  FST_FILES_LIMIT: ['too-many-files', 'the upload holds more files than one may'],
  FST_PARTS_LIMIT: ['too-many-files', 'the upload holds more parts than one may'],
  FST_FIELDS_LIMIT: ['too-many-files', 'the upload holds more fields than one may'],
  FST_MP_PREMATURE_CLOSE: ['request-invalid', 'the upload ended before it was whole'],
}
