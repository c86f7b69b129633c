import { z } from 'zod'
import { passing } from './elasticsearch-bulk.ts'
import type { RowWriter } from './elasticsearch-register-write.ts'

const perQuestion = 1_000

const Answer = z.object({
  aggregations: z.object({
    documents: z.object({
      after_key: z.record(z.string(), z.unknown()).optional(),
      buckets: z.array(z.object({ key: z.object({ documentId: z.string() }), doc_count: z.int() })),
    }),
  }),
})

/** Every document with the number of rows that are there; its record says how many there should be, and is not asked. */
export async function* rowCounts(rows: RowWriter): AsyncIterable<{ documentId: string; rowCount: number }> {
  for (let after: Record<string, unknown> | undefined; ;) {
    const sources = [{ documentId: { terms: { field: 'documentId' } } }]
    const composite = { size: perQuestion, sources, ...(after && { after }) }
    const query = { exists: { field: 'register' } }
    const body = { size: 0, track_total_hits: false, query, aggs: { documents: { composite } } }
    const answer = await passing(rows, { method: 'POST', path: `/${rows.index}/_search`, body })
    const { buckets, after_key } = Answer.parse(answer).aggregations.documents
    for (const { key, doc_count } of buckets) yield { documentId: key.documentId, rowCount: doc_count }
    if (buckets.length < perQuestion) return
    after = after_key
  }
}
