import type { Cell } from './table-rows.ts'

type CellRow = { heading: boolean; cells: (Cell | undefined)[] }

/**
 * Joins columns that are one: a heading set otherwise than its figures (centred over numbers at the right) makes a column of
 * its own beside theirs. Neighbours are one where no row fills both, and where one of them holds headings only, or the
 * headings leave one of them without a name, or it is nearly empty.
 */
export function mergeColumns(rows: CellRow[]): CellRow[] {
  let merged = rows
  for (let at = 0; at + 1 < (merged[0]?.cells.length ?? 0);) {
    if (isOneColumn(merged, at)) merged = merged.map((row) => joinedAt(row, at))
    else at++
  }
  return merged
}

function isOneColumn(rows: CellRow[], at: number): boolean {
  if ((rows[0]?.cells.length ?? 0) < 3) return false
  const pairs = rows.map(({ heading, cells }) => ({ heading, left: cells[at], right: cells[at + 1] }))
  if (pairs.some(({ left, right }) => left && right)) return false
  const body = pairs.filter(({ heading }) => !heading)
  const heads = pairs.filter(({ heading }) => heading)
  const [left, right] = [body.filter((pair) => pair.left).length, body.filter((pair) => pair.right).length]
  if (left + right === 0) return false
  const fewest = Math.min(left, right)
  const named = heads.filter((pair) => pair.left ?? pair.right).length
  if (named > 0) return fewest === 0 || fewest <= 0.2 * Math.max(left, right)
  return fewest <= 1 && Math.max(left, right) > 2
}

function joinedAt({ heading, cells }: CellRow, at: number): CellRow {
  return { heading, cells: [...cells.slice(0, at), cells[at] ?? cells[at + 1], ...cells.slice(at + 2)] }
}
