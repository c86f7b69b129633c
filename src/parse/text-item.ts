import { cleanCharacters, unmappedCharacters } from './characters.ts'
import type { PdfPage } from './pdf.ts'
import { closeTracked } from './tracked-text.ts'

/** Quarter turns, clockwise, by which a text is turned against the upright page. */
export type Turn = 0 | 1 | 2 | 3

/** A piece of text as the PDF shows it, in points: turned upright, origin top left, `y` at the baseline. */
export type TextItem = {
  text: string
  x: number
  y: number
  width: number
  size: number
  /** Id of the font within the document; one face may have several. */
  font: string
  turn: Turn
  /** It lies on a link to another place of the document, as note marks often do. */
  linked: boolean
  /** Width of the blank that was printed behind it; 0 for none. */
  blankAfter: number
  /** How far its letters are set apart beyond their own widths; 0 where they are not. */
  tracking: number
}

export type PageSize = { width: number; height: number }

type Rectangle = { left: number; right: number; top: number; bottom: number }

/** `cut`: the page has more text than is read of one. */
export type PageItems = { items: TextItem[]; cut: boolean; characters: number; unmapped: number }

/** No page that people read has more; one that has was made to hurt. */
const mostItems = 100_000
const mostCharacters = 1_000_000

/** The page's text items in the order of its content stream, which is the order of reading far more often than heights are. */
export async function readItems(page: PdfPage, maxCharacters: number): Promise<PageItems> {
  const view = page.getViewport({ scale: 1 })
  const items: TextItem[] = []
  let characters = 0
  let unmapped = 0
  const most = Math.min(maxCharacters, mostCharacters)
  const reader = page.streamTextContent().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) {
      await findLinks(page, items)
      await closeTracked(page, items)
      return { items, cut: false, characters, unmapped }
    }
    for (const printed of value.items) {
      if (!('str' in printed)) continue
      if (characters + printed.str.length > most) printed.str = printed.str.slice(0, most - characters)
      unmapped += unmappedCharacters(printed.str)
      const item = toItem(printed, view)
      if (!item) continue
      if (item.text.trim()) {
        if (isPrintedTwice(item, items)) continue
        items.push(item)
      } else {
        const last = items.at(-1)
        if (last && item.turn === last.turn) last.blankAfter = item.width
      }
      characters += item.text.length
    }
    if (characters >= most || items.length > mostItems) {
      await reader.cancel(new Error('more text than is read'))
      return { items, cut: true, characters, unmapped }
    }
  }
}

type Printed = { str: string; transform: number[]; width: number; fontName: string }
type View = { transform: number[]; width: number; height: number }

function toItem({ str, transform, width, fontName }: Printed, view: View): TextItem | undefined {
  const text = cleanCharacters(str)
  if (!text) return undefined
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = transform
  const [va = 1, vb = 0, vc = 0, vd = 1, ve = 0, vf = 0] = view.transform
  const scale = Math.hypot(va, vb)
  const size = Math.hypot(c, d) * scale
  const left = va * e + vc * f + ve
  const baseline = vb * e + vd * f + vf
  if (!Number.isFinite(left + baseline + size + width) || size === 0) return undefined
  const turn = quarterTurns(vb * a + vd * b, va * a + vc * b)
  const [x, y] = upright({ left, baseline, turn, page: view })
  return {
    text,
    x,
    y,
    width: Math.abs(width) * scale,
    size,
    font: fontName,
    turn,
    linked: false,
    blankAfter: 0,
    tracking: 0,
  }
}

function quarterTurns(sine: number, cosine: number): Turn {
  const turns = ((Math.round(Math.atan2(sine, cosine) / (Math.PI / 2)) % 4) + 4) % 4
  return turns === 1 || turns === 2 || turns === 3 ? turns : 0
}

function upright(place: { left: number; baseline: number; turn: Turn; page: PageSize }): [number, number] {
  const { left, baseline, turn, page } = place
  if (turn === 1) return [baseline, page.width - left]
  if (turn === 2) return [page.width - left, page.height - baseline]
  if (turn === 3) return [page.height - baseline, left]
  return [left, baseline]
}

/** The place on the page, as a reader sees it, of a rectangle in upright coordinates. */
export function turnBack({ left, right, top, bottom }: Rectangle, turn: Turn, page: PageSize): Rectangle {
  if (turn === 1) return { left: page.width - bottom, right: page.width - top, top: left, bottom: right }
  if (turn === 2)
    return {
      left: page.width - right,
      right: page.width - left,
      top: page.height - bottom,
      bottom: page.height - top,
    }
  if (turn === 3) return { left: top, right: bottom, top: page.height - right, bottom: page.height - left }
  return { left, right, top, bottom }
}

/** Says which items are linked, where that can make a note's mark of one. */
async function findLinks(page: PdfPage, items: TextItem[]): Promise<void> {
  const candidates = items.filter((item) => item.turn === 0 && mayBeMark(item))
  if (candidates.length === 0) return
  const links = await internalLinks(page)
  for (const item of candidates) item.linked = links.some((link) => liesOn(item, link))
}

/** A number by itself in narrow digits, or one that is glued to a word behind it. */
function mayBeMark({ text, width, size }: TextItem): boolean {
  const label = text.trim()
  if (/^\d{1,3}(?:[,–-]\s?\d{1,3})*$/.test(label)) return width / (label.length * size) < 0.36
  return /^\d{1,3}[\p{L}“"]/u.test(label)
}

async function internalLinks(page: PdfPage): Promise<Rectangle[]> {
  const view = page.getViewport({ scale: 1 })
  // A page whose annotations are broken still has its text.
  const annotations: unknown[] = await page.getAnnotations().catch(() => [])
  return annotations.flatMap((annotation) => {
    if (!isInternalLink(annotation)) return []
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0]: number[] = view.convertToViewportRectangle(annotation.rect)
    return [{ left: Math.min(x1, x2), right: Math.max(x1, x2), top: Math.min(y1, y2), bottom: Math.max(y1, y2) }]
  })
}

function isInternalLink(annotation: unknown): annotation is { rect: number[] } {
  if (typeof annotation !== 'object' || annotation === null) return false
  const { subtype, dest, rect }: { subtype?: unknown; dest?: unknown; rect?: unknown } = annotation
  return subtype === 'Link' && Boolean(dest) && Array.isArray(rect)
}

/** Bold by overprinting: the same text a second time, a hair away. */
function isPrintedTwice({ text, x, y, size }: TextItem, items: TextItem[]): boolean {
  for (let index = items.length - 1; index >= Math.max(0, items.length - 12); index--) {
    const other = items[index]!
    if (Math.abs(other.y - y) < 0.12 * size && Math.abs(other.x - x) < 0.12 * size && other.text === text) return true
  }
  return false
}

function liesOn({ x, y, width }: TextItem, link: Rectangle): boolean {
  return x >= link.left - 1 && x + width <= link.right + 1 && y >= link.top - 2 && y <= link.bottom + 2
}
