import { printedGlyphs, type PrintedGlyphs } from './printed-glyphs.ts'
import type { PdfPage } from './pdf.ts'
import type { TextItem } from './text-item.ts'

/** Within a line, what is wider than letters are apart by this share of an em parts words. */
const wordGap = 0.12
/** Nearer than this, letters are apart by kerning only. */
const leastTracking = 0.07
/** On a page that prints nothing of what its text says, each further search would only cost time. */
const mostMissed = 100

/**
 * Headings are often tracked: their letters stand apart, and pdf.js then reads "S U M M A R Y". Puts the words of such
 * items together again by the gaps that were printed, and says in `tracking` how far the letters stand apart.
 */
export async function closeTracked(page: PdfPage, items: TextItem[]): Promise<void> {
  const styles = new Set(items.filter(isTracked).map(styleOf))
  if (styles.size === 0) return
  const glyphs = await printedGlyphs(page)
  let from = 0
  let missed = 0
  for (const item of items) {
    if (missed > mostMissed) break
    if (!styles.has(styleOf(item)) || !isSpelled(item.text)) continue
    const letters = item.text.replace(/\s+/g, '')
    const found = findTracked(glyphs, letters, from) ?? findTracked(glyphs, letters, 0)
    if (!found) {
      missed++
      continue
    }
    from = found.end
    item.text = parted(letters, found)
    item.tracking = found.tracking * item.size
  }
  spreadTracking(items)
}

const styleOf = ({ font, size }: TextItem): string => `${font} ${size.toFixed(1)}`

/** Long enough that letters with a blank between them are no list of initials. */
function isTracked({ text }: TextItem): boolean {
  if (!isSpelled(text)) return false
  const pieces = text.trim().split(/\s+/)
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return pieces.length >= 5 && letters > 0.6 * pieces.join('').length
}

/** In pieces of a letter, or of two or three that were set closer. */
function isSpelled(text: string): boolean {
  if (!/^\s*\S{1,4}(?:\s+\S{1,4})+\s*$/.test(text)) return false
  const pieces = text.trim().split(/\s+/)
  return pieces.join('').length <= 2 * pieces.length
}

/** Letters as they were printed: the gap behind each but the last, and the usual one, in ems. */
type Tracked = { gaps: number[]; tracking: number; end: number }

/** The first place from an offset on where these letters were printed apart; the same word may stand in running text. */
function findTracked({ text, gaps }: PrintedGlyphs, letters: string, from: number): Tracked | undefined {
  for (let at = text.indexOf(letters, from); at >= 0; at = text.indexOf(letters, at + 1)) {
    const end = at + letters.length
    const within = gaps.slice(at, end - 1)
    const tracking = median(within.filter(Number.isFinite))
    if (tracking !== undefined && tracking >= leastTracking) return { gaps: within, tracking, end }
  }
  return undefined
}

const median = (values: number[]): number | undefined =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]

/** The letters with a blank where the gap is wider than between letters, or unknown. */
function parted(letters: string, { gaps, tracking }: Tracked): string {
  let text = letters.slice(0, 1)
  for (const [index, gap] of gaps.entries()) text += (gap < tracking + wordGap ? '' : ' ') + letters.charAt(index + 1)
  return text
}

/** A letter by itself, or the great one before small capitals, is tracked as its neighbour is. */
function spreadTracking(items: TextItem[]): void {
  for (const [index, item] of items.entries()) {
    if (item.tracking > 0 || item.text.trim().length > 2) continue
    const beside = [items[index - 1], items[index + 1]].find(
      (other) => other && other.tracking > 0 && other.font === item.font && Math.abs(other.y - item.y) < 1,
    )
    if (beside) item.tracking = (beside.tracking / beside.size) * item.size
  }
}
