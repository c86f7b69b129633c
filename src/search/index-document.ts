import type { ExtractedDocument } from '../contracts/extracted-document.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import type { IndexDocument } from '../contracts/search.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { publisherOf } from '../registers/publisher.ts'
import { allEntities, foundEntities } from './entities.ts'
import { passagesOf } from './passages.ts'

const keyPhraseLimit = 50

/** All that the index keeps of a document: one passage a paragraph, each with its entities, figures and place. */
export function toIndexDocument(
  summary: DocumentSummary,
  parsed: ParsedDocument,
  extracted: ExtractedDocument,
): IndexDocument {
  const found = foundEntities(extracted)
  const { metadata } = parsed
  const publisher = publisherOf(parsed, extracted)
  return {
    documentId: parsed.documentId,
    title: titleOf(summary, parsed),
    names: summary.names,
    language: metadata.language,
    ...(publisher === undefined ? {} : { publisher }),
    ...(metadata.date === undefined ? {} : { date: metadata.date }),
    pageCount: parsed.pageCount,
    incomplete: distinct([...summary.incomplete, ...parsed.incomplete, ...extracted.incomplete]),
    entities: allEntities(found),
    keyPhrases: extracted.keyPhrases.slice(0, keyPhraseLimit).map(({ phrase }) => phrase),
    passages: passagesOf(parsed, found),
  }
}

function titleOf(summary: DocumentSummary, parsed: ParsedDocument): string {
  const printed = parsed.metadata.title ?? summary.title
  if (printed !== undefined && printed.trim() !== '') return printed
  return summary.names[0] ?? parsed.documentId
}

function distinct<Value>(values: Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]
}
