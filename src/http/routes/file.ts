import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { DocumentParameters } from '../../contracts/http.ts'
import type { DocumentSummary } from '../../contracts/stored-document.ts'
import { RihlaError } from '../../errors.ts'
import { byteRange } from '../byte-range.ts'
import { attachment } from '../content-disposition.ts'
import { findDocument } from '../find-document.ts'
import { defineRoute, noValues } from '../route.ts'

export const downloadFile = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/documents/{id}/file',
  operationId: 'downloadFile',
  summary: 'The original file, or a range of its bytes',
  description: 'Always sent to be saved, never to be shown by the browser itself: a document may hold anything.',
  query: noValues,
  parameters: DocumentParameters,
  headers: {
    range: 'bytes=first-last: only this part',
    'if-range': 'the part only if the file still has this ETag',
    'if-none-match': 'nothing if the file still has this ETag',
  },
  answers: { 200: 'the whole file', 206: 'the part asked for', 304: 'the file is the one with this ETag' },
  content: 'application/pdf',
  errors: ['document-unknown', 'id-ambiguous', 'original-absent', 'range-not-satisfiable'],
  async handle({ parameters, request, reply }, { store }) {
    const document = await findDocument(store, parameters.id)
    const path = store.originalPath(document.documentId)
    const sizeBytes = await sizeOf(path, document)
    // The id is the hash of the bytes: what has this tag never changes.
    const etag = `"${document.documentId}"`
    setHeaders(reply, { etag, document })
    if (listsTag(request.headers['if-none-match'], etag)) return reply.status(304).send()
    return sendPart({ request, reply, path, sizeBytes, etag })
  },
})

async function sizeOf(path: string, document: DocumentSummary): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (found) return found.size
  throw new RihlaError('original-absent', `the file of ${document.documentId} was refused and is not kept`)
}

function setHeaders(reply: FastifyReply, { etag, document }: { etag: string; document: DocumentSummary }): void {
  void reply.headers({
    etag,
    'accept-ranges': 'bytes',
    'cache-control': 'private, no-cache',
    'content-type': document.mediaType,
    'content-disposition': attachment(document.names[0] ?? `${document.documentId}.pdf`),
    'content-security-policy': "sandbox; default-src 'none'",
  })
}

function sendPart({
  request,
  reply,
  path,
  sizeBytes,
  etag,
}: {
  request: FastifyRequest
  reply: FastifyReply
  path: string
  sizeBytes: number
  etag: string
}): FastifyReply {
  const ifRange = request.headers['if-range']
  const wanted = ifRange === undefined || ifRange === etag ? request.headers.range : undefined
  const range = partOf(reply, wanted, sizeBytes)
  const { first, last } = range ?? { first: 0, last: sizeBytes - 1 }
  if (range) void reply.status(206).header('content-range', `bytes ${first}-${last}/${sizeBytes}`)
  void reply.header('content-length', last - first + 1)
  return reply.send(createReadStream(path, { start: first, end: last }))
}

function partOf(reply: FastifyReply, header: string | undefined, sizeBytes: number) {
  try {
    return byteRange(header, sizeBytes)
  } catch (error) {
    void reply.header('content-range', `bytes */${sizeBytes}`)
    throw error
  }
}

function listsTag(header: string | undefined, etag: string): boolean {
  const tags = (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.some((tag) => tag === etag || tag === '*')
}
