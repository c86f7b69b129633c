import type { PageLines } from './furniture.ts'
import type { PdfDocument } from './pdf.ts'
import { count, type Tally } from './tally.ts'

/** A font of a few signs, or of three in a thousand, says nothing of how a text is set. */
const fewSigns = 12
const fewOfAll = 0.003
/** Each page that is looked at costs as much as reading it. */
const mostPages = 8
/** pdf.js's AnnotationMode.DISABLE */
const withoutAnnotations = 0

/**
 * Puts the faces in the place of the ids that pdf.js gives to fonts. A word processor splits one face into several ids
 * wherever its encoding changes, so that only the PostScript name tells whether two pieces of text are set alike. Names
 * are known only for pages prepared for drawing: as few as have all the fonts.
 */
export async function nameFonts(document: PdfDocument, pages: PageLines[]): Promise<void> {
  const names = new Map<string, string>()
  for (const { number, ids } of pagesWithFonts(pages)) {
    const page = await document.getPage(number)
    // A page that cannot be drawn may still be read; its fonts then keep their ids.
    await page.getOperatorList({ annotationMode: withoutAnnotations }).catch(() => undefined)
    for (const id of ids) if (page.commonObjs.has(id)) names.set(id, faceOf(page.commonObjs.get(id), id))
    page.cleanup()
  }
  const nameOf = (id: string) => names.get(id) ?? id
  for (const { lines } of pages) {
    for (const line of lines) {
      line.font = nameOf(line.font)
      line.firstFont = nameOf(line.firstFont)
      line.lastFont = nameOf(line.lastFont)
    }
  }
}

type FontPage = { number: number; ids: Set<string> }

/** Few pages that have every font between them: always the one with most that are missing; of equals the later one. */
function pagesWithFonts(pages: PageLines[]): FontPage[] {
  const signs: Tally<string> = new Map()
  const uses = pages.map(({ number, lines }): FontPage => {
    for (const { font, text } of lines) count(signs, font, text.length)
    return { number, ids: new Set(lines.flatMap(({ font, firstFont, lastFont }) => [font, firstFont, lastFont])) }
  })
  const all = [...signs.values()].reduce((sum, times) => sum + times, 0)
  const few = Math.max(fewSigns, fewOfAll * all)
  const missing = new Set([...signs].flatMap(([id, times]) => (times >= few ? [id] : [])))
  const chosen: FontPage[] = []
  while (missing.size > 0 && chosen.length < mostPages) {
    let best: FontPage | undefined
    let most = 0
    for (const use of uses) {
      const found = [...use.ids].filter((id) => missing.has(id)).length
      // Covers come first and are the costliest to draw.
      if (found > most || (found === most && chosen.length === 0 && best?.number === 1)) [best, most] = [use, found]
    }
    if (!best) break
    chosen.push(best)
    for (const id of best.ids) missing.delete(id)
  }
  return chosen
}

function faceOf(font: unknown, id: string): string {
  if (typeof font !== 'object' || font === null || !('name' in font) || typeof font.name !== 'string') return id
  return font.name.replace(/^[A-Z]{6}\+/, '').replace(/(?:PS)?MT$/, '')
}

const boldWords = /bold|black|heavy|semi-?bold|demi|medi(?:um)?$|^cmbx|[-,]b(?:d|i)?$/i
const italicWords = /italic|oblique|slanted|kursiv|^cmti|[-,](?:it|i|bi)$/i

export const isBold = (face: string): boolean => boldWords.test(face)
export const isItalic = (face: string): boolean => italicWords.test(face)
