import type { Line } from './line.ts'
import type { Cell } from './table-rows.ts'
import type { Flow, Table } from './tables.ts'

/** A turned heading reaches at most so far down as where the figures begin, in lines of its size, and no further from them. */
const farthest = 3

type Extent = { left: number; right: number; top: number; bottom: number }

/**
 * Puts headings that are set upright over narrow columns ("Months", turned a quarter) into the table below them. They come
 * behind all else of their page, since they are turned otherwise than it.
 */
export function withTurnedHeads(flow: Flow[]): Flow[] {
  const turned = flow.flatMap((part) => ('line' in part && part.line.turn % 2 === 1 ? [part.line] : []))
  if (turned.length < 2) return flow
  const taken = new Set<Line>()
  const tables = flow.map((part) => ('table' in part ? { table: headed(part.table, turned, taken) } : part))
  return tables.filter((part) => 'table' in part || !taken.has(part.line))
}

function headed(table: Table, turned: readonly Line[], taken: Set<Line>): Table {
  const body = table.rows.filter(({ heading }) => !heading)
  const top = Math.min(...body.flatMap(({ cells }) => cells.flatMap((cell) => (cell ? [cell.top] : []))))
  const columns = columnsOf(body)
  const heads: Line[][] = columns.map(() => [])
  for (const line of turned) {
    const column = taken.has(line) ? -1 : columnBelow(extentOf(line), { columns, top, size: line.size })
    if (column >= 0) heads[column]!.push(line)
  }
  const lines = heads.flat()
  if (lines.length < 2 || table.lines[0]?.turn !== 0) return table
  for (const line of lines) taken.add(line)
  const last = table.rows.findLastIndex(({ heading }) => heading)
  const named = last < 0 ? columns.map(() => undefined) : table.rows[last]!.cells
  const cells = named.map((cell, at) => withLines(cell, heads[at]!))
  const rows = [...table.rows.slice(0, Math.max(0, last)), { heading: true, cells }, ...table.rows.slice(last + 1)]
  return { lines: [...lines, ...table.lines], rows }
}

/** Where the columns lie, by the cells below their headings; a column without any lies nowhere. */
function columnsOf(body: Table['rows']): ({ left: number; right: number } | undefined)[] {
  return (body[0]?.cells ?? []).map((_, at) => {
    const cells = body.flatMap((row) => row.cells[at] ?? [])
    return cells.length === 0
      ? undefined
      : { left: Math.min(...cells.map(({ x }) => x)), right: Math.max(...cells.map(({ right }) => right)) }
  })
}

/** The column over which a line stands, just above the figures; -1 where it stands elsewhere. */
function columnBelow(
  { left, right, bottom }: Extent,
  { columns, top, size }: { columns: ReturnType<typeof columnsOf>; top: number; size: number },
): number {
  if (bottom > top || top - bottom > farthest * size + longest) return -1
  const middle = (left + right) / 2
  const distances = columns.map((column) =>
    column ? Math.max(column.left - middle, middle - column.right, 0) : Number.POSITIVE_INFINITY,
  )
  const nearest = Math.min(...distances)
  return nearest < 2 * size ? distances.indexOf(nearest) : -1
}

/** Headings of several lengths are set from one height on, which may be that of the longest: so far up a short one ends. */
const longest = 120

function extentOf({ runs }: Line): Extent {
  return {
    left: Math.min(...runs.map((run) => run[3])),
    right: Math.max(...runs.map((run) => run[3] + run[5])),
    top: Math.min(...runs.map((run) => run[4])),
    bottom: Math.max(...runs.map((run) => run[4] + run[6])),
  }
}

function withLines(cell: Cell | undefined, lines: Line[]): Cell | undefined {
  const [first] = lines
  if (!first) return cell
  if (cell) return { ...cell, lines: [...cell.lines, ...lines] }
  const extents = lines.map(extentOf)
  return {
    lines,
    x: Math.min(...extents.map(({ left }) => left)),
    right: Math.max(...extents.map(({ right }) => right)),
    top: Math.min(...extents.map(({ top }) => top)),
    bottom: Math.max(...extents.map(({ bottom }) => bottom)),
  }
}
