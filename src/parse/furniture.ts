import type { Furniture } from '../contracts/parsed-document.ts'
import type { Line } from './line.ts'
import { count, type Tally } from './tally.ts'

export type PageLines = { number: number; width: number; height: number; lines: Line[] }

/** "7", "– 7 –", "Page 7 of 12", "vii", "1 / 14", "A-3" */
const pageNumber =
  /^[-–—\s]*(?:(?:page|página|seite|p\.)\s*)?(?:[A-Z]-)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:\/|of|de|sur|von)\s*\d{1,4})?[-–—\s]*$/i

/** Parts what repeats around the pages (running heads, page numbers, stamps) from what is read. */
export function takeFurniture(pages: PageLines[]): { pages: PageLines[]; furniture: Furniture[] } {
  const repeated: Tally<string> = new Map()
  for (const page of pages) {
    for (const key of new Set(page.lines.filter((line) => atEdge(line, page)).map(keyOf))) count(repeated, key)
  }
  const enough = Math.max(pages.length > 4 ? 3 : 2, 0.3 * pages.length)
  const furniture: Furniture[] = []
  const kept = pages.map((page) => {
    let besideFurniture = false
    const lines = page.lines.filter((line) => {
      const repeats = (repeated.get(keyOf(line)) ?? 0) >= enough
      const kind = kindOf({ line, page, repeats, beside: besideFurniture || !line.continues })
      besideFurniture = kind !== undefined
      if (kind) furniture.push({ page: page.number, text: line.text, kind })
      return !kind
    })
    return { ...page, lines }
  })
  return { pages: kept, furniture }
}

type Candidate = { line: Line; page: PageLines; repeats: boolean; beside: boolean }

function kindOf({ line, page, repeats, beside }: Candidate): Furniture['kind'] | undefined {
  if (!line.text || !atEdge(line, page)) return undefined
  // A number behind a gap belongs to what stands before the gap: to a running head, or to the row of a table.
  if (pageNumber.test(line.text) && beside && !isUnderText(line, page) && !isCell(line, page)) return 'page-number'
  if (endsInPageNumber(line, page)) return 'running-head'
  if (!repeats || !/\p{L}/u.test(line.text)) return undefined
  return line.turn === 0 ? 'running-head' : 'stamp'
}

const number = /^\W*\d[\d.,\s]*%?\W*$/u

/** A number in the last row of a page, or the first: another number stands in its row, or a line in its column. */
function isCell(line: Line, { lines }: PageLines): boolean {
  const row = lines.filter((other) => other !== line && other.turn === line.turn && Math.abs(other.y - line.y) < 1)
  if (!row.some((other) => other.x < line.x && /\p{L}/u.test(other.text))) return false
  if (row.some((other) => number.test(other.text))) return true
  return lines.some((other) => {
    const apart = Math.abs(other.y - line.y)
    return Math.abs(other.x - line.x) < 2 && apart > 1 && apart < 2.5 * line.size
  })
}

/** A mark that found no room at the end of its line stands close under it, as no page number does. */
function isUnderText(line: Line, page: PageLines): boolean {
  return page.lines.some((other) => {
    const below = line.y - other.y
    return other.size > line.size && below > 0.3 * other.size && below < 1.2 * other.size && other.x < line.right
  })
}

/** "Harbour Observatory – 1" on page 1, at the very edge: a document of one page repeats nothing. */
function endsInPageNumber({ text, y }: Line, { number, height }: PageLines): boolean {
  const atVeryEdge = y < 0.06 * height || y > 0.93 * height
  return atVeryEdge && text.length < 80 && new RegExp(`\\p{L}.*\\s[–—|·-]\\s*${number}$`, 'u').test(text)
}

function atEdge(line: Line, { width, height }: PageLines): boolean {
  const along = line.turn % 2 === 0 ? height : width
  return line.y < 0.1 * along || line.y > 0.9 * along
}

/** Repeats are the same but for their digits, and of the same size: a title is not its own running head. */
function keyOf(line: Line): string {
  const text = line.text.toLowerCase().replace(/\d+/g, '#').replace(/\s+/g, ' ')
  return `${line.turn} ${Math.round(line.height)} ${text}`
}
