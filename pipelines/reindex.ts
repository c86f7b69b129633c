import type { RegisterRow } from '../src/contracts/registers.ts'
import type { IndexDocument } from '../src/contracts/search.ts'
import type { StageContext } from '../src/contracts/stage-context.ts'
import { RihlaError } from '../src/errors.ts'
import { applyCorrections } from '../src/registers/apply-corrections.ts'
import { toRegisterRows } from '../src/registers/rows.ts'
import { toIndexDocument } from '../src/search/index-document.ts'

/** What the index stage writes of a document, made anew from the store. */
export async function storedIndexDocument(
  store: Pick<StageContext['store'], 'document' | 'readParsed' | 'readExtracted' | 'readCorrections'>,
  documentId: string,
): Promise<{ document: IndexDocument; rows: RegisterRow[] }> {
  const [summary, parsed, extracted, corrections] = await Promise.all([
    store.document(documentId),
    store.readParsed(documentId),
    store.readExtracted(documentId),
    store.readCorrections(documentId),
  ])
  if (!summary) throw new RihlaError('document-unknown', `no such document: ${documentId}`)
  const { corrected, marks } = applyCorrections({ parsed, extracted, corrections })
  return {
    document: toIndexDocument(summary, parsed, corrected),
    rows: toRegisterRows({ summary, parsed, extracted: corrected, marks }),
  }
}
