import type { ExtractedDocument, Mention } from '../contracts/extracted-document.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import { type ExtractionInput, makeExtractionInput } from './extraction-input.ts'
import { finders } from './finders.ts'
import type { Ruled } from './rule.ts'
import { rulesVersion } from './rules-version.ts'

/** Reads a document: every mention and project with its place. Pure, and it never throws, whatever the text. */
export function extractDocument(parsed: ParsedDocument): ExtractedDocument {
  const input = makeExtractionInput(parsed)
  const mentions = finders.flatMap((find) => find(input)).map((found) => placed(input, found))
  mentions.sort((one, other) => one.start - other.start || other.end - one.end)
  return {
    schema: 1,
    documentId: parsed.documentId,
    rulesVersion,
    mentions,
    projects: [],
    keyPhrases: [],
    incomplete: [],
  }
}

function placed(input: ExtractionInput, found: Ruled): Mention {
  return { ...found, ...input.evidence(found) }
}
