import type { DocumentEntry, FailureAnswer, UploadedFile } from '../contracts/http.ts'
import type { Added } from '../contracts/store.ts'
import type { DocumentSummary, Failure } from '../contracts/stored-document.ts'
import { remedyOf } from '../errors.ts'

/** A document as clients see it: without what only the pipeline needs, and with the way out of its failure. */
export function documentEntry(document: DocumentSummary, { withStack = false } = {}): DocumentEntry {
  const { schema: _schema, generation: _generation, failure, ...entry } = document
  return { ...entry, ...(failure && { failure: failureAnswer(failure, { withStack }) }) }
}

export function uploadedFile({ document, already }: Added, name: string): UploadedFile {
  const { documentId, outcome, state, failure } = document
  return { documentId, name, already, outcome, state, ...(failure && { failure: failureAnswer(failure) }) }
}

/** What was thrown where is for operators, who ask for one document. */
function failureAnswer({ stack, ...failure }: Failure, { withStack = false } = {}): FailureAnswer {
  return { ...failure, ...(withStack && stack && { stack }), remedy: remedyOf(failure.code) }
}
