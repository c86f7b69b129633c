import type { ParsedDocument } from '../contracts/parsed-document.ts'
import { RihlaError } from '../errors.ts'
import { FontNames } from './fonts.ts'
import type { PageLines } from './furniture.ts'
import { layOut } from './layout.ts'
import { toLines } from './lines.ts'
import type { ParserLimits } from './parser-limits.ts'
import type { SkippedPage } from './parser-messages.ts'
import { parserVersion } from './parser-version.ts'
import { openPdf } from './pdf.ts'
import { readItems } from './text-item.ts'

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
    const lines: PageLines[] = []
    const fonts = new FontNames()
    for (let number = 1; number <= Math.min(document.numPages, limits.maxPages); number++) {
      onPage?.(number)
      const page = await document.getPage(number)
      const { width, height } = page.getViewport({ scale: 1 })
      const { items } = await readItems(page, limits.maxTextCharacters)
      await fonts.learn(page, new Set(items.map((item) => item.font)))
      for (const item of items) item.font = fonts.nameOf(item.font)
      const pageLines = toLines(items, { number, width, height })
      lines.push({ number, width, height, lines: pageLines })
      pages.push({ number, width, height, status: pageLines.length > 0 ? 'text' : 'empty' })
      page.cleanup()
    }
    return {
      schema: 1,
      documentId,
      parserVersion,
      metadata: { authors: [], language: 'en', outline: [] },
      pageCount: document.numPages,
      pages,
      ...layOut(lines),
      incomplete: [],
    }
  } finally {
    await close()
  }
}
