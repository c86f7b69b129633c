import { applyCorrections, type Corrected } from '../registers/apply-corrections.ts'
import type { Correction } from '../contracts/corrections.ts'
import type { ExtractedDocument } from '../contracts/extracted-document.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import type { DocumentSummary } from '../contracts/stored-document.ts'
import { RihlaError } from '../errors.ts'
import type { ServerParts } from './server-parts.ts'

type Read = { parsed: ParsedDocument; extracted: ExtractedDocument; corrections: Correction[] }

/** What was read in a document, as people corrected it. Throws `document-unready` where it was not read yet. */
export async function correctedDocument(
  store: ServerParts['store'],
  document: DocumentSummary,
): Promise<Read & Corrected> {
  if (document.rulesVersion === undefined)
    throw new RihlaError('document-unready', `the document is ${document.state}: ${document.documentId}`)
  const [parsed, extracted, corrections] = await Promise.all([
    store.readParsed(document.documentId),
    store.readExtracted(document.documentId),
    store.readCorrections(document.documentId),
  ])
  return { parsed, extracted, corrections, ...applyCorrections({ parsed, extracted, corrections }) }
}
