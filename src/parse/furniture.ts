import type { Furniture } from '../contracts/parsed-document.ts'
import type { Line } from './line.ts'
import { commonest, count, type Tally } from './tally.ts'

export type PageLines = { number: number; width: number; height: number; lines: Line[] }

/** "7", "– 7 –", "Page 7 of 12", "vii", "1 / 14", "A-3" */
const pageNumber =
  /^[-–—\s]*(?:(?:page|página|seite|p\.)\s*)?(?:[A-Z]-)?(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:\/|of|de|sur|von)\s*\d{1,4})?[-–—\s]*$/i

/** Parts what repeats around the pages (running heads, page numbers, stamps) from what is read. */
export function takeFurniture(pages: PageLines[]): { pages: PageLines[]; furniture: Furniture[] } {
  const habits = habitsOf(pages)
  const furniture: Furniture[] = []
  const kept = pages.map((page) => {
    const taken = withNeighbours(page, furnitureOf(page, habits))
    for (const line of page.lines) {
      const kind = taken.get(line)
      if (kind) furniture.push({ page: page.number, text: line.text, kind })
    }
    return { ...page, lines: page.lines.filter((line) => !taken.has(line)) }
  })
  return { pages: kept, furniture }
}

type Kinds = Map<Line, Furniture['kind']>

/** What the pages have in common: texts at their edges, the places of heads, the numbers that count them. */
type Habits = {
  repeats: (line: Line) => boolean
  headed: (line: Line) => boolean
  countsPages: (line: Line) => boolean
}

function habitsOf(pages: PageLines[]): Habits {
  const texts: Tally<string> = new Map()
  const places: Tally<string> = new Map()
  const sizes: Tally<number> = new Map()
  for (const page of pages) {
    for (const key of new Set(page.lines.filter((line) => atEdge(line, page)).map(keyOf))) count(texts, key)
    for (const place of new Set(headsOf(page).map(placeOf))) count(places, place)
    for (const { size, text } of page.lines) count(sizes, size, text.length)
  }
  const enough = Math.max(pages.length > 4 ? 3 : 2, 0.3 * pages.length)
  const most = Math.max(3, 0.6 * pages.length)
  const bodySize = commonest(sizes) ?? 0
  return {
    repeats: (line) => (texts.get(keyOf(line)) ?? 0) >= enough,
    headed: (line) => line.size < 0.95 * bodySize && (places.get(placeOf(line)) ?? 0) >= most,
    countsPages: countedBy(pages),
  }
}

function furnitureOf(page: PageLines, habits: Habits): Kinds {
  const taken: Kinds = new Map()
  for (const line of headsOf(page)) if (habits.headed(line)) taken.set(line, 'running-head')
  let besideFurniture = false
  for (const line of page.lines) {
    const kind: Furniture['kind'] | undefined =
      taken.get(line) ?? kindOf({ line, page, habits, beside: besideFurniture || !line.continues })
    besideFurniture = kind !== undefined
    if (kind) taken.set(line, kind)
  }
  return taken
}

type Candidate = { line: Line; page: PageLines; habits: Habits; beside: boolean }

function kindOf({ line, page, habits, beside }: Candidate): Furniture['kind'] | undefined {
  if (!line.text) return undefined
  if (habits.countsPages(line)) return 'page-number'
  if (!atEdge(line, page)) return undefined
  // A number behind a gap belongs to what stands before the gap: to a running head, or to the row of a table.
  if (pageNumber.test(line.text) && beside && !isOfText(line, page, habits)) return 'page-number'
  if (endsInPageNumber(line, page)) return 'running-head'
  if (!habits.repeats(line) || !/\p{L}/u.test(line.text)) return undefined
  return line.turn === 0 ? 'running-head' : 'stamp'
}

