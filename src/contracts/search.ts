import { z } from 'zod'
import { Incompleteness, IncompletenessCode } from './incompleteness.ts'
import { Language, ParagraphKind } from './parsed-document.ts'
import { CountryCode, CurrencyCode, FigureKind } from './extracted-document.ts'
import { Box, Span, TextRun } from './position.ts'
import { DocumentId } from './stored-document.ts'

/** A figure as the index keeps it: a single value has `low` = `high`. */
export const IndexedFigure = z.strictObject({
  kind: FigureKind,
  low: z.number(),
  high: z.number(),
  currency: CurrencyCode.optional(),
  unit: z.string().optional(),
  from: z.int().optional(),
  to: z.int().optional(),
})
export type IndexedFigure = z.infer<typeof IndexedFigure>

/** The entities of a passage (or of a document): ids only, each once, sorted. */
export const Entities = z.strictObject({
  countries: z.array(CountryCode),
  /** Members of the regions and groupings named, less the countries named. */
  impliedCountries: z.array(CountryCode),
  regions: z.array(z.string()),
  instruments: z.array(z.string()),
  organisations: z.array(z.string()),
  /** Canonical names of donors of the projects described here. */
  donors: z.array(z.string()),
  projects: z.array(z.string()),
  /** "NPL>ARE", or "FRA-GEO" (sorted) where the direction is not known. */
  corridors: z.array(z.string()),
})
export type Entities = z.infer<typeof Entities>

/** One paragraph, or a part of a very long one, as the index keeps it. */
export const Passage = z.strictObject({
  /** `<documentId>-<ordinal>`: writing a document again writes the same ids. */
  passageId: z.string(),
  ordinal: z.int().nonnegative(),
  kind: ParagraphKind,
  /** Decides by which rules its words are reduced to stems. */
  language: Language,
  page: z.int().positive(),
  /** The text of the heading that it stands under. */
  section: z.string().optional(),
  /** The headings above that one, nearest first. */
  headings: z.array(z.string()).optional(),
  text: z.string(),
  /** Where the passage begins in the document's text; `runs` count from the document's start as well. */
  start: z.int().nonnegative(),
  runs: z.array(TextRun),
  entities: Entities,
  figures: z.array(IndexedFigure),
  /** Years in which a project described here ran or that a figure here speaks of; ascending, each once. */
  activeYears: z.array(z.int()),
})
export type Passage = z.infer<typeof Passage>

/** What the index knows of a whole document. */
export const IndexDocument = z.strictObject({
  documentId: DocumentId,
  title: z.string(),
  names: z.array(z.string()),
  language: z.string(),
  publisher: z.string().optional(),
  date: z.string().optional(),
  pageCount: z.int().nonnegative(),
  incomplete: z.array(Incompleteness),
  entities: Entities,
  keyPhrases: z.array(z.string()),
  passages: z.array(Passage),
})
export type IndexDocument = z.infer<typeof IndexDocument>

/** What the index confirms: only what is named here may be called indexed. */
export const IndexedDocument = z.strictObject({
  documentId: DocumentId,
  passageCount: z.int().nonnegative(),
  /** Passages, and rows of the registers, that the index refused, with its reason. */
  refused: z.array(z.strictObject({ passageId: z.string(), reason: z.string() })),
})
export type IndexedDocument = z.infer<typeof IndexedDocument>

/** Fields that a query can filter on and that facets count. */
export const FilterField = z.enum([
  'country',
  'region',
  'convention',
  'organisation',
  'donor',
  'project',
  'corridor',
  'kind',
  'language',
  /** Year of the document's own date. */
  'year',
  /** Year in which a project of the passage ran, or that a figure in it speaks of. */
  'active',
  'publisher',
  'document',
  'completeness',
])
export type FilterField = z.infer<typeof FilterField>

