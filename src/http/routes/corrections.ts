import { randomUUID } from 'node:crypto'
import { CorrectionEntry, CorrectionRequest, CorrectionsAnswer, type Correction } from '../../contracts/corrections.ts'
import { DocumentParameters } from '../../contracts/http.ts'
import { RihlaError } from '../../errors.ts'
import { makeCorrection } from '../../registers/make-correction.ts'
import { correctedDocument } from '../corrected-document.ts'
import { findDocument } from '../find-document.ts'
import { jsonBody, readBody } from '../request-body.ts'
import { defineRoute, noValues } from '../route.ts'

export const listCorrections = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/documents/{id}/corrections',
  operationId: 'listCorrections',
  summary: 'What people corrected in a document, oldest first, and what became of it',
  parameters: DocumentParameters,
  query: noValues,
  answers: { 200: 'every correction; those taken back or without a place say so' },
  answer: CorrectionsAnswer,
  errors: ['document-unknown', 'id-ambiguous', 'document-unready', 'store-damaged'],
  async handle({ parameters }, { store }) {
    const document = await findDocument(store, parameters.id)
    const { corrections, statuses } = await correctedDocument(store, document)
    return { corrections: corrections.map((correction) => entryOf(correction, statuses.get(correction.correctionId))) }
  },
})

export const addCorrection = defineRoute({
  method: 'POST',
  role: 'add',
  path: '/documents/{id}/corrections',
  operationId: 'addCorrection',
  summary: 'Accept, reject, edit, merge or split an extracted value, or take a correction back',
  description:
    'Kept apart from what was extracted and applied whenever the document is read anew. The target is a mention or a project as GET /documents/{id}?include=mentions gives it; of a project its first place.',
  parameters: DocumentParameters,
  query: noValues,
  body: jsonBody(CorrectionRequest),
  answers: { 202: 'kept; the document is being indexed with it' },
  answer: CorrectionEntry,
  errors: [
    'document-unknown',
    'id-ambiguous',
    'document-unready',
    'correction-refused',
    'media-type-unsupported',
    'store-damaged',
    'store-unwritable',
    'disk-full',
    'queue-unavailable',
  ],
  async handle({ parameters, request, reply }, { store, correct }) {
    const body = readBody(CorrectionRequest, request.body)
    const document = await findDocument(store, parameters.id)
    const { parsed, extracted, corrections } = await correctedDocument(store, document)
    const at = new Date().toISOString()
    const made = makeCorrection({ request: body, parsed, extracted, corrections, correctionId: randomUUID(), at })
    if ('fault' in made) throw new RihlaError('correction-refused', `${made.fault}: ${document.documentId}`)
    await correct(made.correction)
    void reply.status(202)
    return entryOf(made.correction, 'applied')
  },
})

function entryOf(correction: Correction, status: CorrectionEntry['status'] = 'applied'): CorrectionEntry {
  const { schema: _schema, was: _was, prefix: _prefix, suffix: _suffix, ...entry } = correction
  return { ...entry, status }
}
