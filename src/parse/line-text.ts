import type { TextRun } from '../contracts/position.ts'
import type { Line, Mark } from './line.ts'
import type { LineItems } from './lines.ts'
import { commonest, count, type Tally } from './tally.ts'
import { startsSmallCapitals } from './small-capitals.ts'
import { turnBack, type PageSize, type TextItem } from './text-item.ts'

/** Numbers ("12", "3,4"), symbols ("*", "††") and small roman numbers may mark a note. */
const markPattern = /^(?:\d{1,3}(?:[,–-]\s?\d{1,3})*|[*†‡§]+|[ivx]{1,4})$/
/** In "km2" and "m3" the raised number is part of the unit. */
const unitBefore = /(?:^|[\s\d])(?:[kcm]?m|ha)$/

/** Sets the items of a line as text: blanks from gaps, marks taken out, small capitals joined. Nothing for an empty line. */
export function setLine(part: LineItems, page: PageSize & { number: number }): Line | undefined {
  const { items } = part
  const fonts: Tally<string> = new Map()
  const sizes: Tally<number> = new Map()
  const runs: TextRun[] = []
  const marks: Mark[] = []
  let text = ''
  let opens: string | undefined
  let last: TextItem | undefined
  for (let item of items) {
    const label = item.text.trim()
    const opening = text ? undefined : /^(\d{1,3})[.)]$/.exec(label)?.[1]
    if (opening && isRaised(item, part)) {
      opens = opening
      last = item
      continue
    }
    const cites = isMark(item, label, part) || (last && isNarrowBehind(last, item, text))
    if (cites && !(unitBefore.test(text) && /^[23]$/.test(label))) {
      if (text.trim()) marks.push(...labelsOf(label).map((one) => ({ label: one, at: text.length, page: page.number })))
      else opens = label
      last = item
      continue
    }
    if (!text && !opens && item.linked) {
      const number = /^(\d{1,3})(?=\D)/.exec(item.text)?.[1]
      if (number) {
        opens = number
        item = { ...item, text: item.text.slice(number.length) }
      }
    }
    if (last && text && !/\s$/.test(text) && !/^\s/.test(item.text) && isParted(last, item)) text += ' '
    const printed = text ? item.text : item.text.trimStart()
    const start = text.length
    text += printed
    runs.push(runOf({ start, end: start + printed.trimEnd().length, item, page }))
    count(fonts, item.font, label.length)
    count(sizes, Math.round(item.size * 2) / 2, label.length)
    last = item
  }
  const softHyphen = endsSoftly(items, text)
  const clean = tidy(text, runs, marks)
  if (!clean.text && !opens) return undefined
  return {
    page: page.number,
    turn: items[0]!.turn,
    x: items[0]!.x,
    right: Math.max(...items.map((item) => item.x + item.width)),
    y: part.y,
    size: commonest(sizes) ?? part.size,
    height: part.size,
    font: commonest(fonts) ?? items[0]!.font,
    firstFont: (items.find((item) => !isMark(item, item.text.trim(), part)) ?? items[0]!).font,
    lastFont: last?.font ?? items[0]!.font,
    mixedSizes: sizes.size > 1,
    ...clean,
    ...(opens && { opens }),
    softHyphen,
    continues: part.continues,
  }
}

function isMark(item: TextItem, label: string, part: LineItems): boolean {
  if (!markPattern.test(label)) return false
  // A raised glyph of its own has the full size of the line, and less than half the width of its digits.
  return isRaised(item, part) || (item.linked && isNarrow(item, label))
}

/** Some producers make raised numbers hardly smaller, and raise them the more. */
function isRaised({ size, y }: TextItem, part: LineItems): boolean {
  const height = (part.y - y) / part.size
  return (size < 0.8 * part.size && height > 0.12) || (size < 0.85 * part.size && height > 0.3)
}

