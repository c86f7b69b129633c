import { isCaption } from './captions.ts'
import { splitLine, type Line } from './line.ts'
import { columnsOf, splitRow, type Column } from './table-columns.ts'
import { cellText, isFigure, type Cell, type Row } from './table-rows.ts'
import { isStretched } from './stretched-rows.ts'

/** Rows from `start` to before `end` that share columns. */
export type Region = { rows: Row[]; columns: Column[]; start: number; end: number }

/** "(a)", "iv.", "12", "26.4", "•": what stands before an item of a list. */
const listMarker = /^(?:[(]?(?:\p{L}|\d{1,3}|[ivxlc]{1,5})[.):]?[)]?|\d{1,3}(?:\.\d{1,3}){1,3}\.?|[•▪◦‣➢✓○●■–—*-])$/iu

/** The stretches of rows that are tables, or columns of text that came line by line; in order, apart from each other. */
export function findRegions(rows: Row[]): Region[] {
  const regions: Region[] = []
  let index = 0
  while (index < rows.length) {
    const region = regionFrom(rows, index)
    if (region) {
      const before = regions.at(-1)
      const joined = before && joinRegions(before, region, rows)
      if (joined) regions[regions.length - 1] = joined
      else regions.push(withHeadingsAbove(region, rows, before?.end ?? 0))
    }
    index = region?.end ?? index + 1
  }
  return regions
}

/** The longest run of rows from `start` on that share columns; none where they are too few to be a table. */
function regionFrom(rows: Row[], start: number): Region | undefined {
  if (!isFull(rows, start)) return undefined
  let end = start + 1
  for (let index = start + 1; index < rows.length; index++) {
    const row = rows[index]!
    const region = rows.slice(start, end)
    if (!isNear(row, rows[index - 1]!) || isLarger(row, rows[start]!)) break
    if (isFull(rows, index) ? isAligned(row, region) : crowdedAt(row, fullRows(region.slice(-rowsAsked))) !== undefined)
      end = index + 1
    else if (isFull(rows, index) || index - end >= 3 || !fitsWithin(row, region)) break
  }
  return toRegion(rows, start, end)
}

function toRegion(rows: Row[], start: number, end: number): Region | undefined {
  const region = rows.slice(start, end)
  const columns = columnsOf(region)
  if (!isTable(region, columns)) return undefined
  const full = fullRows(region).slice(0, rowsAsked)
  const parted = region.map((row) => {
    const at = crowdedAt(row, full)
    return at === undefined ? splitRow(row, columns) : uncrowded(row, at)
  })
  return { rows: parted, columns, start, end }
}

/** Several cells, and not one line of text that was stretched to its column's width. */
function isFull(rows: Row[], index: number): boolean {
  return rows[index]!.cells.length > 1 && !isStretched(rows, index)
}

function isNear(row: Row, last: Row): boolean {
  const line = row.cells[0]!.lines[0]!
  const before = last.cells[0]!.lines[0]!
  if (line.page !== before.page || line.turn !== before.turn) return false
  return row.top > last.top && row.top - last.bottom < 3.2 * Math.max(line.size, before.size)
}

/** A line in larger letters than the table's is a heading between two tables. */
function isLarger({ cells }: Row, first: Row): boolean {
  const [line, other] = [cells[0]!.lines[0]!, first.cells.at(-1)!.lines[0]!]
  return cells.length === 1 && line.size > 1.15 * other.size
}

/** How many rows of a region are asked where its columns begin. */
const rowsAsked = 4

/**
 * Where the second cell begins in a row that is one piece to the eye of a program: its label all but touches the next cell,
 * which begins where that column does. Undefined for all other rows.
 */
function crowdedAt(row: Row, full: Row[]): number | undefined {
  const [cell] = row.cells
  const line = cell?.lines[0]
  if (!cell || !line || row.cells.length > 1 || line.turn !== 0) return undefined
  const [first, second] = full[0]?.cells ?? []
  if (full.length < 2 || !first || !second || Math.abs(cell.x - first.x) > 1) return undefined
  if (full.some(({ cells }) => Math.abs(cells[0]!.x - first.x) > 1 || Math.abs(cells[1]!.x - second.x) > 1))
    return undefined
  return line.runs.find((run, index) => {
    const last = line.runs[index - 1]
    return last !== undefined && Math.abs(run[3] - second.x) < 1 && run[3] - last[3] - last[5] > 0.4 * line.size
  })?.[0]
}

const fullRows = (rows: Row[]): Row[] => rows.filter(({ cells }) => cells.length > 1)

