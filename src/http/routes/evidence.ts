import type { FastifyRequest } from 'fastify'
import {
  Annotation,
  AnnotationQuery,
  Citation,
  CitationQuery,
  PageAnswer,
  PageParameters,
} from '../../contracts/evidence.ts'
import { DocumentParameters } from '../../contracts/http.ts'
import type { ParsedDocument } from '../../contracts/parsed-document.ts'
import type { DocumentSummary } from '../../contracts/stored-document.ts'
import { RihlaError } from '../../errors.ts'
import { annotationOf } from '../../registers/annotation.ts'
import { citationOf } from '../../registers/citation.ts'
import { publisherOf } from '../../registers/publisher.ts'
import { correctedDocument } from '../corrected-document.ts'
import { findDocument } from '../find-document.ts'
import { pageAnswer } from '../page-answer.ts'
import { ProblemError } from '../problem.ts'
import { defineRoute, noValues } from '../route.ts'

const errors = ['document-unknown', 'id-ambiguous', 'document-unready', 'store-damaged'] as const

export const showPage = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/documents/{id}/pages/{number}',
  operationId: 'showPage',
  summary: 'A page as it was read: its paragraphs with their boxes, what was found on it, and how to cite it',
  parameters: DocumentParameters.extend(PageParameters.shape),
  query: noValues,
  answers: { 200: 'the page; offsets are those of the whole document' },
  answer: PageAnswer,
  errors: [...errors, 'page-unknown'],
  async handle({ parameters: { id, number }, request }, { store }) {
    const document = await findDocument(store, id)
    const { parsed, corrected } = await correctedDocument(store, document)
    return pageAnswer(parsed, {
      extracted: corrected,
      number,
      title: titleOf(document, parsed),
      address: addressOf(request, document),
    })
  },
})

export const showAnnotation = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/documents/{id}/annotation',
  operationId: 'showAnnotation',
  summary: 'A place of a document as a W3C Web Annotation, which is found again however the document is read anew',
  parameters: DocumentParameters,
  query: AnnotationQuery,
  answers: { 200: 'the annotation, in JSON-LD' },
  answer: Annotation,
  content: 'application/ld+json',
  errors: [...errors],
  async handle({ parameters: { id }, query: { start, end }, request, reply }, { store }) {
    const document = await findDocument(store, id)
    const { parsed, corrected } = await correctedDocument(store, document)
    if (end <= start || end > parsed.text.length) throw noSuchPlace(parsed.text.length)
    void reply.type('application/ld+json; charset=utf-8')
    return annotationOf(parsed, { span: { start, end }, source: addressOf(request, document), extracted: corrected })
  },
})

export const showCitation = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/documents/{id}/citation',
  operationId: 'showCitation',
  summary: 'How to cite a document, or a page of it: in words, as BibTeX, as CSL-JSON',
  parameters: DocumentParameters,
  query: CitationQuery,
  answers: { 200: 'the citation' },
  answer: Citation,
  errors: [...errors, 'page-unknown'],
  async handle({ parameters: { id }, query: { page }, request }, { store }) {
    const document = await findDocument(store, id)
    const { parsed, corrected } = await correctedDocument(store, document)
    if (page !== undefined && page > parsed.pageCount)
      throw new RihlaError('page-unknown', `there is no page ${page}: ${parsed.documentId} has ${parsed.pageCount}`)
    const publisher = publisherOf(parsed, corrected)
    const about = { title: titleOf(document, parsed), address: addressOf(request, document), publisher }
    return citationOf(parsed, { ...about, ...(page !== undefined && { page }) })
  },
})

/** The printed title, else the name that the file was dropped under. */
const titleOf = ({ title, names, documentId }: DocumentSummary, { metadata }: ParsedDocument): string =>
  metadata.title?.trim() || title?.trim() || names[0] || documentId

/** Where the file of the document is had, by the name under which the server was asked. */
function addressOf({ protocol, host }: FastifyRequest, { documentId }: DocumentSummary): string {
  const base = `${protocol}://${host}`
  return new URL(`/documents/${documentId}/file`, URL.canParse(base) ? base : 'http://localhost').href
}

function noSuchPlace(length: number): ProblemError {
  const message = `the text ends at ${length}: give a start before the end, and both within it`
  return new ProblemError('request-invalid', `end: ${message}`, { faults: [{ parameter: 'end', message }] })
}
