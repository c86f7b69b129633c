import type { ExtractedDocument } from '../contracts/extracted-document.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import { organisationName } from './names.ts'

/** Who published the document: what its properties say, else the organisation that it names as its author, by its usual name. */
export function publisherOf(
  { metadata }: Pick<ParsedDocument, 'metadata'>,
  { mentions }: Pick<ExtractedDocument, 'mentions'>,
): string | undefined {
  if (metadata.publisher?.trim()) return metadata.publisher
  for (const mention of mentions)
    if (mention.kind === 'organisation' && mention.role === 'author') return organisationName(mention.organisation)
  return undefined
}
