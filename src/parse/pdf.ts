import { unusedDocument } from './without-browser.ts'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PDFParse, VerbosityLevel } from 'pdf-parse'
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist'
import { RihlaError, messageOf } from '../errors.ts'

export type PdfPage = PDFPageProxy

/** Those of pdf.js's drawing codes (its OPS) that place images and letters. */
export const drawingCodes = {
  save: 10,
  restore: 11,
  transform: 12,
  beginText: 31,
  setCharSpacing: 33,
  setWordSpacing: 34,
  setFont: 37,
  moveText: 40,
  setTextMatrix: 42,
  showText: 44,
  paintImageXObject: 85,
  paintInlineImageXObject: 86,
} as const

export type PdfDocument = PDFDocumentProxy
export type Pdf = { document: PDFDocumentProxy; close: () => Promise<void> }

/** Strict reading stops at the first broken piece of a page; lenient reading leaves out what it cannot make sense of. */
export type Reading = 'strict' | 'lenient'

/**
 * pdf.js reads character maps from files of its own; CJK text would vanish without them. Its substitutes for fonts that
 * are not embedded are left out: they are for drawing alone, and to read them anew for each document takes long.
 */
const assets = `${dirname(fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')))}/`

/** Opens a PDF by pdf-parse, as the pdf.js document that is inside; throws a RihlaError with a `pdf-…` code. */
export async function openPdf(bytes: Uint8Array, reading: Reading): Promise<Pdf> {
  const parser = new PDFParse({
    // pdf.js takes the bytes away from us, and a second, lenient reading needs them again.
    data: bytes.slice(),
    stopAtErrors: reading === 'strict',
    verbosity: VerbosityLevel.ERRORS,
    cMapUrl: `${assets}cmaps/`,
    cMapPacked: true,
    wasmUrl: `${assets}wasm/`,
    disableFontFace: false,
    ownerDocument: unusedDocument,
    useSystemFonts: false,
    isEvalSupported: false,
    enableXfa: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
  })
  try {
    // `load` is private in the typings only: https://github.com/mehmet-kozan/pdf-parse
    const document = await parser['load']()
    return { document, close: () => parser.destroy() }
  } catch (error) {
    await parser.destroy()
    throw asPdfError(error)
  }
}

function asPdfError(cause: unknown): RihlaError {
  const name = cause instanceof Error ? cause.name : ''
  if (name === 'PasswordException') return new RihlaError('pdf-encrypted', 'pdf is encrypted', { cause })
  if (/page (?:tree|count)|no pages/i.test(messageOf(cause)))
    return new RihlaError('pdf-without-pages', `pdf has no pages: ${messageOf(cause)}`, { cause })
  return new RihlaError('pdf-damaged', `pdf is damaged: ${messageOf(cause)}`, { cause })
}
