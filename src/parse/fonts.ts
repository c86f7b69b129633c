import type { PdfPage } from './pdf.ts'

/**
 * The faces behind the ids that pdf.js gives to fonts. A word processor splits one face into several ids wherever its
 * encoding changes, so that only the PostScript name tells whether two pieces of text are set alike.
 */
export class FontNames {
  readonly #names = new Map<string, string>()

  /** Learns the faces of ids that were not seen before; they are known only once the page was prepared for drawing. */
  async learn(page: PdfPage, ids: Iterable<string>): Promise<void> {
    const unknown = [...ids].filter((id) => !this.#names.has(id))
    if (unknown.length === 0) return
    // A page that cannot be drawn may still be read; its fonts then keep their ids.
    await page.getOperatorList().catch(() => undefined)
    for (const id of unknown) this.#names.set(id, page.commonObjs.has(id) ? faceOf(page.commonObjs.get(id), id) : id)
  }

  nameOf(id: string): string {
    return this.#names.get(id) ?? id
  }
}

function faceOf(font: unknown, id: string): string {
  if (typeof font !== 'object' || font === null || !('name' in font) || typeof font.name !== 'string') return id
  return font.name.replace(/^[A-Z]{6}\+/, '').replace(/(?:PS)?MT$/, '')
}

const boldWords = /bold|black|heavy|semi-?bold|demi|medi(?:um)?$|^cmbx|[-,]b(?:d|i)?$/i
const italicWords = /italic|oblique|slanted|kursiv|^cmti|[-,](?:it|i|bi)$/i

export const isBold = (face: string): boolean => boldWords.test(face)
export const isItalic = (face: string): boolean => italicWords.test(face)
