import type { ParsedDocument } from '../contracts/parsed-document.ts'
import type { TextRun } from '../contracts/position.ts'
import { RihlaError } from '../errors.ts'
import type { ParserLimits } from './parser-limits.ts'
import type { SkippedPage } from './parser-messages.ts'
import { parserVersion } from './parser-version.ts'
import { openPdf } from './pdf.ts'

export type PdfInput = {
  documentId: string
  bytes: Uint8Array
  limits: ParserLimits
  /** Called before each page is read, and with the number after the last one before the text is put together. */
  onPage?: (page: number) => void
  skippedPages?: SkippedPage[]
  lastPage?: SkippedPage
}

/** Reads a PDF as a reader sees it; throws a RihlaError where nothing of it can be read. */
export async function parsePdf({ documentId, bytes, limits, onPage }: PdfInput): Promise<ParsedDocument> {
  if (bytes.length === 0) throw new RihlaError('file-empty', `file is empty: ${documentId}`)
  if (!Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-'))
    throw new RihlaError('not-a-pdf', `file is not a pdf: ${documentId}`)
  const { document, close } = await openPdf(bytes, 'lenient')
  try {
    if (document.numPages === 0) throw new RihlaError('pdf-without-pages', `pdf has no pages: ${documentId}`)
    const pages: ParsedDocument['pages'] = []
    const paragraphs: ParsedDocument['paragraphs'] = []
    const runs: TextRun[] = []
    let text = ''
    for (let number = 1; number <= Math.min(document.numPages, limits.maxPages); number++) {
      onPage?.(number)
      const page = await document.getPage(number)
      const view = page.getViewport({ scale: 1 })
      const content = await page.getTextContent()
      let start = -1
      let last: { x: number; y: number; size: number } | undefined
      const finish = () => {
        if (start < 0 || start === text.length) return
        paragraphs.push({ kind: 'body', start, end: text.length, pages: [{ page: number, start }] })
        start = -1
      }
      for (const item of content.items) {
        if (!('str' in item) || !item.str.trim()) continue
        const [, , c, d, x, y]: number[] = item.transform
        const [left = 0, baseline = 0]: number[] = view.convertToViewportPoint(x!, y!)
        const size = Math.hypot(c!, d!)
        if (!last || baseline - last.y > 1.5 * size || baseline < last.y - size) {
          finish()
          if (text) text += '\n\n'
          start = text.length
        } else if (left - last.x > 0.15 * size || Math.abs(baseline - last.y) > 0.5 * size) text += ' '
        const from = text.length
        text += item.str.trim()
        runs.push([from, text.length, number, left, baseline - 0.8 * size, item.width, size])
        last = { x: left + item.width, y: baseline, size }
      }
      finish()
      pages.push({
        number,
        width: view.width,
        height: view.height,
        status: content.items.length > 0 ? 'text' : 'empty',
      })
      page.cleanup()
    }
    return {
      schema: 1,
      documentId,
      parserVersion,
      metadata: { authors: [], language: 'en', outline: [] },
      pageCount: document.numPages,
      pages,
      text,
      paragraphs,
      references: [],
      furniture: [],
      runs,
      incomplete: [],
    }
  } finally {
    await close()
  }
}
