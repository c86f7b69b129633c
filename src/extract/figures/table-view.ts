import type { Paragraph, TableRow } from '../../contracts/parsed-document.ts'
import type { Span } from '../../contracts/position.ts'
import { type ExtractionInput, indexBefore } from '../extraction-input.ts'

/** What a column holds: words, years, running numbers, or what is measured. */
type ColumnRole = 'label' | 'year' | 'index' | 'data'
export type TableColumn = {
  heading: string
  headingCell: Span | undefined
  role: ColumnRole
  /** Whether a number of it is too large for a share. */
  beyondHundred: boolean
}

/** A table as its reader sees it: which cell a number stands in, and what stands over and beside it. */
export type TableView = {
  columns: readonly TableColumn[]
  hasHeadings: boolean
  /** Title and headings right above the table. */
  caption: Span | undefined
  end: number
  cellAt(offset: number): TableCell | undefined
}

export type TableCell = {
  row: number
  column: number
  span: Span
  rowSpan: Span
  /** The words of the row left of the cell, and the heading of the group that the row stands in. */
  label: string
  group: string
  /** The year that the row is about. */
  year: number | undefined
  inHeading: boolean
  /** Nothing but a number with its signs stands in the cell. */
  pure: boolean
  /** It opens a row of words: its number, not a value. */
  opensWords: boolean
}

