import { z } from 'zod'
import { Evidence, Mention } from './extracted-document.ts'
import { Page, Paragraph } from './parsed-document.ts'
import { Box, Span } from './position.ts'
import { DocumentId } from './stored-document.ts'

/** How to cite a place of a document. */
export const Citation = z.strictObject({
  /** One line for a person: title, publisher, year, page, address. */
  text: z.string(),
  bibtex: z.string(),
  /** An item of CSL-JSON. */
  csl: z.strictObject({
    id: z.string(),
    type: z.literal('report'),
    title: z.string(),
    author: z.array(z.strictObject({ literal: z.string() })).optional(),
    publisher: z.string().optional(),
    issued: z.strictObject({ 'date-parts': z.array(z.array(z.int())) }).optional(),
    page: z.string().optional(),
    language: z.string().optional(),
    URL: z.string(),
  }),
})
export type Citation = z.infer<typeof Citation>

/** The part of a paragraph that stands on one page. */
export const PageParagraph = z.strictObject({
  kind: Paragraph.shape.kind,
  ...Span.shape,
  text: z.string(),
  level: z.int().positive().optional(),
  /** The heading that it stands under. */
  section: z.string().optional(),
  boxes: z.array(Box),
})

/** A note mark on a page; the note may stand elsewhere. */
export const PageReference = z.strictObject({
  mark: z.string(),
  /** Offset of the text at which it was printed; no part of the word before it. */
  at: z.int().nonnegative(),
  /** The note's text; absent where the note was not found. */
  text: z.string().optional(),
  /** Of the last letter before the mark. */
  boxes: z.array(Box),
})
export type PageReference = z.infer<typeof PageReference>

/** A page as it was read, with what was found on it. */
export const PageAnswer = z.strictObject({
  documentId: DocumentId,
  title: z.string(),
  ...Page.shape,
  pageCount: z.int().nonnegative(),
  paragraphs: z.array(PageParagraph),
  references: z.array(PageReference),
  /** Running heads and page numbers: no part of the text. */
  furniture: z.array(z.string()),
  mentions: z.array(Mention),
  projects: z.array(z.strictObject({ projectId: z.string(), title: z.string(), evidence: Evidence })),
  citation: Citation,
})
export type PageAnswer = z.infer<typeof PageAnswer>

const TextQuoteSelector = z.strictObject({
  type: z.literal('TextQuoteSelector'),
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
})
const TextPositionSelector = z.strictObject({ type: z.literal('TextPositionSelector'), ...Span.shape })
const FragmentSelector = z.strictObject({
  type: z.literal('FragmentSelector'),
  conformsTo: z.literal('http://tools.ietf.org/rfc/rfc8118'),
  /** "page=3" or, where the place on it is known, "page=3&viewrect=left,top,width,height" in points. */
  value: z.string(),
})

/** A place of a document as a W3C Web Annotation: by its words, by its offsets, by its page. */
export const Annotation = z.strictObject({
  '@context': z.literal('http://www.w3.org/ns/anno.jsonld'),
  id: z.string(),
  type: z.literal('Annotation'),
  motivation: z.literal('identifying'),
  /** What was extracted there. */
  body: z.array(z.strictObject({ type: z.literal('TextualBody'), purpose: z.literal('tagging'), value: z.string() })),
  target: z.strictObject({
    source: z.string(),
    selector: z.array(z.discriminatedUnion('type', [TextQuoteSelector, TextPositionSelector, FragmentSelector])),
  }),
})
export type Annotation = z.infer<typeof Annotation>

export const PageParameters = z.strictObject({
  number: z.int().min(1).max(1_000_000).describe('number of the page, counted from 1'),
})

export const AnnotationQuery = z.strictObject({
  start: z.int().min(0).describe('where it begins in the text of the document, in UTF-16 units'),
  end: z.int().min(1).describe('where it ends, exclusive'),
})
export type AnnotationQuery = z.input<typeof AnnotationQuery>

export const CitationQuery = z.strictObject({
  page: z.int().min(1).max(1_000_000).optional().describe('page to be cited'),
})
export type CitationQuery = z.input<typeof CitationQuery>
