import type { Line } from './line.ts'
import { setLine } from './line-text.ts'
import { count, commonest, type Tally } from './tally.ts'
import type { PageSize, TextItem, Turn } from './text-item.ts'

/** A gap that parts columns of a page: what stands behind it is no longer the same line. */
const columnGap = 9
/** A gap that may part cells, in widths of an em. Set apart to fill a line, words reach the wider one. */
const cellGap = 1.4
const justifiedGap = 2.4

/** The page's lines in the order of its content, what is turned otherwise than most of it last. */
export function toLines(items: TextItem[], page: PageSize & { number: number }): Line[] {
  const turns: Tally<Turn> = new Map()
  for (const item of items) count(turns, item.turn, item.text.length)
  const main = commonest(turns) ?? 0
  const others = [...turns.keys()].filter((turn) => turn !== main)
  return [main, ...others].flatMap((turn) => {
    const parts = partItems(items.filter((item) => item.turn === turn))
    return parts.flatMap((part) => setLine(part, page) ?? [])
  })
}

/** The items of one piece of a line, upright. */
export type LineItems = { items: TextItem[]; y: number; size: number; continues: boolean }

function partItems(items: TextItem[]): LineItems[] {
  const parts: LineItems[] = []
  let last: TextItem | undefined
  for (const item of items) {
    const part = parts.at(-1)
    const place = part && last ? placeOf(item, last, part) : 'new line'
    if (!part || place !== 'same')
      parts.push({ items: [item], y: item.y, size: item.size, continues: place === 'cell' })
    else {
      part.items.push(item)
      // A mark came first, as it does in a note: the baseline is that of the larger text.
      if (item.size > part.size) Object.assign(part, { y: item.y, size: item.size })
    }
    last = item
  }
  return parts
}

function placeOf(item: TextItem, last: TextItem, part: LineItems): 'same' | 'cell' | 'new line' {
  const gap = item.x - last.x - last.width
  if (gap < -2 * item.size || gap > columnGap * item.size) return 'new line'
  if (!onBaseline(item, part, gap)) return 'new line'
  const justified = last.blankAfter > 0 && last.blankAfter < 0.9 * gap
  return gap > (justified ? justifiedGap : cellGap) * Math.min(item.size, part.size) ? 'cell' : 'same'
}

function onBaseline(item: TextItem, part: LineItems, gap: number): boolean {
  const below = item.y - part.y
  if (Math.abs(below) <= 0.35 * Math.max(item.size, part.size)) return true
  const raised = below < 0 && -below < 0.75 * part.size && item.size < 0.85 * part.size && gap < part.size
  const dropsFromMark = item.size > part.size * 1.15 && Math.abs(below) < 0.75 * item.size
  return raised || dropsFromMark
}
