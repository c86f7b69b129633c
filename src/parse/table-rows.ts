import { overlap, type Line } from './line.ts'

/** A cell as printed: its lines, and the rectangle that they take. */
export type Cell = { lines: Line[]; x: number; right: number; top: number; bottom: number }
/** Cells beside each other, as they follow in the content of the page. */
export type Row = { cells: Cell[]; top: number; bottom: number }

/** Pieces of lines as rows of cells: a piece to the right at the same height is the next cell, one below starts a row. */
export function toRows(lines: Line[]): Row[] {
  const rows: Row[] = []
  for (const line of lines) {
    const row = rows.at(-1)
    const cell = row?.cells.at(-1)
    if (!row || !cell) rows.push(rowOf(line))
    else if (isBeside(line, row, cell)) {
      takeUpperLines(rows, line)
      addCell(rows.at(-1)!, line)
    } else if (row.cells.length > 1 && line.x > row.cells.at(-2)!.right && isBelowInCell(line, cell))
      addLine(row, cell, line)
    else rows.push(rowOf(line))
  }
  return rows
}

function rowOf(line: Line): Row {
  return { cells: [cellOf(line)], top: line.y, bottom: line.y }
}

const cellOf = (line: Line): Cell => ({ lines: [line], x: line.x, right: line.right, top: line.y, bottom: line.y })

function addCell(row: Row, line: Line): void {
  row.cells.push(cellOf(line))
  row.top = Math.min(row.top, line.y)
  row.bottom = Math.max(row.bottom, line.y)
}

function addLine(row: Row, cell: Cell, line: Line): void {
  cell.lines.push(line)
  cell.x = Math.min(cell.x, line.x)
  cell.right = Math.max(cell.right, line.right)
  cell.bottom = line.y
  row.bottom = Math.max(row.bottom, line.y)
}

/** To the right of the cell; a cell in the middle of a higher row begins lines below its neighbour. */
function isBeside(line: Line, row: Row, cell: Cell): boolean {
  if (line.page !== cell.lines[0]!.page || line.turn !== cell.lines[0]!.turn) return false
  if (line.x < cell.right - 0.1 * line.size || line.y < row.top - 6 * line.size) return false
  const lower = line.x < cell.right + 0.3 * line.size ? 0.5 : 1.4
  return line.y < row.bottom + lower * line.size
}

function isBelowInCell(line: Line, cell: Cell): boolean {
  const last = cell.lines.at(-1)!
  if (line.page !== last.page || line.turn !== last.turn) return false
  const below = line.y - last.y
  if (below < 0.5 * line.size || below > 1.5 * Math.max(line.size, last.size)) return false
  // Two figures under each other are two rows, unless the first is not at its end: "2017–", "2020".
  if (isFigure(last.text) && isFigure(line.text) && !/[–—-]$/.test(last.text)) return false
  return overlap(line, cell) > 0.5 || Math.abs(line.x - cell.x) < 0.5 * line.size
}

/** The first cell of a row may be several lines; they came as rows of their own until its neighbour showed their height. */
function takeUpperLines(rows: Row[], line: Line): void {
  for (;;) {
    const row = rows.at(-1)!
    const above = rows.at(-2)
    if (!above || above.cells.length > 1 || row.cells.length > 1) return
    if (takeCentred(rows, line)) return
    const [upper, lower] = [above.cells[0]!, row.cells[0]!]
    const reachesUp = line.y < row.top - 0.3 * line.size && upper.bottom > line.y - 0.5 * line.size
    if (!reachesUp || !isBelowInCell(lower.lines[0]!, upper)) return
    for (const one of lower.lines) addLine(above, upper, one)
    rows.pop()
  }
}

/** The most lines above the last that a label may have whose neighbour stands at the height of its middle. */
const mostUpperLines = 6

/** Joins the lines of a label when the next cell stands at the height of their middle. */
function takeCentred(rows: Row[], line: Line): boolean {
  const last = rows.at(-1)!
  let top = 0
  for (let up = 1, below = last; up <= mostUpperLines; up++) {
    const above = rows.at(-1 - up)
    if (!above || above.cells.length > 1 || !isBelowInCell(below.cells[0]!.lines[0]!, above.cells[0]!)) break
    if (Math.abs((above.top + last.bottom) / 2 - line.y) < 0.35 * line.size) top = up
    below = above
  }
  if (top === 0) return false
  const first = rows.at(-1 - top)!
  for (const row of rows.splice(rows.length - top))
    for (const one of row.cells[0]!.lines) addLine(first, first.cells[0]!, one)
  return true
}

/** Whether a cell holds a figure and no words: "1,396,514", "13.4%", "(2.5)", "n.a.", "–". */
export function isFigure(text: string): boolean {
  if (/^(?:n\.?\s?[ad]\.?|\.{2,3}|[-–—…]|x)$/i.test(text.trim())) return true
  // "£'000": what the figures are in.
  if (/^\W{0,3}0{3}s?\W?$/.test(text.trim())) return false
  return /\d/.test(text) && /^[\d\s.,'’:%‰()[\]<>≈~+\-–−−$€£*†/]+[a-z]?$/.test(text.trim())
}

/** The text of a cell on one line, for judging it. */
export const cellText = (cell: Cell): string => cell.lines.map((line) => line.text).join(' ')
