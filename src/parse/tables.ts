import { isCaption } from './captions.ts'
import { withRest, type Line } from './line.ts'
import { columnsOf, splitRow, type Column } from './table-columns.ts'
import { cellText, isFigure, toRows, type Cell, type Row } from './table-rows.ts'

/** A table found on a page: its rows, each with a cell or a gap a column. */
export type Table = { rows: { heading: boolean; cells: (Cell | undefined)[] }[]; lines: Line[] }

/** What follows on a page: a line of running text, or a table. */
export type Flow = { line: Line } | { table: Table }

/** "(a)", "iv.", "12", "26.4", "•": what stands before an item of a list. */
const listMarker = /^(?:[(]?(?:\p{L}|\d{1,3}|[ivxlc]{1,5})[.):]?[)]?|\d{1,3}(?:\.\d{1,3}){1,3}\.?|[•▪◦‣➢✓○●■–—*-])$/iu

/** Finds the tables among the pieces of a page's lines, by cells that stand under each other in several rows. */
export function findTables(lines: Line[]): Flow[] {
  const rows = toRows(lines)
  const flow: Flow[] = []
  let index = 0
  while (index < rows.length) {
    const region = regionFrom(rows, index)
    if (!region) {
      for (const line of linesOf(rows[index]!)) addLine(flow, line)
      index++
      continue
    }
    takeHeadingsAbove(flow, region)
    if (isProse(region)) for (const line of columnByColumn(region)) flow.push({ line })
    else flow.push({ table: toTable(region) })
    index = region.end
  }
  return flow
}

/** Pieces of one line that are no cells become the line again. */
function addLine(flow: Flow[], line: Line): void {
  const last = flow.at(-1)
  if (line.continues && last && 'line' in last) last.line = withRest(last.line, line)
  else flow.push({ line })
}

/** Rows above whose pieces stand over the columns name them, though they are not aligned as the figures are. */
function takeHeadingsAbove(flow: Flow[], region: Region): void {
  for (let taken = 0; taken < 4; taken++) {
    const above = flow.at(-1)
    const first = region.rows[0]!
    if (!above || !('line' in above) || isCaption(above.line.text)) return
    const rows = toRows([above.line]).map((row) => splitRow(row, region.columns))
    const row = rows[0]!
    const near = first.top - row.bottom > 0 && first.top - row.bottom < 2.2 * above.line.size
    if (!near || !isNear(first, row) || row.cells.length < Math.max(2, 0.4 * region.columns.length)) return
    flow.pop()
    region.rows.unshift(row)
  }
}

/** Columns of running text that came line by line, in the order of reading. */
function columnByColumn({ rows, columns }: Region): Line[] {
  const sorted: Line[][] = columns.map(() => [])
  for (const row of rows) for (const cell of row.cells) sorted[placeOf(cell, columns).first]!.push(...cell.lines)
  return sorted.flat().map((line) => ({ ...line, continues: false }))
}

const linesOf = (row: Row): Line[] => row.cells.flatMap((cell) => cell.lines)

/** Rows that share columns; `end` is the index of the first row behind them. */
type Region = { rows: Row[]; columns: Column[]; end: number }

/** The longest run of rows from `index` on that share columns; none where they are too few to be a table. */
function regionFrom(rows: Row[], index: number): Region | undefined {
  const first = rows[index]!
  if (first.cells.length < 2) return undefined
  const region: Row[] = [first]
  let pending: Row[] = []
  for (const row of rows.slice(index + 1)) {
    if (!isNear(row, pending.at(-1) ?? region.at(-1)!)) break
    if (row.cells.length > 1 && isAligned(row, region)) {
      region.push(...pending, row)
      pending = []
      continue
    }
    if (row.cells.length > 1 || pending.length >= 3 || !fitsWithin(row, region)) break
    pending.push(row)
  }
  const columns = columnsOf(region)
  return isTable(region, columns)
    ? { rows: region.map((row) => splitRow(row, columns)), columns, end: index + region.length }
    : undefined
}

function isNear(row: Row, last: Row): boolean {
  const line = row.cells[0]!.lines[0]!
  const before = last.cells[0]!.lines[0]!
  if (line.page !== before.page || line.turn !== before.turn) return false
  return row.top > last.top && row.top - last.bottom < 3.2 * Math.max(line.size, before.size)
}

