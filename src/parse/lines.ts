import { attachBullets } from './bullet-lines.ts'
import { attachDropCaps } from './drop-caps.ts'
import type { Line } from './line.ts'
import { setLine } from './line-text.ts'
import { asCapitals, isSmallCapitalLine } from './small-capitals.ts'
import { count, commonest, type Tally } from './tally.ts'
import type { PageSize, TextItem, Turn } from './text-item.ts'

/** A gap that parts columns of a page: what stands behind it is no longer the same line. In widths of an em. */
const columnGap = 9
/** A gap that may part cells. */
const cellGap = 1
/** The same where no blank was printed: the margins that word processors leave between two cells are not much wider. */
const movedGap = 0.8
/** Where blanks are stretched to fill a line, only a wider one may. */
const stretchedGap = 2.4

/** The page's lines in the order of its content, what is turned otherwise than most of it last. */
export function toLines(items: TextItem[], page: PageSize & { number: number }): Line[] {
  const turns: Tally<Turn> = new Map()
  for (const item of items) count(turns, item.turn, item.text.length)
  const main = commonest(turns) ?? 0
  const others = [...turns.keys()].filter((turn) => turn !== main)
  return [main, ...others].flatMap((turn) => {
    const parts = partLines(items.filter((item) => item.turn === turn))
      .map(inCapitals)
      .flatMap(partCells)
    return attachDropCaps(attachBullets(parts.flatMap((part) => setLine(part, page) ?? [])))
  })
}

/** The items of one piece of a line, upright. */
export type LineItems = { items: TextItem[]; y: number; size: number; continues: boolean }

function partLines(items: TextItem[]): LineItems[] {
  const parts: LineItems[] = []
  let last: TextItem | undefined
  for (const item of items) {
    const part = parts.at(-1)
    if (!part || !last || !isSameLine(item, last, part))
      parts.push({ items: [item], y: item.y, size: item.size, continues: false })
    else {
      part.items.push(item)
      // A mark came first, as it does in a note: the baseline is that of the larger text.
      if (item.size > part.size) Object.assign(part, { y: item.y, size: item.size })
    }
    last = item
  }
  return parts
}

/** Small capitals as capitals; in a piece of the line alone the great ones may be missing that tell them. */
const inCapitals = (part: LineItems): LineItems =>
  isSmallCapitalLine(part) ? { ...part, items: part.items.map(asCapitals) } : part

function isSameLine(item: TextItem, last: TextItem, part: LineItems): boolean {
  const gap = gapOf(last, item)
  return gap >= -2 * item.size && gap <= columnGap * item.size && onBaseline(item, part, gap)
}

const gapOf = (last: TextItem, item: TextItem): number => item.x - last.x - last.width

/** Parts a line where its gaps are wide; what follows a gap is put back unless it proves to be a cell of a table. */
function partCells(part: LineItems): LineItems[] {
  const { items } = part
  const gaps = items.map((item, index) => (index === 0 ? 0 : gapOf(items[index - 1]!, item)))
  const cells: LineItems[] = []
  items.forEach((item, index) => {
    const cell = cells.at(-1)
    if (!cell || isCellGap(items, gaps, index)) cells.push({ ...part, items: [item], continues: cells.length > 0 })
    else cell.items.push(item)
  })
  return cells
}

function isCellGap(items: TextItem[], gaps: number[], index: number): boolean {
  const [last, item, gap] = [items[index - 1]!, items[index]!, gaps[index]!]
  const em = Math.min(item.size, last.size)
  const isMove = last.blankAfter === 0 || last.blankAfter > 0.98 * gap
  if (gap <= (isMove ? movedGap : cellGap) * em) return false
  // A printed blank that is much narrower than its gap was stretched to fill the line, and then so were the others.
  const stretched = last.blankAfter > 0 && last.blankAfter < 0.9 * gap
  const alike = gaps.filter((other, at) => at > 0 && other > 0.6 * gap).length > 1
  return !stretched || !alike || gap > stretchedGap * em
}

function onBaseline(item: TextItem, part: LineItems, gap: number): boolean {
  const below = item.y - part.y
  if (Math.abs(below) <= 0.35 * Math.max(item.size, part.size)) return true
  const raised = below < 0 && -below < 0.75 * part.size && item.size < 0.85 * part.size && gap < part.size
  const dropsFromMark = item.size > part.size * 1.15 && Math.abs(below) < 0.75 * item.size
  return raised || dropsFromMark
}
