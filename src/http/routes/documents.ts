import type { ExtractedDocument } from '../../contracts/extracted-document.ts'
import {
  DocumentAnswer,
  DocumentParameters,
  DocumentQuery,
  DocumentsAnswer,
  DocumentsQuery,
} from '../../contracts/http.ts'
import type { DocumentSummary } from '../../contracts/stored-document.ts'
import { applyCorrections } from '../../registers/apply-corrections.ts'
import { documentEntry } from '../answers.ts'
import { documentEntities } from '../document-entities.ts'
import { findDocument } from '../find-document.ts'
import { defineRoute, noValues } from '../route.ts'
import type { ServerParts } from '../server-parts.ts'

export const listDocuments = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/documents',
  operationId: 'listDocuments',
  summary: 'What became of every document, newest first',
  parameters: noValues,
  query: DocumentsQuery,
  answers: { 200: 'the documents that match, and how many there are' },
  answer: DocumentsAnswer,
  errors: [],
  async handle({ query: { outcome, code, name, size, cursor } }, { store }) {
    const found = await store.documents({
      size,
      ...(outcome && { outcome }),
      ...(code && { code }),
      ...(name && { name }),
      ...(cursor && { cursor }),
    })
    return { ...found, documents: found.documents.map((document) => documentEntry(document)) }
  },
})

export const showDocument = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/documents/{id}',
  operationId: 'showDocument',
  summary: 'All that is known of one document: its state, what is incomplete, and what was found in it',
  parameters: DocumentParameters,
  query: DocumentQuery,
  answers: { 200: 'the document; what a stage has not made yet is absent' },
  answer: DocumentAnswer,
  errors: ['document-unknown', 'id-ambiguous', 'store-damaged'],
  async handle({ parameters, query, request }, { store }) {
    const document = await findDocument(store, parameters.id)
    const { hasParsed, hasExtracted } = resultsOf(document)
    return {
      ...documentEntry(document, { withStack: request.caller?.role === 'operate' }),
      ...(hasParsed && (await parsedParts(store, document.documentId))),
      ...(hasExtracted && (await extractedParts(store, document.documentId, query.include.includes('mentions')))),
    }
  },
})

/** Which results of the stages the store holds, whatever is made of it anew: until that is there, these are. */
function resultsOf({ parserVersion, rulesVersion }: DocumentSummary) {
  return { hasParsed: parserVersion !== undefined, hasExtracted: rulesVersion !== undefined }
}

async function parsedParts(store: ServerParts['store'], documentId: string) {
  const { metadata, pages } = await store.readParsed(documentId)
  return { metadata, pages }
}

async function extractedParts(store: ServerParts['store'], documentId: string, withMentions: boolean) {
  const extracted = await asCorrected(store, await store.readExtracted(documentId))
  const { keyPhrases, mentions, projects } = extracted
  return { entities: documentEntities(extracted), keyPhrases, ...(withMentions && { mentions, projects }) }
}

async function asCorrected(store: ServerParts['store'], extracted: ExtractedDocument): Promise<ExtractedDocument> {
  const corrections = await store.readCorrections(extracted.documentId)
  if (corrections.length === 0) return extracted
  return applyCorrections({ parsed: await store.readParsed(extracted.documentId), extracted, corrections }).corrected
}
