import type { ExtractedDocument, Mention } from '../contracts/extracted-document.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import { type ExtractionInput, makeExtractionInput } from './extraction-input.ts'
import { findKeyPhrases } from './key-phrases.ts'
import { findProjects } from './projects.ts'
import { readMentions } from './read-mentions.ts'
import type { Ruled } from './rule.ts'

/**
 * Reads a document: every mention and project with its place. Pure, and it never throws, whatever the text. Whoever keeps
 * what was read names the rules by which it was: they cannot tell of themselves how they read.
 */
export function extractDocument(parsed: ParsedDocument, { rulesVersion = 'unnamed' } = {}): ExtractedDocument {
  const input = makeExtractionInput(parsed)
  const mentions = readMentions(input).kept.map((found) => placed(input, found))
  return {
    schema: 1,
    documentId: parsed.documentId,
    rulesVersion,
    mentions,
    projects: findProjects(input, mentions),
    keyPhrases: findKeyPhrases(input),
    incomplete: [],
  }
}

function placed(input: ExtractionInput, found: Ruled): Mention {
  return { ...found, ...input.evidence(found) }
}
