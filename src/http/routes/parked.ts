import { DocumentEntry, DocumentParameters } from '../../contracts/http.ts'
import { ParkedQuery } from '../../contracts/operations.ts'
import { documentEntry } from '../answers.ts'
import { eventLines } from '../event-lines.ts'
import { findDocument } from '../find-document.ts'
import { ProblemError } from '../problem.ts'
import { defineRoute, noValues } from '../route.ts'

const one = {
  method: 'POST',
  role: 'operate',
  parameters: DocumentParameters,
  query: noValues,
  answer: DocumentEntry,
} as const
const many = {
  method: 'POST',
  role: 'operate',
  description:
    'Of those with a code, or of all with all=true. Answers with a line of JSON for every document, and a report.',
  parameters: noValues,
  query: ParkedQuery,
  answers: { 200: 'documents and progress as they come, then the report' },
  content: 'application/x-ndjson',
} as const

export const retryDocument = defineRoute({
  ...one,
  path: '/documents/{id}/retry',
  operationId: 'retryDocument',
  summary: 'Send a parked or dismissed document on from the stage that failed; any other stays as it is',
  answers: { 202: 'it is on its way, or was' },
  errors: [
    'document-unknown',
    'id-ambiguous',
    'original-absent',
    'store-damaged',
    'store-unwritable',
    'queue-unavailable',
  ],
  async handle({ parameters, reply }, { store, parked }) {
    const { documentId } = await findDocument(store, parameters.id)
    void reply.status(202)
    return documentEntry(await parked.retry(documentId))
  },
})

export const dismissDocument = defineRoute({
  ...one,
  path: '/documents/{id}/dismiss',
  operationId: 'dismissDocument',
  summary: 'Let a parked document be: it is still found, with its failure, and waits for nobody any more',
  answers: { 200: 'it is dismissed, or was' },
  errors: ['document-unknown', 'id-ambiguous', 'document-not-parked', 'store-damaged', 'store-unwritable'],
  async handle({ parameters }, { store, parked }) {
    const { documentId } = await findDocument(store, parameters.id)
    return documentEntry(await parked.dismiss(documentId))
  },
})

export const retryMany = defineRoute({
  ...many,
  path: '/ops/retry',
  operationId: 'retryMany',
  summary: 'Send parked documents on, each from the stage that failed',
  errors: ['store-unwritable', 'queue-unavailable'],
  handle: ({ query, reply }, { parked }): Promise<object> => eventLines(reply, parked.retryMany(meant(query))),
})

export const dismissMany = defineRoute({
  ...many,
  path: '/ops/dismiss',
  operationId: 'dismissMany',
  summary: 'Let parked documents be',
  errors: ['store-unwritable'],
  handle: ({ query, reply }, { parked }): Promise<object> => eventLines(reply, parked.dismissMany(meant(query))),
})

/** Nobody means all by saying nothing. */
function meant({ code, all = false }: { code?: string | undefined; all?: boolean | undefined }): { code?: string } {
  if (all === (code !== undefined)) {
    const message = 'say which are meant: a code, or all=true'
    throw new ProblemError('request-invalid', `code: ${message}`, { faults: [{ parameter: 'code', message }] })
  }
  return code === undefined ? {} : { code }
}
