import { jsonLinesOf } from '../../export/json-lines.ts'
import { type Verdict, verdictsOf } from '../../export/verdicts.ts'
import { defineRoute, noValues } from '../route.ts'
import type { ServerParts } from '../server-parts.ts'
import { streamed } from '../streamed.ts'

const type = 'application/x-ndjson'

export const exportCorrections = defineRoute({
  method: 'GET',
  role: 'read',
  path: '/export/corrections.jsonl',
  operationId: 'exportCorrectionsAsJsonLines',
  summary: 'Every value that a person judged, right or wrong, of all documents: gold to measure extraction by',
  description: 'Streamed, without a limit of count; sent to be saved.',
  parameters: noValues,
  query: noValues,
  answers: { 200: 'the file' },
  content: type,
  errors: ['store-damaged'],
  handle: ({ reply }, { store }) =>
    streamed(reply, jsonLinesOf(allVerdicts(store)), { name: 'corrections.jsonl', type }),
})

async function* allVerdicts(store: ServerParts['store']): AsyncGenerator<Verdict> {
  for await (const documentId of store.documentIds()) {
    const corrections = await store.readCorrections(documentId)
    if (corrections.length === 0) continue
    const [parsed, extracted] = await Promise.all([store.readParsed(documentId), store.readExtracted(documentId)])
    yield* verdictsOf({ parsed, extracted, corrections })
  }
}
