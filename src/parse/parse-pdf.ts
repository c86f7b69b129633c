import type { IncompletenessCode } from '../contracts/incompleteness.ts'
import type { ParsedDocument } from '../contracts/parsed-document.ts'
import { RihlaError } from '../errors.ts'
import { isCutOff, Losses, noteEmptyPages } from './honesty.ts'
import { layOut } from './layout.ts'
import type { Line } from './line.ts'
import { metadataOf } from './metadata.ts'
import type { GreyImage } from './page-image.ts'
import type { ParserLimits } from './parser-limits.ts'
import type { SkippedPage } from './parser-messages.ts'
import { parserVersion } from './parser-version.ts'
import { readProperties } from './properties.ts'
import { readPages } from './read-pages.ts'

export type PdfInput = {
  documentId: string
  bytes: Uint8Array
  limits: ParserLimits
  /** Called before each page is read, and with the number after the last one before the text is put together. */
  onPage?: (page: number) => void
  /** Asked before each page; an answer ends the reading, and what was read so far is kept. */
  checkpoint?: () => { code: IncompletenessCode; message: string } | undefined
  /** Called when all pages are read, before the names of their fonts are looked up. */
  onFonts?: () => void
  plainFonts?: boolean
  /** Reads the image of a page that has no text. */
  recognise?: (image: GreyImage, page: number) => Promise<{ lines: Line[]; confidence: number }>
  skippedPages?: SkippedPage[]
  lastPage?: SkippedPage
}

/** Reads a PDF as a reader sees it; throws a RihlaError where nothing of it can be read. */
export async function parsePdf(input: PdfInput): Promise<ParsedDocument> {
  const { documentId, bytes } = input
  if (bytes.length === 0) throw new RihlaError('file-empty', `file is empty: ${documentId}`)
  if (!isPdf(bytes)) throw new RihlaError('not-a-pdf', `file is not a pdf: ${documentId}`)
  const losses = new Losses()
  if (isCutOff(bytes)) losses.note('damaged', 'the file is damaged and was read as far as it goes')
  const { pages, lines, pageCount, pdf } = await readPages(input, losses)
  try {
    if (pageCount === 0) throw new RihlaError('pdf-without-pages', `pdf has no pages: ${documentId}`)
    if (pages.length > 0 && pages.every(({ status }) => status === 'failed')) throw asFailure(input)
    const properties = await readProperties(pdf.document)
    input.onPage?.(pages.length + 1)
    if (properties.isForm) losses.note('xfa-form', 'the document is an XFA form, whose content is not read')
    noteEmptyPages(losses, pages)
    const laidOut = layOut(lines)
    for (const page of pages) {
      const label = properties.labels[page.number - 1]
      if (label) page.label = label
    }
    return {
      schema: 1,
      documentId,
      parserVersion,
      metadata: metadataOf(laidOut, properties),
      pageCount,
      pages,
      ...laidOut,
      incomplete: losses.list(),
    }
  } finally {
    await pdf.close()
  }
}

/** The header may stand behind some junk, as mail programs put it there. */
function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-')
}

/** Why no page could be read: because of the limit that the first one reached, or because all are broken. */
function asFailure({ documentId, skippedPages }: PdfInput): RihlaError {
  const code = skippedPages?.[0]?.code
  const message = `no page of the pdf can be read: ${documentId}`
  if (code === 'time-limit') return new RihlaError('parse-time-limit', message, { page: 1 })
  if (code === 'memory-limit') return new RihlaError('parse-memory-limit', message, { page: 1 })
  return new RihlaError(code === 'page-failed' ? 'parser-crashed' : 'pdf-damaged', message, { page: 1 })
}
