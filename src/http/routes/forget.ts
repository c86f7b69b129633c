import { DocumentParameters } from '../../contracts/http.ts'
import { ForgetQuery, ForgottenAnswer } from '../../contracts/tombstones.ts'
import { completedId } from '../find-document.ts'
import { defineRoute } from '../route.ts'

export const forgetDocument = defineRoute({
  method: 'DELETE',
  role: 'operate',
  path: '/documents/{id}',
  operationId: 'forget',
  summary: 'Remove all that there is of a document, and leave a tombstone that says who had it forgotten, when and why',
  description:
    'Original, results, index entries, rows of registers and jobs are removed. The same bytes are then refused with ' +
    '`document-forgotten`, unless they are sent with ?again=true. Safe to repeat.',
  parameters: DocumentParameters,
  query: ForgetQuery,
  answers: { 200: 'the tombstone' },
  answer: ForgottenAnswer,
  errors: [
    'document-unknown',
    'id-ambiguous',
    'store-damaged',
    'store-unwritable',
    'disk-full',
    'queue-unavailable',
    'index-unavailable',
  ],
  async handle({ parameters, query, request }, { store, forget }) {
    const documentId = parameters.id.length === 64 ? parameters.id : await completedId(store, parameters.id)
    const by = request.caller?.name ?? 'unknown'
    const { schema: _schema, generation: _generation, ...told } = await forget({ documentId, by, reason: query.reason })
    return told
  },
})
