import type { ParagraphKind } from '../contracts/parsed-document.ts'
import type { Block } from './blocks.ts'
import { bullet } from './bullets.ts'
import { isCaption } from './captions.ts'
import { isBold, isItalic } from './fonts.ts'
import type { Profile } from './profile.ts'

type TextBlock = Extract<Block, { kind: 'text' }>
export type Kind = { kind: ParagraphKind; level?: number }

const numbered = /^(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.|[A-Z]\.)\s+\p{Lu}/u

/** Says of each block what it is, and of headings how deep: by size first, then weight, then slant. */
export function kindsOf(blocks: Block[], profile: Profile): Kind[] {
  const title = titleBlock(blocks, profile)
  const kinds = blocks.map((block): Kind => {
    if (block.kind === 'table') return { kind: 'table' }
    if (block === title) return { kind: 'title', level: 1 }
    if (isCaption(block.content.text)) return { kind: 'caption' }
    if (isHeading(block, profile)) return { kind: 'heading' }
    return { kind: bullet.test(block.content.text) ? 'list-item' : 'body' }
  })
  return withLevels(blocks, kinds, title !== undefined)
}

/** The title: the largest text of the first two pages, where it is larger than the rest. */
function titleBlock(blocks: Block[], { bodySize }: Profile): TextBlock | undefined {
  const first = blocks.filter((block): block is TextBlock => block.kind === 'text' && (block.lines[0]?.page ?? 9) <= 2)
  const words = first.filter(
    ({ content }) => (content.text.match(/\p{L}/gu)?.length ?? 0) > 3 && content.text.length < 400,
  )
  const tallest = Math.max(0, ...words.map(heightOf))
  return tallest > 1.12 * bodySize ? words.find((block) => heightOf(block) > tallest - 0.6) : undefined
}

const heightOf = (block: TextBlock): number => Math.max(...block.lines.map((line) => line.height))

function isHeading(block: TextBlock, { bodySize, bodyFont }: Profile): boolean {
  const { lines, content } = block
  const { text } = content
  if (lines.length > 6 || text.length > 320 || !/\p{L}{2}/u.test(text)) return false
  const line = lines[0]!
  if (line.size < 0.88 * bodySize && !line.mixedSizes) return false
  const larger = heightOf(block) > 1.07 * bodySize
  const bold = !isBold(bodyFont) && lines.every(({ font, lastFont }) => isBold(font) && isBold(lastFont))
  if (bullet.test(text) && !bold && !larger) return false
  const capitals = isCapitals(text)
  const slanted = isItalic(line.font) && !isItalic(bodyFont) && lines.length <= 2 && text.length < 100
  if (/[.;,]$/.test(text) && !(larger && bold) && !capitals) return false
  if (text.endsWith(':') && text.length > 80) return false
  const otherFace = line.font !== bodyFont && lines.length <= 2 && text.length < 120 && !/[.;:,]$/.test(text)
  return (
    larger ||
    bold ||
    slanted ||
    (otherFace && !/^\p{Ll}/u.test(text)) ||
    (capitals && text.length > 3) ||
    (lines.length === 1 && isNumberedTitle(text, otherFace))
  )
}

const isNumberedTitle = (text: string, otherFace: boolean): boolean => otherFace && numbered.test(text)

function isCapitals(text: string): boolean {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0
  const small = text.match(/\p{Ll}/gu)?.length ?? 0
  return capitals > 3 && small < 0.15 * capitals
}

/** Headings set alike are of one level; what is larger, bolder, in capitals or first seen stands above. */
function withLevels(blocks: Block[], kinds: Kind[], titled: boolean): Kind[] {
  const styles = new Map<string, number>()
  blocks.forEach((block, index) => {
    if (block.kind === 'text' && kinds[index]!.kind === 'heading') styles.set(styleOf(block), weightOf(block))
  })
  const ranked = [...styles].sort(([, one], [, other]) => other - one).map(([style]) => style)
  const top = titled ? 2 : 1
  return kinds.map((kind, index) => {
    const block = blocks[index]!
    if (kind.kind !== 'heading' || block.kind !== 'text') return kind
    return { ...kind, level: ranked.indexOf(styleOf(block)) + top }
  })
}

function styleOf(block: TextBlock): string {
  const { font } = block.lines[0]!
  return [Math.round(heightOf(block)), isBold(font), isItalic(font), isCapitals(block.content.text)].join(' ')
}

/** Small capitals count by the size of most of their letters. */
function weightOf(block: TextBlock): number {
  const { font } = block.lines[0]!
  const size = Math.max(...block.lines.map((line) => line.size))
  return 10 * Math.round(size) + (isBold(font) ? 4 : 0) - (isItalic(font) ? 2 : 0)
}
