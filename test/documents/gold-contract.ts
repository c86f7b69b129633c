import { z } from 'zod'

const text = z.string().min(1)
const amount = z.strictObject({ value: z.number().positive(), currency: z.string().length(3) })
const year = z.string().regex(/^\d{4}$/)

/** What a person says is true of a document of fixtures/. */
export const Gold = z.strictObject({
  doc: text,
  language: z.enum(['en', 'fr', 'es']),
  title: text,
  alt_titles: z.array(text),
  countries: z.array(
    z.strictObject({
      iso3: z.string().regex(/^[A-Z]{3}$/),
      mentions: z.int().positive(),
      mentions_in_org_names: z.int().nonnegative(),
      surfaces: z.array(text).min(1),
      /** Only a donor or part of a body's name: neither a hit nor a miss counts. */
      weak: z.literal(true).optional(),
    }),
  ),
  conventions: z.array(
    z.strictObject({
      id: text,
      title: text,
      year: z.int(),
      surface: text,
      soft: z.boolean(),
      scope: z.enum(['ILO', 'UN', 'regional', 'policy']),
      where: z.enum(['text', 'table', 'footnote']),
    }),
  ),
  figures: z.array(
    z.strictObject({
      kind: z.enum(['money', 'percent', 'ratio', 'count', 'duration', 'age']),
      value: z.union([z.number(), z.tuple([z.number(), z.number()])]),
      currency: z.string().length(3).nullable(),
      surface: text,
      unit: text,
      modifier: text.nullable(),
      year: z.int().nullable(),
      /** Careful readers differ whether it counts. */
      optional: z.boolean(),
      where: z.enum(['text', 'table', 'footnote']),
      note: text.optional(),
    }),
  ),
  projects: z.array(
    z.strictObject({
      title: text,
      alt_titles: z.array(text),
      period: z.strictObject({ from: year, to: year }).nullable(),
      countries: z.array(z.string().length(3)),
      donors: z.array(text),
      partners: z.array(text),
      amount: amount.nullable(),
      optional: z.boolean(),
    }),
  ),
  queries: z.array(
    z.strictObject({ query: text, key_sentence: text, page: z.int().positive(), also_pages: z.array(z.int()) }),
  ),
  notes: z.array(text),
})
export type Gold = z.infer<typeof Gold>

export const Question = z.strictObject({
  question: text,
  query: text,
  document: text,
  page: z.int().positive(),
  /** Stands on that page. */
  answer: text,
})
