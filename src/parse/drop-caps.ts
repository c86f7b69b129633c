import { type Line, withStart } from './line.ts'
import { putBefore } from './put-before.ts'

/** No page begins more paragraphs with a letter over several lines. */
const mostCaps = 50

/** Puts a great first letter that reaches over several lines before the rest of its word, which stands beside its top. */
export function attachDropCaps(lines: Line[]): Line[] {
  const caps = lines.filter(({ text, turn }) => turn === 0 && /^[“"«¿¡]?\p{Lu}$/u.test(text))
  if (caps.length === 0 || caps.length > mostCaps) return lines
  const capOf = new Map<Line, Line>()
  for (const cap of caps) {
    const [first] = lines.filter((line) => standsBeside(line, cap)).sort((one, other) => one.y - other.y)
    if (first && /^(?:\p{Ll}|\p{Lu}{2})/u.test(first.text)) capOf.set(first, cap)
  }
  return putBefore(lines, capOf, withStart)
}

function standsBeside(line: Line, cap: Line): boolean {
  if (line.turn !== 0 || cap.height < 1.8 * line.height) return false
  const near = line.x > cap.x - 1 && line.x < cap.right + 1.5 * line.height
  return near && line.y < cap.y + 1 && line.y > cap.y - 0.85 * cap.height
}