/** The crowded row as two cells; what stands below its first line is more of the second. */
function uncrowded(row: Row, at: number): Row {
  const [cell] = row.cells
  const [label, value] = splitLine(cell!.lines[0]!, [at])
  const piece = (line: Line, more: Line[] = []): Cell => ({
    ...cell!,
    lines: [line, ...more],
    x: line.x,
    right: Math.max(line.right, ...more.map(({ right }) => right)),
  })
  return { ...row, cells: [piece(label!), piece(value!, cell!.lines.slice(1))] }
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
  const { left, right } = extentOf(region)
  const cell = row.cells[0]!
  const em = cell.lines[0]!.size
  return cell.x > left - em && cell.right < right + em && cell.right - cell.x < 0.6 * (right - left)
}

function extentOf(rows: Row[]): { left: number; right: number } {
  const cells = rows.flatMap((row) => row.cells)
  return { left: Math.min(...cells.map((cell) => cell.x)), right: Math.max(...cells.map((cell) => cell.right)) }
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
export function isProse({ rows, columns }: Region): boolean {
  if (columns.length > 3) return false
  const cells = rows.filter((row) => row.cells.length > 1).flatMap((row) => row.cells)
  const long = cells.filter((cell) => cell.lines.length > 12 || (cellText(cell).length > 32 && cell.lines.length === 1))
  return long.length > 0.7 * cells.length
}

/** One table whose rows are parted by a line or two: its second part has the columns of the first. */
function joinRegions(before: Region, region: Region, rows: Row[]): Region | undefined {
  const between = rows.slice(before.end, region.start)
  if (between.length === 0 && isNear(region.rows[0]!, before.rows.at(-1)!) && nameColumns(before.rows, region))
    return { ...region, rows: [...before.rows, ...region.rows], start: before.start }
  const near = rows
    .slice(before.end, region.start + 1)
    .every((row, index) => isNear(row, rows[before.end + index - 1]!))
  if (
    !near ||
    between.length > 2 ||
    between.some((row) => row.cells.length > 1 || isLarger(row, region.rows[0]!) || !fitsWithin(row, region.rows))
  )
    return undefined
  const joined = toRegion(rows, before.start, region.end)
  const most = Math.max(before.columns.length, region.columns.length)
  if (!joined || joined.columns.length !== most) return undefined
  return joined
}

/** Rows of headings, one for each column, or for each but the first, whose labels need none. */
function nameColumns(rows: Row[], { columns }: Region): boolean {
  return (
    rows.length <= 3 &&
    rows.every(
      ({ cells }) =>
        placesInOrder(cells, columns) !== undefined && !cells.some((cell) => isLong(cell) || measures(cell)),
    )
  )
}

const measures = (cell: Cell): boolean => isFigure(cellText(cell)) && !/^(?:19|20)\d\d\D?$/.test(cellText(cell))

/** The column of each piece of a heading by its order alone, where there is one for each that needs a name. */
export function placesInOrder(cells: Cell[], columns: Column[]): number[] | undefined {
  const [first, labels] = [cells[0], columns[0]]
  const unnamed = first && labels && cells.length === columns.length - 1 && first.x > labels.right ? 1 : 0
  return cells.length + unnamed === columns.length ? cells.map((_, index) => index + unnamed) : undefined
}

const isLong = (cell: Cell): boolean => cell.lines.length > 6 || cellText(cell).length > 120

/** Rows above whose pieces stand over the columns name them, though they are not aligned as the figures are. */
function withHeadingsAbove(region: Region, rows: Row[], least: number): Region {
  let { start } = region
  const taken: Row[] = []
  const { left, right } = extentOf(region.rows)
  while (start > least && taken.length < 4) {
    const row = splitRow(rows[start - 1]!, region.columns)
    const below = taken[0] ?? region.rows[0]!
    const em = row.cells[0]!.lines[0]!.size
    // Centred over narrow figures at the margin a heading reaches beyond them.
    const beyond = nameColumns([row], region) ? 4 * em : em
    const within = row.cells.every((cell) => cell.x > left - beyond && cell.right < right + beyond)
    const gap = below.top - row.bottom
    if (row.cells.length < 2 || !within || !isNear(below, row) || gap > 2.2 * em || isStretched(rows, start - 1)) break
    if (isCaption(rows[start - 1]!.cells.map(cellText).join(' ')) || row.cells.some(isLong)) break
    taken.unshift(row)
    start--
  }
  return { ...region, rows: [...taken, ...region.rows], start }
}
