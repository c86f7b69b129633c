import { splitLine } from './line.ts'
import type { Cell, Row } from './table-rows.ts'

export type Column = { x: number; right: number }

/** The columns of rows that belong together, left to right: from the fullest rows, widened by the others. */
export function columnsOf(rows: Row[]): Column[] {
  const full = rows.filter((row) => row.cells.length > 1)
  const most = usualCount(full)
  const columns: Column[] = []
  const seeds = full.filter((row) => row.cells.length === most).flatMap((row) => row.cells)
  const others = full.filter((row) => row.cells.length !== most).flatMap((row) => row.cells)
  for (const cell of seeds.sort(byWidth)) addTo(columns, cell)
  for (const cell of others.sort(byWidth)) addTo(columns, cell)
  return columns.sort((one, other) => one.x - other.x)
}

const byWidth = (one: Cell, other: Cell): number => one.right - one.x - (other.right - other.x)

/** The greatest number of cells that at least two rows have. */
function usualCount(rows: Row[]): number {
  const counts = rows.map((row) => row.cells.length).sort((one, other) => other - one)
  return counts.find((count, index) => counts[index + 1] === count) ?? counts[0] ?? 0
}

function addTo(columns: Column[], cell: Cell): void {
  const touched = columns.filter((column) => Math.min(cell.right, column.right) - Math.max(cell.x, column.x) > 0)
  const [only] = touched
  if (!only) columns.push({ x: cell.x, right: cell.right })
  else if (touched.length === 1) {
    only.x = Math.min(only.x, cell.x)
    only.right = Math.max(only.right, cell.right)
  }
}

/** Parts cells that reach over several columns where the gaps between their words lie between the columns. */
export function splitRow(row: Row, columns: Column[]): Row {
  return { ...row, cells: row.cells.flatMap((cell) => (cell.lines.length === 1 ? splitCell(cell, columns) : [cell])) }
}

function splitCell(cell: Cell, columns: Column[]): Cell[] {
  const line = cell.lines[0]!
  if (line.turn !== 0) return [cell]
  const at: number[] = []
  line.runs.forEach((run, index) => {
    const last = line.runs[index - 1]
    if (!last || run[0] === last[1]) return
    const [from, to] = [last[3] + last[5], run[3]]
    if (
      to - from > 0.3 * line.size &&
      columns.some((column, number) => number > 0 && isGutter(columns[number - 1]!, column, from, to))
    )
      at.push(run[0])
  })
  return splitLine(line, at).map((part): Cell => ({ ...cell, lines: [part], x: part.x, right: part.right }))
}

/** The gap begins before the next column does, and ends behind the end of the one before. */
function isGutter(left: Column, right: Column, from: number, to: number): boolean {
  const middle = (left.right + right.x) / 2
  return from < middle + 1 && to > middle - 1
}