/** A digit in chemical formulas, which a font may have a glyph of its own for as well. */
const formulaBefore = /(?:^|[\s(])(?:CO|H|N|O|SO|NO|CH|NH)$/

/** Raised glyphs of their own that no link lies on, directly behind a word or its full stop. */
function isNarrowBehind(last: TextItem, item: TextItem, text: string): boolean {
  const label = item.text.trim()
  if (!/^\d{1,3}$/.test(label) || item.font !== last.font || Math.abs(item.size - last.size) > 0.1) return false
  const gap = item.x - last.x - last.width
  if (last.blankAfter > 0 || Math.abs(gap) > 0.06 * item.size || formulaBefore.test(text)) return false
  return /[\p{L}.,;:)”"’]$/u.test(text) && isNarrow(item, label)
}

const isNarrow = (item: TextItem, label: string): boolean => item.width / (label.length * item.size) < 0.36

function labelsOf(label: string): string[] {
  const range = /^(\d{1,3})\s?[–-]\s?(\d{1,3})$/.exec(label)
  if (!range) return label.split(/,\s?/)
  const [first, last] = [Number(range[1]), Number(range[2])]
  if (last <= first || last - first > 20) return [range[1]!, range[2]!]
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index))
}

/** A gap is a blank from a sixth of an em on; within small capitals the first letter stands a little off. */
function isParted(last: TextItem, item: TextItem): boolean {
  const gap = item.x - last.x - last.width - Math.max(last.tracking, item.tracking)
  // Between two faces a printed blank is meant, however far the line was squeezed.
  if (last.font !== item.font && last.blankAfter > 0 && gap > 0.05 * item.size) return true
  return gap > (startsSmallCapitals(last, item) ? 0.22 : 0.15) * Math.min(item.size, last.size)
}

/** Typesetters print the hyphen that parts a word as a piece of its own, or as a character made for it. */
function endsSoftly(items: TextItem[], text: string): boolean {
  return (items.length > 1 && items.at(-1)?.text === '-') || /[\u00ad\u2010]\s*$/.test(text)
}

function runOf({
  start,
  end,
  item,
  page,
}: {
  start: number
  end: number
  item: TextItem
  page: PageSize & { number: number }
}): TextRun {
  const box = turnBack(
    { left: item.x, right: item.x + item.width, top: item.y - 0.8 * item.size, bottom: item.y + 0.22 * item.size },
    item.turn,
    page,
  )
  const left = within(box.left, page.width)
  const top = within(box.top, page.height)
  const width = within(box.right, page.width) - left
  const height = within(box.bottom, page.height) - top
  return [start, end, page.number, tenth(left), tenth(top), tenth(width), tenth(height)]
}

const within = (value: number, most: number): number => Math.min(Math.max(value, 0), most)
const tenth = (value: number): number => Math.round(value * 10) / 10

/** One blank for several, one hyphen for all that look like one, no blanks at the ends; runs and marks move along. */
function tidy(raw: string, runs: TextRun[], marks: Mark[]): { text: string; runs: TextRun[]; marks: Mark[] } {
  if (!/[\u00ad\u2010]|\s\s|[^\S ]|^\s|\s$/.test(raw))
    return { text: raw, runs, marks: marks.map((mark) => ({ ...mark, at: endOfWord(raw, mark.at) })) }
  const hyphened = raw.replace(/[\u00ad\u2010]/g, '-')
  const places: number[] = []
  let text = ''
  for (let index = 0; index < hyphened.length; index++) {
    places.push(text.length)
    const character = hyphened[index]!
    if (!/\s/.test(character)) text += character
    else if (text && !text.endsWith(' ')) text += ' '
  }
  text = text.trimEnd()
  places.push(text.length)
  const moved = (offset: number) => Math.min(places[offset] ?? text.length, text.length)
  return {
    text,
    runs: runs.flatMap(([start, end, ...place]): TextRun[] => {
      const [from, to] = [moved(start), moved(end)]
      return to > from ? [[from, to, ...place]] : []
    }),
    marks: marks.map((mark) => ({ ...mark, at: endOfWord(text, moved(mark.at)) })),
  }
}

/** A mark stands behind the word, not behind the blank that follows it. */
function endOfWord(text: string, at: number): number {
  return at > 0 && text[at - 1] === ' ' ? at - 1 : at
}
