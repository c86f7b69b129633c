import { z } from 'zod'

/** What a hit was sorted by; where it is by score, that comes first. */
const sort = z.array(z.union([z.number(), z.string(), z.null()]))

/** What Elasticsearch answers to a search, as far as we ask for it. */
const PassageHit = z.object({
  sort,
  _source: z.object({ body: z.string() }),
  highlight: z.record(z.string(), z.array(z.string())).optional(),
  matched_queries: z.union([z.record(z.string(), z.number()), z.array(z.string())]).optional(),
})
export type PassageHit = z.infer<typeof PassageHit>

const DocumentHit = z.object({
  sort,
  _source: z.object({ documentId: z.string(), record: z.string() }),
})
export type DocumentHit = z.infer<typeof DocumentHit>

/** The passages of one document, and how many there are. */
const PassagesBucket = z.object({
  key: z.string(),
  doc_count: z.int(),
  passages: z.object({ hits: z.object({ hits: z.array(PassageHit) }) }),
})
export type PassagesBucket = z.infer<typeof PassagesBucket>

export const PassagesAnswer = z.object({
  aggregations: z.object({ documents: z.object({ buckets: z.array(PassagesBucket) }) }),
})

const FacetBuckets = z.object({
  buckets: z.array(z.object({ key: z.string(), documents: z.object({ value: z.int() }) })),
})

export const PageAnswer = z.object({
  pit_id: z.string().optional(),
  hits: z.object({ hits: z.array(DocumentHit) }),
})

export const CountsAnswer = z.object({
  hits: z.object({ total: z.object({ value: z.int() }) }),
  aggregations: z
    .object({ documents: z.object({ value: z.int() }) })
    .catchall(z.union([FacetBuckets, z.object({ value: z.int() })])),
})
export type CountsAnswer = z.infer<typeof CountsAnswer>

export const SuggestAnswer = z.object({
  suggest: z.record(z.string(), z.array(z.object({ options: z.array(z.object({ text: z.string(), freq: z.int() })) }))),
  aggregations: z.object({ held: z.object({ buckets: z.record(z.string(), z.object({ doc_count: z.int() })) }) }),
})

export const ListAnswer = z.object({
  hits: z.object({
    hits: z.array(
      z.object({ _source: z.object({ documentId: z.string(), passageCount: z.int() }), sort: z.array(z.unknown()) }),
    ),
  }),
})

export const CompletionAnswer = z.object({
  aggregations: z.object({
    beginnings: z.object({ buckets: z.array(z.object({ key: z.string(), doc_count: z.int() })) }),
  }),
})

export const CountAnswer = z.object({
  aggregations: z.object({
    documents: z.object({ buckets: z.array(z.object({ key: z.string(), doc_count: z.int() })) }),
  }),
})
