import type { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { UploadAnswer, UploadQuery, type UploadedFile } from '../../contracts/http.ts'
import { isErrorCode, messageOf, RihlaError, type ErrorCode } from '../../errors.ts'
import { uploadedFile } from '../answers.ts'
import { auditDocument } from '../audit.ts'
import { fileNameIn } from '../content-disposition.ts'
import { knownError, ProblemError } from '../problem.ts'
import { defineRoute, noValues } from '../route.ts'
import type { ServerParts } from '../server-parts.ts'
import { incomingFile } from '../incoming-file.ts'

const binary = { type: 'string', contentMediaType: 'application/octet-stream' }

export const uploadFiles = defineRoute({
  method: 'POST',
  role: 'add',
  path: '/documents',
  operationId: 'uploadFiles',
  summary: 'Take in one file or several',
  description:
    'One file as the body itself, named by Content-Disposition or ?name=, or any number as multipart/form-data. ' +
    'A file that was here before is not taken in again; its new name is kept. Where every file is refused, the answer ' +
    'is a problem that lists them in `files`; where only some are, each says so itself.',
  parameters: noValues,
  query: UploadQuery,
  body: {
    'application/pdf': binary,
    'application/octet-stream': binary,
    'multipart/form-data': {
      type: 'object',
      properties: { file: { type: 'array', minItems: 1, items: binary } },
      required: ['file'],
    },
  },
  answers: { 200: 'every file was here before', 202: 'something new was taken in, and is on its way' },
  answer: UploadAnswer,
  errors: [
    'file-empty',
    'not-a-pdf',
    'file-too-large',
    'too-many-files',
    'file-unreadable',
    'document-forgotten',
    'media-type-unsupported',
    'store-unwritable',
    'disk-full',
    'queue-unavailable',
    'index-unavailable',
  ],
  async handle({ query, request, reply }, parts) {
    const files: UploadedFile[] = []
    try {
      const upload = { request, reply, parts, files, again: query.again ?? false }
      if (request.isMultipart()) await takeParts(upload)
      else await takeBody(query.name, upload)
    } catch (error) {
      throw withFiles(error, files)
    }
    return answerOf(files, reply)
  },
})

type Upload = {
  request: FastifyRequest
  reply: FastifyReply
  parts: ServerParts
  files: UploadedFile[]
  again: boolean
}

async function takeParts(upload: Upload): Promise<void> {
  const { maxFilesPerUpload, maxFileBytes } = upload.parts.limits
  const limits = { files: maxFilesPerUpload, fileSize: maxFileBytes + 1, fields: 50 }
  for await (const part of partsOf(upload.request, limits)) {
    if (part.type !== 'file') continue
    const isWhole = await take(part.filename, part.file, upload)
    if (!isWhole) throw new RihlaError('file-too-large', 'the upload goes on beyond all limits and was given up')
  }
  if (upload.files.length === 0) throw new RihlaError('request-invalid', 'the upload holds no file')
}

async function takeBody(name: string | undefined, upload: Upload): Promise<void> {
  const { headers, raw } = upload.request
  await take(fileNameIn(headers['content-disposition']) ?? name, raw, upload)
}

/** Takes one file in. False where its sender cannot be listened to any longer. */
async function take(
  name: string | undefined,
  stream: Readable,
  { request, reply, parts, files, again }: Upload,
): Promise<boolean> {
  const file = incomingFile(stream, { drainAtMostBytes: parts.limits.maxFileBytes })
  const added = await parts.submit({ name: name || unnamed, bytes: file.bytes, again }).catch((error: unknown) => {
    throw stream.errored ? new RihlaError('request-invalid', 'the upload broke off', { cause: error }) : error
  })
  const { document, already } = added
  auditDocument(parts.log, request, { documentId: document.documentId, already })
  files.push(uploadedFile(added, name || unnamed))
  const isWhole = await file.drain()
  if (!isWhole) void reply.header('connection', 'close')
  return isWhole
}

/** The parts of a form; what its parser cannot read is the sender's fault, not ours. */
async function* partsOf(request: FastifyRequest, limits: { files: number; fileSize: number; fields: number }) {
  try {
    yield* request.parts({ limits })
  } catch (error) {
    const known = knownError(error)
    if (known.code !== 'internal-error') throw known
    throw new RihlaError('request-invalid', `the form cannot be read: ${messageOf(error)}`, { cause: error })
  }
}

const unnamed = 'unnamed.pdf'

/** 202 where something new is on its way, 200 where all was here; a problem where nothing was taken in. */
function answerOf(files: UploadedFile[], reply: FastifyReply): UploadAnswer {
  const refused = files.filter(isRefused)
  if (refused.length === files.length) throw refusal(refused)
  void reply.status(files.some((file) => !file.already && !isRefused(file)) ? 202 : 200)
  return { files }
}

function refusal(files: UploadedFile[]): ProblemError {
  const codes = new Set(files.map((file) => file.failure?.code))
  const [first] = files
  const code: ErrorCode = first?.failure && isErrorCode(first.failure.code) ? first.failure.code : 'file-unreadable'
  if (files.length === 1 || codes.size === 1) {
    const detail = files.map((file) => file.failure?.message).join('; ')
    return new ProblemError(code, detail, { files })
  }
  return new ProblemError('file-unreadable', `none of the ${files.length} files could be taken in`, { files })
}

/** Refused at the door: a document that was parked later, and is sent again, was taken in. */
const isRefused = (file: UploadedFile): boolean => file.failure?.stage === 'ingest'

/** An upload that fails half-way says what became of the files before. */
function withFiles(error: unknown, files: UploadedFile[]): unknown {
  if (files.length === 0 || error instanceof ProblemError) return error
  const { code } = knownError(error)
  return new ProblemError(code, messageOf(knownError(error)), { files }, { cause: error })
}
