import type { ParsedDocument } from '../contracts/parsed-document.ts'
import type { SourceRun } from '../contracts/position.ts'
import { parserVersion } from './parser-version.ts'

/** Reads a plain text: mends what print to text broke, and maps every character back to the source. */
export function parseText({ documentId, text: source }: { documentId: string; text: string }): ParsedDocument {
  let text = ''
  const paragraphs: ParsedDocument['paragraphs'] = []
  const sourceRuns: SourceRun[] = []
  for (const match of source.matchAll(/\S[^\n]*(?:\n[^\n\S]*\S[^\n]*)*/g)) {
    if (text) text += '\n\n'
    const start = text.length
    for (const line of match[0].matchAll(/\S+/g)) {
      if (text.length > start) text += ' '
      const from = text.length
      text += line[0]
      sourceRuns.push([from, text.length, match.index + line.index, match.index + line.index + line[0].length])
    }
    paragraphs.push({ kind: 'body', start, end: text.length, pages: [{ page: 1, start }] })
  }
  return {
    schema: 1,
    documentId,
    parserVersion,
    metadata: { authors: [], language: 'en', outline: [] },
    pageCount: 1,
    pages: [{ number: 1, width: 595, height: 842, status: text ? 'text' : 'empty' }],
    text,
    paragraphs,
    references: [],
    furniture: [],
    runs: [],
    sourceRuns,
    incomplete: [],
  }
}
