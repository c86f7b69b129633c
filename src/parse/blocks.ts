import { beginsItem, bullet, itemNumber } from './bullets.ts'
import { isCaption } from './captions.ts'
import { joint } from './joining.ts'
import { edgeOf, isForced } from './forced-breaks.ts'
import type { Line } from './line.ts'
import type { PageFlow } from './notes.ts'
import type { Profile } from './profile.ts'
import { append, emptyText, type RunningText } from './running-text.ts'
import type { Table } from './tables.ts'

/** Lines that are read as one, or a table. */
export type Block =
  | { kind: 'text'; lines: Line[]; content: RunningText }
  | { kind: 'table'; table: Table; page: number }

const sentenceEnd = /[.!?…]["”’»)\]]*$/
const closed = /[.:;!?…"”’»)\]]$/

/** Puts lines together to paragraphs, headings and items, over columns and pages where a sentence runs on. */
export function toBlocks(pages: PageFlow[], profile: Profile): Block[] {
  const blocks: Block[] = []
  let open: { lines: Line[]; content: RunningText } | undefined
  let item: Item | undefined
  for (const { flow, number } of pages) {
    for (const [index, part] of flow.entries()) {
      if ('table' in part) {
        blocks.push({ kind: 'table', table: part.table, page: number })
        continue
      }
      const { line } = part
      if (!line.text) {
        for (const { label, page } of line.marks)
          open?.content.marks.push({ label, at: open.content.text.length, page })
        continue
      }
      const last = open?.lines.at(-1)
      const interrupted = blocks.at(-1)?.kind === 'table'
      if (
        !open ||
        !last ||
        begins({
          line,
          last,
          lines: open.lines,
          content: open.content,
          interrupted,
          item,
          edge: edgeOf(flow, index - 1),
          profile,
        })
      ) {
        open = { lines: [], content: emptyText() }
        blocks.push({ kind: 'text', ...open })
        const number = itemNumber(line.text)
        if (number !== undefined) item = { number, x: line.x }
      }
      const end = { text: open.content.text, softHyphen: last?.softHyphen ?? false }
      append(open.content, line, joint(end, line.text, profile))
      open.lines.push(line)
    }
  }
  return blocks
}

/** An item of a numbered list: its number, and where it stands. */
type Item = { number: number; x: number }

type Place = {
  line: Line
  last: Line
  lines: Line[]
  content: RunningText
  interrupted: boolean
  /** The last numbered item above. */
  item: Item | undefined
  /** Where the column of the last line ends. */
  edge: number
  profile: Profile
}

/** Whether the line begins a block of its own. */
function begins({ line, last, lines, content, interrupted, item, edge, profile }: Place): boolean {
  if (line.turn !== last.turn) return true
  const below = line.page === last.page && line.y > last.y - 1
  if (interrupted && !runsOn(content.text, last, line)) return true
  if (differsInStyle(last, line)) return true
  if (beginsItem(line.text, content.text) || (item && isNextItem(line, last, item))) return true
  if (!below) return !runsOn(content.text, last, line)
  const pitch = Math.max((profile.pitch * line.height) / profile.bodySize, 1)
  if (line.y - last.y > 1.35 * pitch) return true
  if (!isCaption(content.text) && isForced({ lines, line, edge, profile })) return true
  if (Math.abs(line.y - last.y) < 1) return line.x > last.x && !runsOn(content.text, last, line)
  return isIndented(line, last, profile)
}

/** The next number of a list, set out to the left of the lines above: they may end without a mark. */
function isNextItem(line: Line, last: Line, { number, x }: Item): boolean {
  return Math.abs(line.x - x) < 2 && last.x - line.x > 0.5 * line.size && itemNumber(line.text) === number + 1
}

/** Over a break runs a sentence that goes on in lower case, or that is not at its end although its line is full. */
function runsOn(text: string, last: Line, line: Line): boolean {
  if (isCaption(text)) return false
  if (/^\p{Ll}/u.test(line.text)) return true
  return !sentenceEnd.test(text) && last.right - last.x > 0.6 * (line.right - line.x)
}

function differsInStyle(last: Line, line: Line): boolean {
  // A line of small capitals alone goes on one that has great ones too.
  if (last.font === line.font && last.size === line.size) return false
  const mixed = last.mixedSizes || line.mixedSizes
  if (!mixed && Math.abs(last.size - line.size) > 0.6) return true
  if (mixed && Math.abs(last.height - line.height) > 1.5) return true
  const sameCapitals = last.mixedSizes && line.mixedSizes && Math.abs(last.height - line.height) < 0.5
  // A heading may run into its paragraph: the line then ends in the face in which the next begins.
  return last.font !== line.font && last.lastFont !== line.firstFont && !sameCapitals
}

function isIndented(line: Line, last: Line, { bodySize, bodyFont }: Profile): boolean {
  if (line.x - last.x <= 0.8 * bodySize || bullet.test(last.text) || !closed.test(last.text)) return false
  const centred = Math.abs(last.x + last.right - line.x - line.right) < 2 * bodySize
  return !(centred && line.font === last.font && line.font !== bodyFont)
}
