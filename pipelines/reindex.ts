import type { IndexDocument } from '../src/contracts/search.ts'
import type { StageContext } from '../src/contracts/stage-context.ts'
import { RihlaError } from '../src/errors.ts'
import { applyCorrections } from '../src/registers/apply-corrections.ts'
import { toIndexDocument } from '../src/search/index-document.ts'

/** The document as the index stage writes it, made anew from the store. */
export async function storedIndexDocument(
  store: Pick<StageContext['store'], 'document' | 'readParsed' | 'readExtracted' | 'readCorrections'>,
  documentId: string,
): Promise<IndexDocument> {
  const [summary, parsed, extracted, corrections] = await Promise.all([
    store.document(documentId),
    store.readParsed(documentId),
    store.readExtracted(documentId),
    store.readCorrections(documentId),
  ])
  if (!summary) throw new RihlaError('document-unknown', `no such document: ${documentId}`)
  return toIndexDocument(summary, parsed, applyCorrections({ parsed, extracted, corrections }).corrected)
}
