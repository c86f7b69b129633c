import { RihlaError } from '../errors.ts'
import { displayWidth, fitted, harmless } from './plain.ts'

/** The error with a line that shows where in the query the fault stands; any other as it is. */
export function caretError(error: unknown, query: string): unknown {
  if (!(error instanceof RihlaError) || error.code !== 'query-invalid' || error.offset === undefined) return error
  const message = `${error.message}\n${caretLines(query, error.offset)}`
  return new RihlaError('query-invalid', message, { offset: error.offset, cause: error })
}

const columnsBefore = 60
const columnsShown = 78

/** The query with a mark below the character at fault, of a long one what stands around it; as a terminal shows both. */
export function caretLines(text: string, offset: number): string {
  const before = shownOf(text.slice(0, offset))
  const start = ending(before, columnsBefore)
  const shown = fitted(start + shownOf(text.slice(offset)), columnsShown)
  return `${shown}\n${' '.repeat(displayWidth(start))}^`
}

/** Blanks of any kind as one column each, and nothing that takes none. */
const shownOf = (text: string): string => harmless(text.replace(/[\s\u0000]/g, ' '))

/** The end of a text, no wider than so many columns. */
function ending(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text
  let kept = text.slice(-columns).replace(/^[\p{M}\uDC00-\uDFFF]+/u, '')
  while (displayWidth(kept) > columns) kept = kept.replace(/^./u, '')
  return kept
}

/** "1 passage", "2 passages". */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
