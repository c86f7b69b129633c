import { z } from 'zod'
import { Incompleteness } from './incompleteness.ts'
import { SourceRun, Span, TextRun } from './position.ts'
import { DocumentId } from './stored-document.ts'

export const Language = z.string().regex(/^([a-z]{2}|und)$/)

export const Page = z.strictObject({
  number: z.int().positive(),
  /** The number printed on it, where the PDF tells ("iv", "A-3"). */
  label: z.string().optional(),
  /** Points, as a reader sees the page, after its own rotation. */
  width: z.number().positive(),
  height: z.number().positive(),
  /** `recognised`: read from an image; `empty`: nothing printed that could be read. */
  status: z.enum(['text', 'empty', 'failed', 'recognised']),
  /** Mean confidence of recognition, 0 to 1; only on a recognised page. */
  confidence: z.number().min(0).max(1).optional(),
})
export type Page = z.infer<typeof Page>

export const ParagraphKind = z.enum(['title', 'heading', 'body', 'list-item', 'caption', 'table', 'note'])
export type ParagraphKind = z.infer<typeof ParagraphKind>

/** A row of a table: one span a cell, empty cells as empty spans. `heading` rows name the columns. */
export const TableRow = z.strictObject({ heading: z.boolean(), cells: z.array(Span) })
export type TableRow = z.infer<typeof TableRow>

/** A stretch of the document's text that is read as one; a passage of the index is one paragraph. */
export const Paragraph = z.strictObject({
  kind: ParagraphKind,
  ...Span.shape,
  /** Where each page of it begins: the first entry is the paragraph's own start. */
  pages: z.array(z.strictObject({ page: z.int().positive(), start: z.int().nonnegative() })).min(1),
  /** Index of the heading paragraph that it stands under; none before the first heading. */
  section: z.int().nonnegative().optional(),
  /** 1 for the title and the chapters, deeper below; headings and titles only. */
  level: z.int().positive().optional(),
  /** The printed mark of a note, and whether it stood at the page's foot or at the end. */
  mark: z.string().optional(),
  place: z.enum(['foot', 'end']).optional(),
  /** The rows of a table, in reading order; cells are parts of the paragraph's span, parted by a tab, rows by a line feed. */
  rows: z.array(TableRow).optional(),
})
export type Paragraph = z.infer<typeof Paragraph>

/** A note mark in the text: no part of the word before it, `at` is the offset where it was printed. */
export const NoteReference = z.strictObject({
  mark: z.string(),
  at: z.int().nonnegative(),
  page: z.int().positive(),
  /** Index of the note's paragraph; none where the note was not found. */
  note: z.int().nonnegative().optional(),
})
export type NoteReference = z.infer<typeof NoteReference>

export const OutlineEntry = z.strictObject({
  title: z.string(),
  level: z.int().positive(),
  page: z.int().positive().optional(),
})
export type OutlineEntry = z.infer<typeof OutlineEntry>

export const DocumentMetadata = z.strictObject({
  title: z.string().optional(),
  titleSource: z.enum(['property', 'largest-text', 'first-line']).optional(),
  authors: z.array(z.string()),
  publisher: z.string().optional(),
  language: Language,
  /** The date that the document bears (its text first, then its properties): a year, a month or a day. */
  date: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .optional(),
  dateSource: z.enum(['text', 'property']).optional(),
  createdAt: z.iso.datetime().optional(),
  modifiedAt: z.iso.datetime().optional(),
  producer: z.string().optional(),
  creator: z.string().optional(),
  outline: z.array(OutlineEntry),
})
export type DocumentMetadata = z.infer<typeof DocumentMetadata>

/** Text that repeats around the pages (running heads, page numbers, stamps); no part of `text`. */
export const Furniture = z.strictObject({
  page: z.int().positive(),
  text: z.string(),
  kind: z.enum(['running-head', 'page-number', 'stamp']),
})
export type Furniture = z.infer<typeof Furniture>

/**
 * A document as a reader sees it. `text` holds every paragraph in reading order, parted by a blank line, the notes last;
 * every offset in the system is an offset of it. Note marks, page numbers and running heads are no part of it.
 */
export const ParsedDocument = z.strictObject({
  schema: z.literal(1),
  documentId: DocumentId,
  parserVersion: z.string(),
  metadata: DocumentMetadata,
  /** Pages of the file; `pages` may hold fewer where a limit was reached. */
  pageCount: z.int().nonnegative(),
  pages: z.array(Page),
  text: z.string(),
  paragraphs: z.array(Paragraph),
  references: z.array(NoteReference),
  furniture: z.array(Furniture),
  /** Where the text stands on the pages; empty for a plain-text source. */
  runs: z.array(TextRun),
  /** Where the text stands in a plain-text source; absent for a PDF. */
  sourceRuns: z.array(SourceRun).optional(),
  incomplete: z.array(Incompleteness),
})
export type ParsedDocument = z.infer<typeof ParsedDocument>
