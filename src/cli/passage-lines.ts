import type { Span } from '../contracts/position.ts'
import { marked } from './output.ts'
import { displayWidth, plain } from './plain.ts'

const charactersBefore = 120
const charactersShown = 420

/**
 * A passage as lines of a terminal with what matched marked in them; an excerpt around the first match where it is long,
 * the whole of it where `full`.
 */
export function passageLines(
  { text, highlights }: { text: string; highlights: readonly Span[] },
  { width, full, mark = marked }: PassageOptions,
): string[] {
  const excerpt = full ? { start: 0, end: text.length } : excerptOf(text, highlights)
  const pieces = piecesOf(text, excerpt, highlights)
  if (excerpt.start > 0) pieces.unshift({ text: '…', isMarked: false })
  if (excerpt.end < text.length) pieces.push({ text: '…', isMarked: false })
  return wrapped(pieces, { width, mark })
}

export type PassageOptions = {
  width: number
  full: boolean
  /** How what matched is shown. */ mark?: (text: string) => string
}

type Piece = { text: string; isMarked: boolean }

/** Begins at a word a little before the first match, or at the start where that is near. */
function excerptOf(text: string, highlights: readonly Span[]): Span {
  if (text.length <= charactersShown) return { start: 0, end: text.length }
  const first = highlights[0]?.start ?? 0
  const start = first <= charactersBefore * 2 ? 0 : wordStart(text, first - charactersBefore)
  const end = start + charactersShown >= text.length ? text.length : wordEnd(text, start + charactersShown)
  return { start, end }
}

function wordStart(text: string, offset: number): number {
  const blank = text.indexOf(' ', offset)
  return blank === -1 || blank > offset + 40 ? offset : blank + 1
}

function wordEnd(text: string, offset: number): number {
  const blank = text.lastIndexOf(' ', offset)
  return blank === -1 || blank < offset - 40 ? offset : blank
}

function piecesOf(text: string, { start, end }: Span, highlights: readonly Span[]): Piece[] {
  const pieces: Piece[] = []
  let at = start
  for (const highlight of highlights) {
    const from = Math.max(at, highlight.start)
    const to = Math.min(end, highlight.end)
    if (from >= to) continue
    pieces.push({ text: text.slice(at, from), isMarked: false }, { text: text.slice(from, to), isMarked: true })
    at = to
  }
  pieces.push({ text: text.slice(at, end), isMarked: false })
  return pieces.map(({ text, isMarked }) => ({ text: plain(text), isMarked }))
}

/** Breaks at blanks; a word longer than a line stands alone on one. A word may be marked in part. */
function wrapped(
  pieces: readonly Piece[],
  { width, mark }: Required<Pick<PassageOptions, 'width' | 'mark'>>,
): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of wordsOf(pieces)) {
    const columns = word.reduce((sum, piece) => sum + displayWidth(piece.text), 0)
    const styled = word.map((piece) => (piece.isMarked ? mark(piece.text) : piece.text)).join('')
    if (used > 0 && used + 1 + columns > width) {
      lines.push(line)
      line = ''
      used = 0
    }
    line += used > 0 ? ` ${styled}` : styled
    used += columns + (used > 0 ? 1 : 0)
  }
  return used > 0 ? [...lines, line] : lines
}

function wordsOf(pieces: readonly Piece[]): Piece[][] {
  const words: Piece[][] = [[]]
  for (const { text, isMarked } of pieces) {
    for (const [index, part] of text.split(' ').entries()) {
      if (index > 0) words.push([])
      if (part !== '') words.at(-1)!.push({ text: part, isMarked })
    }
  }
  return words.filter((word) => word.length > 0)
}
