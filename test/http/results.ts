import type { ExtractedDocument } from '../../src/contracts/extracted-document.ts'
import type { ParsedDocument } from '../../src/contracts/parsed-document.ts'
import type { Store } from '../../src/contracts/store.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { parseText } from '../../src/parse/parse-text.ts'
import { bytesOf, pdfOf } from '../ingest/bytes.ts'

/** A document in the store whose stages have run over `text`, as if it were that of its PDF. */
export async function storedDocument(
  store: Store,
  { name, text, incomplete = [] }: { name: string; text: string; incomplete?: ParsedDocument['incomplete'] },
): Promise<{ documentId: string; parsed: ParsedDocument; extracted: ExtractedDocument }> {
  const { document } = await store.add({ name, bytes: bytesOf(pdfOf(text)) })
  const { documentId } = document
  const parsed = parseText({ documentId, text })
  const extracted = extractDocument(parsed)
  await store.writeParsed(parsed)
  await store.writeExtracted(extracted)
  await store.update(documentId, {
    state: 'indexed',
    parserVersion: parsed.parserVersion,
    rulesVersion: extracted.rulesVersion,
    incomplete,
  })
  return { documentId, parsed, extracted }
}
