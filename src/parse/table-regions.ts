import { isCaption } from './captions.ts'
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
    if (!isNear(row, rows[index - 1]!)) break
    if (isFull(rows, index) && isAligned(row, region)) end = index + 1
    else if (isFull(rows, index) || index - end >= 3 || !fitsWithin(row, region)) break
  }
  return toRegion(rows, start, end)
}

function toRegion(rows: Row[], start: number, end: number): Region | undefined {
  const region = rows.slice(start, end)
  const columns = columnsOf(region)
  if (!isTable(region, columns)) return undefined
  return { rows: region.map((row) => splitRow(row, columns)), columns, start, end }
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
  const near = rows
    .slice(before.end, region.start + 1)
    .every((row, index) => isNear(row, rows[before.end + index - 1]!))
  if (!near || between.length > 2 || between.some((row) => row.cells.length > 1 || !fitsWithin(row, region.rows)))
    return undefined
  const joined = toRegion(rows, before.start, region.end)
  const most = Math.max(before.columns.length, region.columns.length)
  if (!joined || joined.columns.length !== most) return undefined
  return joined
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
    const within = row.cells.every((cell) => cell.x > left - em && cell.right < right + em)
    const gap = below.top - row.bottom
    if (row.cells.length < 2 || !within || !isNear(below, row) || gap > 2.2 * em || isStretched(rows, start - 1)) break
    if (isCaption(rows[start - 1]!.cells.map(cellText).join(' ')) || row.cells.some(isLong)) break
    taken.unshift(row)
    start--
  }
  return { ...region, rows: [...taken, ...region.rows], start }
}