/** A line of which one piece repeats is furniture as a whole where it stands apart, and text where it does not. */
function withNeighbours(page: PageLines, taken: Kinds): Kinds {
  const result = new Map(taken)
  if (taken.size > mostAround) return result
  for (const [line, kind] of taken) {
    if (kind !== 'running-head') continue
    const others = page.lines.filter((other) => other !== line && isBeside(other, line) && !taken.has(other))
    if (others.length === 0) continue
    if (isApart(line, page)) for (const other of others) result.set(other, kind)
    else if (others.some((other) => isSamePrintedLine(line, other, page))) result.delete(line)
  }
  return result
}

const isBeside = (other: Line, line: Line): boolean =>
  other.turn === line.turn && Math.abs(other.y - line.y) < 0.35 * Math.max(line.size, other.size)

/** Whether only gaps part the two. */
function isSamePrintedLine(line: Line, other: Line, { lines }: PageLines): boolean {
  const [first, second] = [lines.indexOf(line), lines.indexOf(other)].sort((one, two) => one - two)
  return lines.slice(first! + 1, second! + 1).every(({ continues }) => continues)
}

/** Whether no other line is as near as the next line of a text is. */
function isApart(line: Line, { lines }: PageLines): boolean {
  return lines.every((other) => {
    const distance = Math.abs(other.y - line.y)
    return other.turn !== line.turn || isBeside(other, line) || distance > 1.8 * Math.max(other.size, line.size)
  })
}

/** No page has more lines around its text. */
const mostAround = 20

/** What stands apart at the top of a page. */
function headsOf(page: PageLines): Line[] {
  const top = page.lines.filter((line) => line.turn === 0 && line.y < 0.1 * page.height)
  return top.length > mostAround ? [] : top.filter((line) => /\p{L}/u.test(line.text) && isApart(line, page))
}

/** Numbers below or above the text that, on most pages, differ by as much from our own count of them. */
function countedBy(pages: PageLines[]): (line: Line) => boolean {
  const outside = pages.map((page) => ({ page, numbers: numbersOutside(page) }))
  const shiftOf = (line: Line, page: PageLines) => Number(line.text) - page.number
  const shifts: Tally<number> = new Map()
  for (const { page, numbers } of outside)
    for (const shift of new Set(numbers.map((line) => shiftOf(line, page)))) count(shifts, shift)
  const shift = commonest(shifts)
  if (shift === undefined || (shifts.get(shift) ?? 0) < Math.max(3, 0.6 * pages.length)) return () => false
  const counting = outside.flatMap(({ page, numbers }) => numbers.filter((line) => shiftOf(line, page) === shift))
  const held = new Set(counting)
  return (line) => held.has(line)
}

/** Numbers alone above or below all else on the page, in the outer part of it. */
function numbersOutside(page: PageLines): Line[] {
  const upright = page.lines.filter(({ turn }) => turn === 0)
  let [top, bottom] = [Infinity, -Infinity]
  for (const { text, y } of upright) {
    if (/^\d{1,4}$/.test(text)) continue
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return upright.filter(
    ({ text, y }) =>
      /^\d{1,4}$/.test(text) && ((y > bottom && y > 0.84 * page.height) || (y < top && y < 0.16 * page.height)),
  )
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

/** Whether a number at the edge is a mark, the cell of a table, or what a line of text begins with. */
const isOfText = (line: Line, page: PageLines, habits: Habits): boolean =>
  isUnderText(line, page) || isCell(line, page) || opensLine(line, page, habits)

/** Behind a gap its line goes on, close to the next: so notes and items begin whose numbers hang. */
function opensLine(line: Line, page: PageLines, { repeats }: Habits): boolean {
  const rest = page.lines[page.lines.indexOf(line) + 1]
  return rest?.continues === true && /\p{L}/u.test(rest.text) && !repeats(rest) && !isApart(line, page)
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
  const atVeryEdge = y < 0.06 * height || y > 0.92 * height
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

/** Heads that tell the section stand at one height in one face, whatever they say. */
const placeOf = (line: Line): string => `${Math.round(line.y)} ${line.size} ${line.font}`
