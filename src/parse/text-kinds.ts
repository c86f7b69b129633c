import { bullet } from './bullets.ts'
import { isCaption } from './captions.ts'
import type { Kind } from './kinds.ts'
import { isCapitals, type TextBlock } from './text-blocks.ts'

/** Says of each block of a plain text what it is; only wording and length tell. */
export function textKindsOf(blocks: TextBlock[]): Kind[] {
  const kinds = blocks.map((block, index): Kind => {
    if (block.rows) return { kind: 'table' }
    const { text } = block.content
    if (isCaption(text)) return { kind: 'caption' }
    if (bullet.test(text)) return { kind: 'list-item' }
    if (!isHeading(block, blocks[index + 1])) return { kind: 'body' }
    return { kind: 'heading', level: isCapitals(text) && text.split(' ').length > 1 ? 3 : 2 }
  })
  const title = titleIndex(blocks, kinds)
  if (title !== undefined) kinds[title] = { kind: 'title', level: 1 }
  return kinds
}

function isHeading({ content: { text }, lines }: TextBlock, next: TextBlock | undefined): boolean {
  if (!next || !/^[\p{Lu}\d“"«¿¡(]/u.test(text) || !/\p{L}{3}/u.test(text)) return false
  if (isCapitals(text)) return text.length < 300
  return text.length < 130 && lines.length <= 2 && !/[.;:,!]$/.test(text)
}

/** The longest of the headings before the first paragraph. */
function titleIndex(blocks: TextBlock[], kinds: Kind[]): number | undefined {
  const firstBody = kinds.findIndex(({ kind }, index) => kind === 'body' && blocks[index]!.content.text.length > 160)
  const head = kinds
    .slice(0, firstBody < 0 ? 3 : firstBody)
    .flatMap(({ kind }, index) => (kind === 'heading' ? [index] : []))
  const first = head.filter((index) => index < 6)
  const longest = Math.max(0, ...first.map((index) => blocks[index]!.content.text.length))
  return first.find((index) => blocks[index]!.content.text.length === longest)
}
