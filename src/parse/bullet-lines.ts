import { type Line, withStart } from './line.ts'
import { putBefore } from './put-before.ts'

/** No page has more items; looking for the line of each takes time. */
const mostItems = 300

/**
 * Puts bullets and numbers of items that were printed apart, as some producers do at a page's end, to the lines that they stand
 * before. A number that comes first may as well be the cell of a table.
 */
export function attachBullets(lines: Line[]): Line[] {
  const alone = lines.filter((line) => /^(?:[•▪◦‣○●■–-]|\(?\d{1,3}[.)])$/.test(line.text))
  if (alone.length === 0 || alone.length > mostItems) return lines
  const attached = new Map<Line, Line>()
  for (const bullet of alone) {
    const end = /\d/.test(bullet.text) ? lines.indexOf(bullet) : lines.length
    const line = lines.find(
      (other, index) => index < end && other !== bullet && !attached.has(other) && standsBefore(bullet, other),
    )
    if (line) attached.set(line, bullet)
  }
  return putBefore(lines, attached, withBullet)
}

function standsBefore(bullet: Line, line: Line): boolean {
  const gap = line.x - bullet.right
  return line.turn === bullet.turn && Math.abs(line.y - bullet.y) < 0.3 * line.size && gap > 0 && gap < 3 * line.size
}

function withBullet(bullet: Line, line: Line): Line {
  return { ...withStart(bullet, line, ' '), x: bullet.x, continues: false }
}
