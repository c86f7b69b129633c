import { z } from 'zod'
import type { RegisterName } from '../contracts/registers.ts'
import { passing } from './elasticsearch-bulk.ts'
import type { Clause } from './elasticsearch-query.ts'
import type { RowWriter } from './elasticsearch-register-write.ts'

/** What rows that belong together have in common: their entry, and what they were parted by besides. */
type Bucket = {
  entry: string
  part: string | undefined
  rows: number
  /** Milliseconds of the time when the first came in. */
  received: number | undefined
  value: number | undefined
  year: number | undefined
}

const perQuestion = 5_000

const Metric = z.object({ value: z.number().nullable() })
const BucketsAnswer = z.object({
  aggregations: z
    .object({
      groups: z.object({
        after_key: z.record(z.string(), z.unknown()).optional(),
        buckets: z.array(
          z.object({
            key: z.object({ entry: z.string(), part: z.string().optional() }),
            doc_count: z.int(),
            received: Metric.optional(),
            value: Metric.optional(),
            year: Metric.optional(),
          }),
        ),
      }),
    })
    .optional(),
})

const metricOf = {
  received: { min: { field: 'receivedAt' } },
  value: { max: { field: 'high' } },
  year: { max: { field: 'latestYear' } },
}

export type WalkOptions = {
  query: Clause
  /** Rows of one entry are parted by this field as well, in its order. */
  by?: 'documentId' | 'label'
  /** Figures wanted of each bucket. */
  metrics?: readonly (keyof typeof metricOf)[]
  /** Begins behind this entry. */
  after?: string
}

/**
 * Every bucket of the rows that match, in order of the entries: exact however many there are, for the engine gives them
 * page by page and never the first so many of them only.
 */
export async function* bucketsOf(
  rows: RowWriter,
  register: RegisterName,
  { query, by, metrics = [], after }: WalkOptions,
): AsyncIterable<Bucket> {
  const fields = ['register', 'entry', ...(by ? [by] : [])]
  const sources = fields.map((field, at) => ({ [at === 2 ? 'part' : field]: { terms: { field } } }))
  const aggs = Object.fromEntries(metrics.map((metric) => [metric, metricOf[metric]]))
  let from: Record<string, unknown> | undefined =
    after === undefined ? undefined : { register, entry: after, ...(by ? { part: last } : {}) }
  do {
    const composite = { size: perQuestion, sources, ...(from ? { after: from } : {}) }
    const groups = { composite, ...(metrics.length > 0 ? { aggs } : {}) }
    const body = { size: 0, track_total_hits: false, query, aggs: { groups } }
    const answer = await passing(rows, { method: 'POST', path: `/${rows.index}/_search`, body })
    const found = BucketsAnswer.parse(answer).aggregations?.groups
    for (const { key, doc_count, received, value, year } of found?.buckets ?? [])
      yield {
        entry: key.entry,
        part: key.part,
        rows: doc_count,
        received: received?.value ?? undefined,
        value: value?.value ?? undefined,
        year: year?.value ?? undefined,
      }
    from = found && found.buckets.length === perQuestion ? found.after_key : undefined
  } while (from)
}

/** Behind every text that a field holds. */
const last = '\u{10FFFF}'
