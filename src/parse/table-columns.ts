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
