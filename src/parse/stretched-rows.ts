import { isFigure, cellText, type Row } from './table-rows.ts'

/**
 * Whether a row of several pieces is one line of text, stretched to the width of a narrow column: its gaps are alike, and
 * it is as wide as a line above or below it that holds together.
 */
export function isStretched(rows: Row[], index: number): boolean {
  const row = rows[index]!
  if (row.cells.length < 2 || row.cells.some((cell) => cell.lines.length > 1) || !hasLikeGaps(row)) return false
  if (row.cells.filter((cell) => isFigure(cellText(cell))).length > 0.3 * row.cells.length) return false
  if (isEvenlySpaced(row) || [rows[index - 1], rows[index + 1]].some((other) => other && isOfOneText(row, other)))
    return true
  return holdsTogether(rows, index, -1) || holdsTogether(rows, index, 1)
}

/** Single words, none twice, with the same gap between each two: no columns are as wide as the words in them happen to be. */
function isEvenlySpaced({ cells }: Row): boolean {
  const words = cells.map(cellText)
  const gaps = cells.slice(1).map((cell, index) => cell.x - cells[index]!.right)
  return (
    words.length > 4 &&
    Math.max(...gaps) < 1.15 * Math.min(...gaps) &&
    words.every((word) => !/[\s\d]/.test(word)) &&
    new Set(words).size > 0.8 * words.length
  )
}

/** Both fill the same width with several gaps, and no gap is where one of the other is: columns would have theirs together. */
function isOfOneText(row: Row, other: Row): boolean {
  if (row.cells.length < 3 || other.cells.length < 3 || !hasSameEdges(row, other) || !hasLikeGaps(other)) return false
  const em = row.cells[0]!.lines[0]!.size
  return !row.cells.slice(1).some(({ x }) => other.cells.slice(1).some((cell) => Math.abs(cell.x - x) < 0.5 * em))
}

function hasLikeGaps({ cells }: Row): boolean {
  const gaps = cells.slice(1).map((cell, index) => cell.x - cells[index]!.right)
  return Math.max(...gaps) < 1.4 * Math.min(...gaps) && Math.max(...gaps) < 6 * cells[0]!.lines[0]!.size
}

/** Looks along lines of the same width, as long as they are stretched too, for one that is whole. */
function holdsTogether(rows: Row[], index: number, step: 1 | -1): boolean {
  const row = rows[index]!
  for (let at = index + step, seen = 0; seen < 8; at += step, seen++) {
    const other = rows[at]
    if (!other || !hasSameEdges(row, other)) return false
    const last = other.cells.at(-1)!
    if (other.cells.length === 1 && last.right - last.x > 8 * last.lines[0]!.size) return true
    if (!hasLikeGaps(other)) return false
  }
  return false
}

function hasSameEdges(row: Row, other: Row): boolean {
  const em = row.cells[0]!.lines[0]!.size
  const [left, right] = [other.cells[0]!.x - row.cells[0]!.x, other.cells.at(-1)!.right - row.cells.at(-1)!.right]
  // The first line of a paragraph may be indented, its last may be short.
  return Math.abs(right) < 0.4 * em && Math.abs(left) < 3 * em
}
