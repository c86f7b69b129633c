import { withRest, type Line } from './line.ts'
import { mergeColumns } from './merge-columns.ts'
import type { Column } from './table-columns.ts'
import { findRegions, isProse, placesInOrder, type Region } from './table-regions.ts'
import { cellText, isFigure, toRows, type Cell, type Row } from './table-rows.ts'
import { withTurnedHeads } from './turned-heads.ts'

/** A table found on a page: its rows, each with a cell or a gap a column. */
export type Table = { rows: { heading: boolean; cells: (Cell | undefined)[] }[]; lines: Line[] }

/** What follows on a page: a line of running text, or a table. */
export type Flow = { line: Line } | { table: Table }

/** Finds the tables among the pieces of a page's lines, by cells that stand under each other in several rows. */
export function findTables(lines: Line[]): Flow[] {
  const rows = toRows(lines)
  const flow: Flow[] = []
  let index = 0
  for (const region of findRegions(rows)) {
    for (const row of rows.slice(index, region.start)) for (const line of linesOf(row)) addLine(flow, line)
    if (isProse(region)) for (const line of columnByColumn(region)) flow.push({ line })
    else flow.push({ table: toTable(region) })
    index = region.end
  }
  for (const row of rows.slice(index)) for (const line of linesOf(row)) addLine(flow, line)
  return withTurnedHeads(flow)
}

/** Pieces of one line that are no cells become the line again. */
function addLine(flow: Flow[], line: Line): void {
  const last = flow.at(-1)
  if (line.continues && last && 'line' in last) last.line = withRest(last.line, line)
  else flow.push({ line })
}

/** Columns of running text that came line by line, in the order of reading. */
function columnByColumn({ rows, columns }: Region): Line[] {
  const sorted: Line[][] = columns.map(() => [])
  for (const row of rows) for (const cell of row.cells) sorted[placeOf(cell, columns).first]!.push(...cell.lines)
  return sorted.flat().map((line) => ({ ...line, continues: false }))
}

const linesOf = (row: Row): Line[] => row.cells.flatMap((cell) => cell.lines)

function toTable({ rows, columns }: Region): Table {
  const headings = headingRows(rows)
  return {
    lines: rows.flatMap(linesOf),
    rows: mergeColumns(
      rows.map((row, index) => {
        const heading = index < headings
        const cells: (Cell | undefined)[] = columns.map(() => undefined)
        const places = placesOf(row, heading, columns)
        for (const [number, cell] of row.cells.entries()) {
          const { first, last } = places[number]!
          // A heading over several columns names each of them.
          for (let at = first; at <= (heading ? last : first); at++) {
            const before = cells[at]
            cells[at] = before ? merged(before, cell) : cell
          }
        }
        return { heading, cells }
      }),
    ),
  }
}

/** Where the cells of a row belong; headings that would share a column stand over those that they name by their order. */
function placesOf({ cells }: Row, heading: boolean, columns: Column[]): { first: number; last: number }[] {
  const places = cells.map((cell) => placeOf(cell, columns))
  const shared = places.some(({ first }, index) => index > 0 && first <= places[index - 1]!.last)
  const inOrder = heading && shared ? placesInOrder(cells, columns) : undefined
  return inOrder ? inOrder.map((at) => ({ first: at, last: at })) : places
}

function merged(one: Cell, other: Cell): Cell {
  return one === other ? one : { ...one, lines: [...one.lines, ...other.lines], right: other.right }
}

/** The columns that a cell covers: those that it fills, else the one that it stands in most, else the nearest. */
function placeOf(cell: Cell, columns: Column[]): { first: number; last: number } {
  const shares = columns.map((column) => Math.min(cell.right, column.right) - Math.max(cell.x, column.x))
  const filled = shares.flatMap((share, index) =>
    share > 0.3 * (columns[index]!.right - columns[index]!.x) ? [index] : [],
  )
  if (filled.length > 1) return { first: filled[0]!, last: filled.at(-1)! }
  // Outside of all columns the shares are distances, the nearest the least negative.
  const most = shares.indexOf(Math.max(...shares))
  return { first: most, last: most }
}

/** Rows at the top that name the columns: those before the first figures, or a first row set in another face. */
function headingRows(rows: Row[]): number {
  const labelled = rows.filter((row) => cellText(row.cells[0]!).endsWith(':')).length
  if (labelled > 0.5 * rows.length) return 0
  const firstFigures = rows.findIndex((row) =>
    row.cells.slice(1).some((cell) => isFigure(cellText(cell)) && !isYear(cell)),
  )
  if (firstFigures > 0 && firstFigures <= 4) return withoutPanels(rows, firstFigures)
  if (firstFigures === 0) return 0
  const [first, second] = rows
  const faces = [first, second].map((row) => row?.cells.at(-1)?.lines[0]?.font)
  return firstFigures < 0 && rows.length > 2 && faces[0] !== faces[1] ? 1 : 0
}

const isYear = (cell: Cell): boolean => /^(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d{2}|\d{4}))?[a-z*]?$/.test(cellText(cell))

/** A row of one cell just above the figures names a part of the table, not its columns. */
function withoutPanels(rows: Row[], headings: number): number {
  let count = headings
  while (count > 1 && rows[count - 1]!.cells.length === 1) count--
  return count
}