const yearOnly = /^(?:(?:19|20)\d\d)(?:\s?[-–/]\s?(?:\d{2}|(?:19|20)\d\d))?\s*[*†a-z]?$/
/** A number with signs around it, and no word but a currency or "n". */
const numberOnly =
  /^[\s([<>≤≥~±+−–-]*(?:[A-Z]{0,3}[$€£¥₹]|[A-Z]{3})?[\s−–-]*\d[\d\s.,'’\u00a0\u202f]*(?:[-–]\s?\d[\d.,]*)?\s*(?:%|[kKmM]|bn|million|€|[$]|[A-Z]{3})?\s*[)\]*†‡§¹²³]*\s*[a-z]?$/u
const indexHeading =
  /^(?:no\.?|n[°ºo]\.?|#|rank|ranking|rang|code|código|id|s\/?n|ref\.?|isco(?:-\d+)?|page|página|item|ítem)$/iu
/** Headings of a first column whose numbers are classes: ages, sizes, shares of the population. */
const classHeading =
  /^(?:age|ages|âges?|edad(?:es)?|age (?:group|range|bracket|class)s?|groupes? d['’]âge|grupos? de edad|size|firm size|decile|quintile|quarter|month|mois|mes)(?: \([^()]*\))?$/iu
const yearHeading =
  /^(?:years?|fiscal years?|années?|años?|(?:project |implementation )?(?:periods?|duration|dates?|timeframe|time frame)|(?:start|end|closing|starting) (?:date|year)|périodes?|durée|calendrier|per[íi]odos?|duración|plazo|vigencia|fechas?)$/iu

export function isNumberOnly(text: string): boolean {
  return text.length < 60 && numberOnly.test(text)
}

export function tableViewOf(input: ExtractionInput, paragraph: Paragraph): TableView {
  const { text } = input
  const rows = paragraph.rows ?? []
  const textOf = ({ start, end }: Span) => text.slice(start, end).trim()
  const heads = headingRows(rows, textOf)
  const width = widthOf(rows)
  const body = rows.slice(heads)
  const before = heads === 0 ? tableContinued(input, paragraph) : undefined
  const headed = before && widthOf(before.rows!) === width ? before.rows! : rows
  const named = headed.slice(0, headed === rows ? heads : headingRows(headed, textOf))
  const columns = Array.from({ length: width }, (_, column) => columnOf(named, body, column, textOf))
  const cells = rows.flatMap((row, index) => row.cells.map((span, column) => ({ ...span, row: index, column })))
  const groups = groupsOf(rows, heads, textOf)
  return {
    columns,
    hasHeadings: named.length > 0,
    caption: captionOf(input, paragraph) ?? (before && captionOf(input, before)),
    end: paragraph.end,
    cellAt(offset) {
      const cell = cells[indexBefore(cells, offset)]
      if (!cell || offset >= cell.end) return undefined
      const row = rows[cell.row]!
      const left = row.cells.slice(0, cell.column).map(textOf)
      const yearText = row.cells
        .map((other, column) => (columns[column]!.role === 'year' ? textOf(other) : ''))
        .find((found) => yearOnly.test(found))
      const labelYear = left.map((found) => /(?<!\d)((?:19|20)\d\d)(?!\d)/.exec(found)?.[1]).find(Boolean)
      return {
        row: cell.row,
        column: cell.column,
        span: { start: cell.start, end: cell.end },
        rowSpan: { start: row.cells[0]!.start, end: row.cells.at(-1)!.end },
        label: left.filter((found, column) => found !== '' && columns[column]!.role === 'label').join(', '),
        group: groups[cell.row] ?? '',
        year: yearText || labelYear ? Number((yearText ?? labelYear)!.slice(0, 4)) : undefined,
        inHeading: cell.row < heads,
        pure: isNumberOnly(textOf(cell)),
        opensWords: cell.column === 0 && !row.cells.slice(1).some((other) => isNumberOnly(textOf(other))),
      }
    },
  }
}

const widthOf = (rows: readonly TableRow[]): number => rows.reduce((most, row) => Math.max(most, row.cells.length), 0)

/** How long what stands between two parts of one table may be: a row that was taken for text, the foot of a page. */
const longestBetween = 240

/** The table that a table without headings of its own goes on with: one just before it, behind no title or heading. */
export function tableContinued(input: Pick<ExtractionInput, 'paragraphs'>, table: Paragraph): Paragraph | undefined {
  const at = indexBefore(input.paragraphs, table.start)
  for (let index = at - 1; index >= Math.max(0, at - 3); index--) {
    const between = input.paragraphs[index]!
    if (between.rows) return between
    if (between.kind !== 'body' || between.end - between.start > longestBetween) return undefined
  }
  return undefined
}

/** Rows at the top that name the columns: those marked so, else those without a number that measures. */
function headingRows(rows: readonly TableRow[], textOf: (span: Span) => string): number {
  let count = 0
  while (count < rows.length && rows[count]!.heading && !holdsValue(rows[count]!)) count++
  if (count > 0) return count
  const names = (row: TableRow) =>
    row.cells.slice(1).some((cell) => textOf(cell) !== '') &&
    // A form: "Budget: | 64 000", "Donor: | …".
    !textOf(row.cells[0]!).endsWith(':') &&
    row.cells.every((cell) => !isNumberOnly(textOf(cell)) || yearOnly.test(textOf(cell)))
  while (
    count < Math.min(3, rows.length - 1) &&
    names(rows[count]!) &&
    !((count > 0 || widthOf(rows) === 2) && measures(rows[count]!))
  )
    count++
  return count

  // "Population | 2.7 million": the first row of a form may look like a heading.
  function holdsValue({ cells }: TableRow): boolean {
    const value = cells[1] && widthOf(rows) === 2 ? textOf(cells[1]) : ''
    return /\p{L}/u.test(textOf(cells[0]!)) && isNumberOnly(value) && !yearOnly.test(value)
  }

  // "304 million people", "almost 4%": a value among words, and no heading under a heading.
  function measures(row: TableRow): boolean {
    return row.cells.slice(1).some((cell) => measured.test(textOf(cell)))
  }
}

const measured = /\d\s?(?:%|per cent|millions?|millones|milliards?|billions?|thousand|mil(?!\p{L}))/u

function columnOf(
  heads: readonly TableRow[],
  body: readonly TableRow[],
  column: number,
  textOf: (span: Span) => string,
): TableColumn {
  const parts: Span[] = []
  for (const [index, row] of heads.entries()) {
    const own = row.cells[column]
    // A heading over several columns stands over the first of them only.
    const spanning =
      index < heads.length - 1 ? row.cells.slice(0, column + 1).findLast((cell) => textOf(cell) !== '') : own
    const cell = own && textOf(own) !== '' ? own : spanning
    if (cell && textOf(cell) !== '') parts.push(cell)
  }
  const heading = parts.map(textOf).join(' ')
  const values = body
    .map((row) => row.cells[column])
    .filter((cell) => cell !== undefined)
    .map(textOf)
    .filter((value) => !/^(?:[–—−-]|\.{1,3}|n\.?\/?a\.?|nil)?$/iu.test(value))
  const beyondHundred = values
    .filter(isNumberOnly)
    .some(
      (value) =>
        /\d{3}/.test(value.replace(/[.,]\d{1,2}(?!\d).*$/, '').replace(/[\s.,'’]/g, '')) &&
        !/^\W*100\W*(?:[.,]0+)?\W*$/.test(value),
    )
  return {
    beyondHundred,
    heading,
    headingCell: parts.at(-1),
    role: roleOf(parts.at(-1) ? textOf(parts.at(-1)!) : '', values, column),
  }
}

function roleOf(heading: string, values: readonly string[], column: number): ColumnRole {
  const numbers = values.filter(isNumberOnly)
  if (values.length > 0 && values.every((value) => yearOnly.test(value))) return 'year'
  if (yearHeading.test(heading)) return 'year'
  if (indexHeading.test(heading)) return 'index'
  if (column === 0 && classHeading.test(heading)) return 'label'
  if (numbers.length * 2 < values.length || numbers.length === 0) return 'label'
  const running =
    numbers.length > 2 &&
    numbers.every(
      (value, index) => Number(value.replace(/[.)]$/, '')) === index + Number(numbers[0]!.replace(/[.)]$/, '')),
    )
  if (column === 0 && running) return 'index'
  return 'data'
}

/** For each row, the last row above that has words in its first cell and nothing beside them. */
function groupsOf(rows: readonly TableRow[], heads: number, textOf: (span: Span) => string): string[] {
  let group = ''
  return rows.map((row, index) => {
    if (index < heads) return ''
    const filled = row.cells.filter((cell) => textOf(cell) !== '')
    if (filled.length === 1 && !isNumberOnly(textOf(filled[0]!))) group = textOf(filled[0]!)
    return group
  })
}

/** How long a paragraph over a table may be to be taken for its title. */
const longestCaption = 240

const inUnits =
  /(?<!\p{L})(?:in|en)\s(?:thousand|million|billion|mill|milliard|miles|US|USD|EUR|euro|dollar|dólar|per\s?cent|pourcentage|porcentaje)/iu

function captionOf(input: ExtractionInput, table: Paragraph): Span | undefined {
  const at = indexBefore(input.paragraphs, table.start)
  let caption: Span | undefined
  for (let index = at - 1; index >= Math.max(0, at - 2); index--) {
    const { kind, start, end } = input.paragraphs[index]!
    const titles = kind === 'caption' || kind === 'heading' || (kind === 'body' && end - start <= longestCaption)
    if (!titles || (caption && kind === 'body' && input.paragraphs[index + 1]!.kind === 'heading')) break
    caption = { start, end: caption?.end ?? end }
    if (kind !== 'caption') continue
    const above = input.paragraphs[index - 1]
    // "Numbers are in thousands." above the title holds for the table too.
    if (
      above?.kind === 'body' &&
      above.end - above.start <= longestCaption &&
      inUnits.test(input.text.slice(above.start, above.end))
    )
      caption.start = above.start
    break
  }
  return caption
}
