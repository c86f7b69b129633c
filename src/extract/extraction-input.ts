import { boxesOf, pageOf } from '../contracts/boxes.ts'
import type { Evidence } from '../contracts/extracted-document.ts'
import { firstWhere } from '../contracts/first-where.ts'
import type { DocumentMetadata, NoteReference, Paragraph, ParsedDocument } from '../contracts/parsed-document.ts'
import type { Span } from '../contracts/position.ts'
import { type Sentence, sentencesOf } from './sentences.ts'

/** What every finder is given: the document as text, made once. All offsets are offsets of `text`. */
export type ExtractionInput = {
  text: string
  paragraphs: readonly Paragraph[]
  /** Sorted by start; made when first asked for. */
  readonly sentences: readonly Sentence[]
  references: readonly NoteReference[]
  metadata: DocumentMetadata
  /** Two letters, or `und`. */
  language: string
  /** The date that the document bears: a year, a month or a day. */
  date: string | undefined
  /** The place of a span: page, quote and boxes. */
  evidence(span: Span): Evidence
}

/** Makes the input of the finders from a parsed document. */
export function makeExtractionInput(parsed: ParsedDocument): ExtractionInput {
  const { text, paragraphs, references, metadata } = parsed
  let sentences: Sentence[] | undefined
  return {
    text,
    paragraphs,
    get sentences() {
      sentences ??= sentencesOf(text, paragraphs)
      return sentences
    },
    references,
    metadata,
    language: metadata.language,
    date: metadata.date,
    evidence: ({ start, end }) => ({
      start,
      end,
      page: pageOf(parsed, start),
      quote: text.slice(start, end),
      boxes: boxesOf(parsed, { start, end }),
    }),
  }
}

/** Index of the last span that starts at or before `offset` in a list sorted by start; -1 where there is none. */
export function indexBefore(spans: readonly Span[], offset: number): number {
  return firstWhere(spans, ({ start }) => start > offset) - 1
}

/** The span of a list sorted by start that holds the offset. */
export function spanAt<Kind extends Span>(spans: readonly Kind[], offset: number): Kind | undefined {
  const span = spans[indexBefore(spans, offset)]
  return span && offset < span.end ? span : undefined
}
