import type { Page } from '../contracts/parsed-document.ts'
import { messageOf } from '../errors.ts'
import { nameFonts } from './fonts.ts'
import type { PageLines } from './furniture.ts'
import { noteSpacing, noteUnmapped, type Losses } from './honesty.ts'
import { toLines } from './lines.ts'
import type { PdfInput } from './parse-pdf.ts'
import { openPdf, type Pdf, type Reading } from './pdf.ts'
import { imageOfPage } from './page-image.ts'
import { readItems } from './text-item.ts'

export type ReadPages = { pages: Page[]; lines: PageLines[]; pageCount: number; pdf: Pdf }

/** US Letter, for a page that does not even say its size. */
const unknownSize = { width: 612, height: 792 }

/**
 * Reads the pages one after the other, strictly as long as that goes: a broken piece would otherwise be left out without
 * a word. From the first fault on the file is read leniently, and said to be damaged.
 */
export async function readPages(input: PdfInput, losses: Losses): Promise<ReadPages> {
  let reading: Reading = 'strict'
  let pdf = await openPdf(input.bytes, reading).catch((error: unknown) => {
    if (isFinal(error)) throw error
    return undefined
  })
  if (!pdf) {
    reading = 'lenient'
    losses.note('damaged', 'the file is damaged and was read as far as it goes')
    pdf = await openPdf(input.bytes, reading)
  }
  const pages: Page[] = []
  const lines: PageLines[] = []
  const pageCount = pdf.document.numPages
  let characters = 0
  try {
    for (let number = 1; number <= lastPage(input, pageCount, losses); number++) {
      const stop = input.checkpoint?.()
      if (stop) {
        losses.note(stop.code, `${stop.message}: pages from ${number} on were not read`)
        break
      }
      input.onPage?.(number)
      const skipped = input.skippedPages?.find(({ page }) => page === number)
      if (skipped) {
        losses.note(skipped.code, skipped.message, number)
        pages.push({ number, ...unknownSize, status: 'failed' })
        continue
      }
      const left = input.limits.maxTextCharacters - characters
      try {
        const read = await readPage({ pdf, number, maxCharacters: left, losses, recognise: input.recognise })
        characters += read.characters
        pages.push(read.page)
        lines.push(read.lines)
      } catch (error) {
        if (reading === 'strict') {
          reading = 'lenient'
          losses.note('damaged', 'the file is damaged and was read as far as it goes', number)
          await pdf.close()
          pdf = await openPdf(input.bytes, reading)
          // From the beginning: the fonts of the two readings go by different ids.
          pages.length = 0
          lines.length = 0
          characters = 0
          number = 0
          continue
        }
        losses.note('page-failed', `pages could not be read: ${messageOf(error)}`, number)
        pages.push({ number, ...unknownSize, status: 'failed' })
      }
      if (characters >= input.limits.maxTextCharacters) {
        losses.note('text-limit', `only ${input.limits.maxTextCharacters} characters were read`)
        break
      }
    }
    input.onFonts?.()
    if (!input.plainFonts) await nameFonts(pdf.document, lines)
  } catch (error) {
    await pdf.close()
    throw error
  }
  return { pages, lines, pageCount, pdf }
}

/** A password or a missing page tree does not come by reading leniently. */
function isFinal(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'pdf-encrypted'
}

function lastPage({ limits, lastPage: given }: PdfInput, pageCount: number, losses: Losses): number {
  if (given && given.page < pageCount) losses.note(given.code, given.message)
  if (pageCount > limits.maxPages) losses.note('page-limit', `only ${limits.maxPages} of ${pageCount} pages were read`)
  return Math.min(pageCount, limits.maxPages, given?.page ?? pageCount)
}

type PageInput = { pdf: Pdf; number: number; maxCharacters: number; losses: Losses; recognise: PdfInput['recognise'] }

async function readPage({ pdf, number, maxCharacters, losses, recognise }: PageInput) {
  const page = await pdf.document.getPage(number)
  try {
    const view = page.getViewport({ scale: 1 })
    const size = { width: Math.max(1, view.width), height: Math.max(1, view.height) }
    const { items, cut, characters, unmapped } = await readItems(page, maxCharacters)
    if (cut) losses.note('text-limit', 'pages hold more text than is read of one page', number)
    noteUnmapped(losses, { number, unmapped, characters })
    const lines = toLines(items, { number, ...size })
    noteSpacing(
      losses,
      number,
      lines
        .map((line) => line.text)
        .join('\n')
        .slice(0, 20_000),
    )
    if (lines.length === 0 && recognise) {
      const image = await imageOfPage(page)
      const read = image && (await recognise(image, number))
      if (read && read.lines.length > 0) {
        losses.note('recognised', 'pages were read from images and may hold misread words', number)
        const status: Page['status'] = 'recognised'
        const recognised = { number, ...size, status, confidence: read.confidence }
        return { page: recognised, lines: { number, ...size, lines: read.lines }, characters }
      }
    }
    const status: Page['status'] = lines.length > 0 ? 'text' : 'empty'
    return { page: { number, ...size, status }, lines: { number, ...size, lines }, characters }
  } finally {
    page.cleanup()
  }
}
