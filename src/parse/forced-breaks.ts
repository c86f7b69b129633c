import type { Line } from './line.ts'
import type { Profile } from './profile.ts'
import type { Flow } from './tables.ts'

/** Lines that begin within so many points of each other are lines of one column. */
const reach = 36
/** How many lines above and below tell how wide a column is. */
const nearby = 4

/** How far to the right a line of the flow could go, as those around it show that are set alike and begin near it. */
export function edgeOf(flow: readonly Flow[], at: number): number {
  const part = flow[at]
  if (!part || !('line' in part)) return 0
  const { x, right, size, page } = part.line
  return Math.max(
    right,
    ...flow.slice(Math.max(0, at - nearby), at + nearby + 1).flatMap((other) => {
      if (!('line' in other) || other.line.page !== page) return []
      const alike = Math.abs(other.line.x - x) < reach && Math.abs(other.line.size - size) < 0.6
      return alike ? [other.line.right] : []
    }),
  )
}

type Break = { lines: readonly Line[]; line: Line; edge: number; profile: Profile }

/**
 * Whether the last of the lines was ended by its author: the first word of the next line would have had room on it. Only
 * between lines of body text that begin at the same place; beside a picture all lines are short, and none tells anything.
 */
export function isForced({ lines, line, edge, profile }: Break): boolean {
  const last = lines.at(-1)!
  if (last.size > profile.bodySize + 0.6 || last.font !== line.font || Math.abs(last.x - line.x) > 1) return false
  // Items of a list that is one sentence end with a semicolon, and begin small.
  const isItem = last.text.endsWith(';')
  if (!(isItem || /^[“"«(¿¡]?[\p{Lu}\d]/u.test(line.text)) || /[-–—,(]$/u.test(last.text)) return false
  const before = lines.at(-2)
  if (before && Math.abs(before.right - last.right) < 2 * last.size) return false
  const word = /^\S+/u.exec(line.text)![0]
  const room = edge - last.right
  const needed = ((line.right - line.x) * word.length) / line.text.length + 2 * last.size
  if (room < needed) return false
  if (/[.:;!?)”»"]$/u.test(last.text)) return true
  return /^\P{L}?\p{Lu}/u.test(line.text) && room > 0.25 * (edge - last.x)
}
