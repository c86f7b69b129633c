import type { ParsedDocument } from '../contracts/parsed-document.ts'

/** The document as plain text: paragraphs parted by a blank line, the notes last, no marks; a table row is a line. */
export function toPlainText({ text, paragraphs }: Pick<ParsedDocument, 'text' | 'paragraphs'>): string {
  return paragraphs.map(({ start, end }) => `${text.slice(start, end)}\n`).join('\n')
}
