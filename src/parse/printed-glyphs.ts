import { cleanCharacters } from './characters.ts'
import { drawingCodes, type PdfPage } from './pdf.ts'

/**
 * What a page prints, blanks left out, in the order of its content stream. `gaps` says for each character how far the
 * next one stands off, in ems of the type size: printed blanks, letter spacing and movements together. It is NaN where
 * a line ends or the page is transformed.
 */
export type PrintedGlyphs = { text: string; gaps: number[] }

type Point = readonly [x: number, y: number]

/** Where the next glyph is set: `along` is one unit of the line that is written. */
type Pen = { size: number; spacing: number; wordSpacing: number; along: Point; at: Point; lineStart: Point }

/** Reads the page's drawing anew for it, which costs about what its text has cost. */
export async function printedGlyphs(page: PdfPage): Promise<PrintedGlyphs> {
  const { fnArray, argsArray } = await page.getOperatorList()
  const printed: PrintedGlyphs = { text: '', gaps: [] }
  const pen: Pen = { size: 1, spacing: 0, wordSpacing: 0, along: [1, 0], at: [0, 0], lineStart: [0, 0] }
  let end: Point | undefined
  for (const [index, code] of fnArray.entries()) {
    const args = asList(argsArray[index])
    if (code === drawingCodes.showText) {
      for (const glyph of asList(args[0])) {
        if (typeof glyph === 'number') advance(pen, (-glyph / 1000) * pen.size)
        else end = show(pen, glyph, { printed, end })
      }
    } else if (code === drawingCodes.transform || code === drawingCodes.restore) end = undefined
    else movePen(pen, code, args)
  }
  return printed
}

/** Prints a glyph and says where it ends; a blank only moves the pen. */
function show(pen: Pen, glyph: unknown, before: { printed: PrintedGlyphs; end: Point | undefined }): Point | undefined {
  const { width, text, isSpace } = asGlyph(glyph)
  const start = pen.at
  advance(pen, (width / 1000) * pen.size)
  const behind = pen.at
  advance(pen, pen.spacing + (isSpace ? pen.wordSpacing : 0))
  if (!text) return before.end
  const { printed, end } = before
  if (printed.gaps.length > 0) printed.gaps[printed.gaps.length - 1] = end ? gapBetween(end, start, pen) : Number.NaN
  printed.text += text
  for (let index = 1; index < text.length; index++) printed.gaps.push(0)
  printed.gaps.push(Number.NaN)
  return behind
}

function gapBetween([x, y]: Point, [nextX, nextY]: Point, { along: [a, b], size }: Pen): number {
  const em = Math.hypot(a, b) * size
  const forward = ((nextX - x) * a + (nextY - y) * b) / Math.hypot(a, b) / em
  const aside = Math.abs((nextX - x) * b - (nextY - y) * a) / Math.hypot(a, b) / em
  return aside < 0.3 ? forward : Number.NaN
}

function movePen(pen: Pen, code: number, args: unknown[]): void {
  if (code === drawingCodes.setFont) pen.size = Number(args[1]) || 1
  else if (code === drawingCodes.setCharSpacing) pen.spacing = Number(args[0]) || 0
  else if (code === drawingCodes.setWordSpacing) pen.wordSpacing = Number(args[0]) || 0
  else if (code === drawingCodes.beginText) setMatrix(pen, [1, 0, 0, 1, 0, 0])
  else if (code === drawingCodes.setTextMatrix) setMatrix(pen, asMatrix(args))
  else if (code === drawingCodes.moveText) {
    const [across = 0, up = 0] = args.map(Number)
    const [a, b] = pen.along
    pen.lineStart = [pen.lineStart[0] + across * a - up * b, pen.lineStart[1] + across * b + up * a]
    pen.at = pen.lineStart
  }
}

function setMatrix(pen: Pen, [a = 1, b = 0, , , e = 0, f = 0]: number[]): void {
  pen.along = [a, b]
  pen.lineStart = [e, f]
  pen.at = pen.lineStart
}

function advance(pen: Pen, distance: number): void {
  pen.at = [pen.at[0] + distance * pen.along[0], pen.at[1] + distance * pen.along[1]]
}

/** pdf.js hands a matrix over as six numbers, or as one array of them. */
function asMatrix(args: unknown[]): number[] {
  const [first] = args
  return typeof first === 'number' ? args.map(Number) : ArrayBuffer.isView(first) ? Array.from(asNumbers(first)) : []
}

const asNumbers = (value: ArrayBufferView): Iterable<number> =>
  value instanceof Float32Array || value instanceof Float64Array ? value : []

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

function asGlyph(glyph: unknown): { width: number; text: string; isSpace: boolean } {
  if (typeof glyph !== 'object' || glyph === null) return { width: 0, text: '', isSpace: false }
  const { width, unicode, isSpace }: { width?: unknown; unicode?: unknown; isSpace?: unknown } = glyph
  const text = typeof unicode === 'string' ? cleanCharacters(unicode).replace(/\s+/g, '') : ''
  return { width: typeof width === 'number' ? width : 0, text, isSpace: isSpace === true }
}