/** What people ask, as a tree that every index translates; made from text by src/search/query.ts. */
export type QueryNode =
  | { type: 'everything' }
  | { type: 'nothing' }
  | { type: 'word'; word: string; match: 'word' | 'prefix' | 'fuzzy' }
  | { type: 'phrase'; words: string[] }
  | { type: 'and'; nodes: QueryNode[] }
  | { type: 'or'; nodes: QueryNode[] }
  /** So many of the nodes must match, as a share of them, and at least one. Made by an index that relaxes a query. */
  | { type: 'some'; nodes: QueryNode[]; share: number }
  | { type: 'not'; node: QueryNode }
  /** The field holds one of the values; `implied` also takes countries named only through a grouping. */
  | { type: 'filter'; field: FilterField; values: string[]; implied?: boolean }
  | { type: 'date'; from?: string; to?: string }
  | {
      type: 'figure'
      kinds?: FigureKind[]
      low?: number
      high?: number
      /** As in `CurrencyCode`; `$` takes every kind of dollar. */
      currency?: string
      openLow?: boolean
      openHigh?: boolean
    }
  | { type: 'corridor'; origin?: string; destination?: string }

export type SearchRequest = {
  query: QueryNode
  /** Documents a page; each with at most `passagesPerDocument` passages. */
  size: number
  passagesPerDocument: number
  /** Continues after the last answer; made by the index, opaque to clients. */
  cursor?: string
  facets: FilterField[]
  /** Where nothing holds all the words, look for passages that hold most of them; yes where absent. */
  relax?: boolean
  /** Tell of every passage how its score came about. */
  explain?: boolean
}

/** How much each part of a query gave to a passage's score. */
export const Explanation = z.strictObject({
  parts: z.array(z.strictObject({ part: z.string(), score: z.number() })),
})
export type Explanation = z.infer<typeof Explanation>

export const HitPassage = z.strictObject({
  passageId: z.string(),
  page: z.int().positive(),
  kind: ParagraphKind,
  language: Language,
  section: z.string().optional(),
  text: z.string(),
  start: z.int().nonnegative(),
  score: z.number(),
  /** What matched, as ranges of `text`: UTF-16 offsets, sorted, apart. Never HTML. */
  highlights: z.array(Span),
  /** Where the highlights stand on the page; the whole passage's boxes where nothing was to highlight. */
  boxes: z.array(Box),
  entities: Entities,
  figures: z.array(IndexedFigure),
  explanation: Explanation.optional(),
})
export type HitPassage = z.infer<typeof HitPassage>

export const Hit = z.strictObject({
  documentId: DocumentId,
  title: z.string(),
  names: z.array(z.string()),
  language: z.string(),
  publisher: z.string().optional(),
  date: z.string().optional(),
  pageCount: z.int().nonnegative(),
  completeness: z.enum(['complete', 'partial']),
  incomplete: z.array(
    z.strictObject({ code: IncompletenessCode, message: z.string(), pages: z.array(z.int()).optional() }),
  ),
  score: z.number(),
  /** Passages of this document that match, of which the best are in `passages`. */
  passageCount: z.int().nonnegative(),
  passages: z.array(HitPassage),
})
export type Hit = z.infer<typeof Hit>

export const Facet = z.strictObject({
  field: FilterField,
  /** Most frequent first, then by value; `count` is a number of documents. */
  values: z.array(z.strictObject({ value: z.string(), count: z.int().positive() })),
})
export type Facet = z.infer<typeof Facet>

export const SearchResponse = z.strictObject({
  documentCount: z.int().nonnegative(),
  passageCount: z.int().nonnegative(),
  hits: z.array(Hit),
  /** Nothing held all the words: these hold most of them, or where nothing did, any. */
  relaxed: z.boolean(),
  /** Words of the query that the index does not hold, each with the likeliest that it does; absent where there are none. */
  corrections: z.array(z.strictObject({ typed: z.string(), meant: z.string() })).optional(),
  facets: z.array(Facet),
  /** Give it back to see the next page; absent on the last. */
  cursor: z.string().optional(),
})
export type SearchResponse = z.infer<typeof SearchResponse>

/** What may be meant by what has been typed so far: an entity, or a word of the texts. */
export const Completion = z.strictObject({
  /** Of which field it is a value; absent for a word. */
  field: FilterField.optional(),
  value: z.string(),
  /** Documents that hold the entity; passages that hold the word. */
  count: z.int().positive(),
})
export type Completion = z.infer<typeof Completion>
