import { beginsItem } from './bullets.ts'
import { joint, type LineEnd } from './joining.ts'
import type { HyphenHabit, Vocabulary } from './profile.ts'
import { concat, inserted, noText, part, type SourcedText } from './sourced-text.ts'
import type { TextLine } from './text-lines.ts'

/** Lines of a plain text that are read as one, or the rows of a table. */
export type TextBlock = { lines: TextLine[]; content: SourcedText; rows?: SourcedText[][] }

type Habits = { words: Vocabulary; hyphens: HyphenHabit }

/** Joining words: a line that ends or begins with one is no line of its own. */
const joiningWord =
  '(?:a|an|and|at|by|for|from|in|its|of|on|or|the|their|to|with|within|de|des|du|et|la|le|les|pour|del|el|en|las|los|para|por|y)'
const endsOpen = new RegExp(`(?:[,–—-]|\\b${joiningWord})$`, 'iu')
const startsOpen = new RegExp(`^${joiningWord}\\b`, 'iu')

/** "PARTNER: …", "Evaluation type : …" */
const label = /^\p{Lu}\p{L}+(?: \p{L}+)? ?:/u

/** Puts lines together to blocks: at blank lines they end, and where a line has room for the word that follows it. */
export function toTextBlocks(lines: TextLine[], habits: Habits): TextBlock[] {
  const blocks: TextBlock[] = []
  groupsOf(lines).forEach((group) => {
    const width = Math.max(40, ...group.map((line) => line.content.text.length))
    group.forEach((line, index) => {
      const block = blocks.at(-1)
      const last = block?.lines.at(-1)
      if (line.cells) return addRow(blocks, line)
      const starts =
        !block || !last || block.rows || (index === 0 ? !joinsOverGap(block, line) : breaks({ last, line, width }))
      if (starts) blocks.push({ lines: [line], content: line.content })
      else {
        block.lines.push(line)
        block.content = joined(block.content, line.content, habits)
      }
    })
  })
  return blocks
}

function groupsOf(lines: TextLine[]): TextLine[][] {
  const groups: TextLine[][] = []
  for (const line of lines) {
    if (line.gap || groups.length === 0) groups.push([line])
    else groups.at(-1)!.push(line)
  }
  return groups
}

function addRow(blocks: TextBlock[], line: TextLine): void {
  const cells = line.cells ?? []
  const last = blocks.at(-1)
  const content = concat(cells.flatMap((cell, index) => (index === 0 ? [cell] : [inserted('\t'), cell])))
  if (last?.rows && last.rows[0]?.length === cells.length) {
    last.rows.push(cells)
    last.lines.push(line)
    last.content = concat([last.content, inserted('\n'), content])
  } else blocks.push({ lines: [line], content, rows: [cells] })
}

/** Puts a line to a text: broken words become whole, otherwise a blank parts them. */
export function joined(before: SourcedText, next: SourcedText, habits: Habits): SourcedText {
  if (!before.text) return next
  const end: LineEnd = { text: before.text, softHyphen: before.text.endsWith('\u00ad') }
  const { drop, insert } = joint(end, next.text, habits)
  const kept = drop > 0 ? part(before, 0, before.text.length - drop) : before
  const after = (before.from.findLast((offset) => offset >= 0) ?? -2) + 1
  return concat([kept, insert ? inserted(insert, after) : noText(), next])
}

/** The text of several lines as one. */
export const joinLines = (lines: TextLine[], habits: Habits): SourcedText => {
  let content = noText()
  for (const line of lines) content = joined(content, line.content, habits)
  return content
}

/** A sentence that a blank line interrupts (a page's end stood there), or a title in capitals that runs on. */
function joinsOverGap(block: TextBlock, line: TextLine): boolean {
  const [before, next] = [block.content.text, line.content.text]
  if (beginsItem(next, before)) return false
  if (isCapitals(before) && isCapitals(next)) return endsOpen.test(before) || startsOpen.test(next)
  return /^\p{Ll}/u.test(next) && /[\p{L}\d,–-]$/u.test(before) && before.length > 60 && !isCapitals(before)
}

function breaks({ last, line, width }: { last: TextLine; line: TextLine; width: number }): boolean {
  const [before, next] = [last.content.text, line.content.text]
  if (beginsItem(next, before) || last.cells || (label.test(next) && /[.)\]]$/.test(before))) return true
  const room = before.length + 1 + next.split(' ', 1)[0]!.length
  if (room >= 0.85 * width || /^\p{Ll}/u.test(next)) return false
  if (/[.:;!?)\]”"]$/.test(before)) return true
  if (isCapitals(before) !== isCapitals(next)) return true
  return room < 0.6 * width && !endsOpen.test(before)
}

/** Whether a text is set in capitals. */
export function isCapitals(text: string): boolean {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0
  const small = text.match(/\p{Ll}/gu)?.length ?? 0
  return capitals > 3 && small < 0.15 * capitals
}
