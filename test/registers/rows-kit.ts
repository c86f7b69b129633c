import type { ExtractedDocument } from '../../src/contracts/extracted-document.ts'
import type { ParsedDocument } from '../../src/contracts/parsed-document.ts'
import type { RegisterName, RegisterRow } from '../../src/contracts/registers.ts'
import { extractDocument } from '../../src/extract/extract-document.ts'
import { parseText } from '../../src/parse/parse-text.ts'
import { toRegisterRows } from '../../src/registers/rows.ts'
import { idOf } from '../search/document-builder.ts'

/** A document of a few sentences, read as any other: its rows, and what they were made of. */
export function readDocument(name: string, text: string, receivedAt = '2026-01-01T00:00:00.000Z') {
  const documentId = idOf(name)
  const parsed: ParsedDocument = parseText({ documentId, text })
  const extracted: ExtractedDocument = extractDocument(parsed)
  const summary = { documentId, names: [`${name}.pdf`], receivedAt }
  return { documentId, parsed, extracted, summary, rows: toRegisterRows({ summary, parsed, extracted }) }
}

/** The rows of one register that a document of this text gives. */
export function rowsIn(register: RegisterName, text: string, name = 'a document'): RegisterRow[] {
  return readDocument(name, text).rows.filter((row) => row.register === register)
}
