import type { Incompleteness, IncompletenessCode } from '../contracts/incompleteness.ts'
import type { Page } from '../contracts/parsed-document.ts'

/** What was noticed while a document was read, page by page. */
export class Losses {
  readonly #found = new Map<IncompletenessCode, { message: string; pages: Set<number> }>()

  /** Notes a loss; further pages of the same kind are put to the first. */
  note(code: IncompletenessCode, message: string, page?: number): void {
    const known = this.#found.get(code) ?? { message, pages: new Set<number>() }
    if (page !== undefined) known.pages.add(page)
    this.#found.set(code, known)
  }

  /** All that was noticed, with its pages ascending. */
  list(): Incompleteness[] {
    return [...this.#found].map(([code, { message, pages }]) => ({
      code,
      message,
      ...(pages.size > 0 && { pages: [...pages].sort((one, other) => one - other) }),
    }))
  }
}

/** Says which pages have no text. */
export function noteEmptyPages(losses: Losses, pages: Page[]): void {
  const empty = pages.filter(({ status }) => status === 'empty')
  for (const { number } of empty)
    losses.note('page-without-text', `${empty.length} of ${pages.length} pages have no text that could be read`, number)
}

/** Says where characters have no letters behind them; a sign here and there is none to worry about. */
export function noteUnmapped(losses: Losses, page: { number: number; unmapped: number; characters: number }): void {
  if (page.unmapped < 5 || page.unmapped < 0.02 * page.characters) return
  losses.note(
    'unmapped-characters',
    'characters were printed whose font does not say which letters they are',
    page.number,
  )
}

/** Says where the words of a page are too long or too short to be words: blanks are missing, or too many. */
export function noteSpacing(losses: Losses, number: number, text: string): void {
  const words = text.match(/\p{Script=Latin}+/gu) ?? []
  if (words.length < 40) return
  const letters = words.reduce((sum, word) => sum + word.length, 0)
  const single = words.filter((word) => word.length === 1).length
  if (letters / words.length > 14 || single > 0.5 * words.length)
    losses.note('spacing-suspect', 'words may be wrongly parted or joined', number)
}

/** A PDF ends in a mark; one without it was cut off, however much of it can be read. */
export function isCutOff(bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 4096))).toString('latin1')
  return !tail.includes('%%EOF')
}