/** At least one cell, and half of all, stands under a cell of the rows before. */
function isAligned(row: Row, region: Row[]): boolean {
  const above = region.filter((other) => other.cells.length > 1).slice(-3)
  const under = row.cells.filter((cell) => above.some((other) => other.cells.some((one) => standsUnder(cell, one))))
  return under.length >= Math.max(1, row.cells.length / 2)
}

function standsUnder(cell: Cell, other: Cell): boolean {
  const em = cell.lines[0]!.size
  const edges = [cell.x - other.x, cell.right - other.right, (cell.x + cell.right - other.x - other.right) / 2]
  return edges.some((distance) => Math.abs(distance) < 0.8 * em)
}

/** A row of one cell belongs to a table where it is short and within it: a heading between rows, a label of two lines. */
function fitsWithin(row: Row, region: Row[]): boolean {
  const cells = region.flatMap((other) => other.cells)
  const [left, right] = [Math.min(...cells.map((cell) => cell.x)), Math.max(...cells.map((cell) => cell.right))]
  const cell = row.cells[0]!
  const em = cell.lines[0]!.size
  return cell.x > left - em && cell.right < right + em && cell.right - cell.x < 0.6 * (right - left)
}

function isTable(region: Row[], columns: Column[]): boolean {
  const full = region.filter((row) => row.cells.length > 1)
  if (full.length < 2 || columns.length < 2) return false
  if (full.length === 2 && columns.length < 3 && !full.some((row) => isFigure(cellText(row.cells.at(-1)!))))
    return false
  const markers = full.filter((row) => listMarker.test(cellText(row.cells[0]!)))
  return columns.length > 2 || markers.length <= 0.6 * full.length
}

/** Two columns of running text whose lines come in turn look like a table; their cells are full lines of sentences. */
function isProse({ rows, columns }: Region): boolean {
  if (columns.length > 3) return false
  const cells = rows.filter((row) => row.cells.length > 1).flatMap((row) => row.cells)
  const long = cells.filter((cell) => cell.lines.length > 12 || (cellText(cell).length > 32 && cell.lines.length === 1))
  return long.length > 0.7 * cells.length
}

function toTable({ rows, columns }: Region): Table {
  const headings = headingRows(rows)
  return {
    lines: rows.flatMap(linesOf),
    rows: rows.map((row, index) => {
      const heading = index < headings
      const cells: (Cell | undefined)[] = columns.map(() => undefined)
      for (const cell of row.cells) {
        const { first, last } = placeOf(cell, columns)
        // A heading over several columns names each of them.
        for (let at = first; at <= (heading ? last : first); at++) {
          const before = cells[at]
          cells[at] = before ? merged(before, cell) : cell
        }
      }
      return { heading, cells }
    }),
  }
}

function merged(one: Cell, other: Cell): Cell {
  return one === other ? one : { ...one, lines: [...one.lines, ...other.lines], right: other.right }
}

function placeOf(cell: Cell, columns: Column[]): { first: number; last: number } {
  const shares = columns.map((column) => Math.min(cell.right, column.right) - Math.max(cell.x, column.x))
  const touched = shares.flatMap((share, index) =>
    share > 0.3 * (columns[index]!.right - columns[index]!.x) ? [index] : [],
  )
  if (touched.length > 0) return { first: touched[0]!, last: touched.at(-1)! }
  const distances = columns.map((column) => Math.abs(column.x + column.right - cell.x - cell.right))
  const nearest = distances.indexOf(Math.min(...distances))
  return { first: nearest, last: nearest }
}

/** Rows at the top that name the columns: those before the first figures, or a first row set in another face. */
function headingRows(rows: Row[]): number {
  const labelled = rows.filter((row) => /:$/.test(cellText(row.cells[0]!))).length
  if (labelled > 0.5 * rows.length) return 0
  const firstFigures = rows.findIndex((row) =>
    row.cells.slice(1).some((cell) => isFigure(cellText(cell)) && !isYear(cell)),
  )
  if (firstFigures > 0 && firstFigures <= 4) return firstFigures
  if (firstFigures === 0) return 0
  const [first, second] = rows
  const faces = [first, second].map((row) => row?.cells.at(-1)?.lines[0]?.font)
  return firstFigures < 0 && rows.length > 2 && faces[0] !== faces[1] ? 1 : 0
}

const isYear = (cell: Cell): boolean => /^(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d{2}|\d{4}))?[a-z*]?$/.test(cellText(cell))
