import { DocumentParameters } from '../../contracts/http.ts'
import { SimilarAnswer, SimilarQuery } from '../../contracts/suggestions.ts'
import { RihlaError } from '../../errors.ts'
import { findDocument } from '../find-document.ts'
import { defineRoute } from '../route.ts'

export const similarPassages = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/documents/{id}/similar',
  operationId: 'similar',
  summary: 'Passages of all documents that speak of the same as a passage of this one',
  parameters: DocumentParameters,
  query: SimilarQuery,
  answers: { 200: 'the most alike first; the passage itself is left out' },
  answer: SimilarAnswer,
  errors: ['document-unknown', 'id-ambiguous', 'store-damaged', 'index-unavailable'],
  async handle({ parameters: { id }, query: { passage, size, passages } }, { store, index }) {
    const { documentId } = await findDocument(store, id)
    const passageId = passage.includes('-') ? passage : `${documentId}-${passage}`
    if (!passageId.startsWith(`${documentId}-`))
      throw new RihlaError('document-unknown', `passage ${passage} is none of document ${documentId}`)
    return index.similar(passageId, { size, passagesPerDocument: passages })
  },
})
