/** What a cell may hold; lists are joined by semicolons. */
export type Cell = string | number | boolean | readonly (string | number)[] | undefined

/** Told to a spreadsheet before the first cell, which otherwise takes UTF-8 for an old character set. */
const byteOrderMark = '\uFEFF'

/**
 * A table after RFC 4180, safe to open in a spreadsheet: no text of a document is taken for a formula, and none leaves
 * its cell. Lines are made as they are asked for.
 */
export async function* csvOf<Item>(
  columns: readonly (readonly [name: string, read: (item: Item) => Cell])[],
  items: AsyncIterable<Item>,
): AsyncGenerator<string> {
  yield byteOrderMark + lineOf(columns.map(([name]) => name))
  for await (const item of items) yield lineOf(columns.map(([, read]) => read(item)))
}

const lineOf = (cells: readonly Cell[]): string => `${cells.map(cellOf).join(',')}\r\n`

function cellOf(cell: Cell): string {
  if (cell === undefined) return ''
  // A number of ours is a number, also a negative one; only text can be a formula.
  if (typeof cell !== 'string' && typeof cell !== 'object') return String(cell)
  const text = harmless(typeof cell === 'string' ? cell : cell.join('; '))
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** What spreadsheets take for the beginning of a formula, in its wide forms too, also behind blanks. */
const formulaStart = /^[\s\u0000-\u001F]*[=+\-@|%\uFF1D\uFF0B\uFF0D\uFF20]/u

function harmless(text: string): string {
  // Control characters are nothing that print holds; a few programs end or split a cell at them, and terminals obey them.
  const clean = text.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g, '\uFFFD')
  return formulaStart.test(text) ? `'${clean}` : clean
}
