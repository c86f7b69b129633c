import type { FastifyReply, FastifyRequest } from 'fastify'
import { UploadAnswer, UploadQuery, type UploadedFile } from '../../contracts/http.ts'
import type { ErrorCode } from '../../errors.ts'
import { isErrorCode, messageOf } from '../../errors.ts'
import { uploadedFile } from '../answers.ts'
import { fileNameIn } from '../content-disposition.ts'
import { knownError, ProblemError } from '../problem.ts'
import { defineRoute, noValues } from '../route.ts'
import type { ServerParts } from '../server-parts.ts'
import { incomingFile } from '../incoming-file.ts'

const binary = { type: 'string', contentMediaType: 'application/octet-stream' }

export const uploadFiles = defineRoute({
  method: 'POST',
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
    'multipart/form-data': { type: 'object', properties: { file: { type: 'array', items: binary } } },
  },
  answers: { 200: 'every file was here before', 202: 'something new was taken in, and is on its way' },
  answer: UploadAnswer,
  errors: [
    'file-empty',
    'not-a-pdf',
    'file-too-large',
    'too-many-files',
    'file-unreadable',
    'media-type-unsupported',
    'store-unwritable',
    'queue-unavailable',
    'index-unavailable',
  ],
  async handle({ query, request, reply }, parts) {
    const files: UploadedFile[] = []
    try {
      if (request.isMultipart()) await takeParts({ request, parts, files })
      else await takeBody({ name: query.name, request, parts, files })
    } catch (error) {
      throw withFiles(error, files)
    }
    return answerOf(files, reply)
  },
})

type Upload = { request: FastifyRequest; parts: ServerParts; files: UploadedFile[] }

async function takeParts({ request, parts, files }: Upload): Promise<void> {
  const limits = { files: parts.limits.maxFilesPerUpload, fileSize: parts.limits.maxFileBytes + 1, fields: 50 }
  for await (const part of request.parts({ limits })) {
    if (part.type !== 'file') continue
    files.push(await take({ name: part.filename, file: incomingFile(part.file), parts }))
  }
  if (files.length === 0) throw new ProblemError('request-invalid', 'the upload holds no file', {})
}

async function takeBody({ name, request, parts, files }: Upload & { name: string | undefined }): Promise<void> {
  const given = fileNameIn(request.headers['content-disposition']) ?? name ?? 'unnamed.pdf'
  const drainAtMost = parts.limits.maxFileBytes
  files.push(await take({ name: given, file: incomingFile(request.raw, drainAtMost), parts }))
}

async function take({
  name,
  file,
  parts,
}: {
  name: string
  file: ReturnType<typeof incomingFile>
  parts: ServerParts
}): Promise<UploadedFile> {
  const added = await parts.submit({ name: name || 'unnamed.pdf', bytes: file.bytes })
  await file.drain()
  return uploadedFile(added, name)
}

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
