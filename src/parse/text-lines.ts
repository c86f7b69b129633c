import { takeFrom, tidied, type SourcedText } from './sourced-text.ts'

/** A line of a plain text. `gap`: blank lines, or a new page, stand before it. */
export type TextLine = {
  content: SourcedText
  page: number
  gap: boolean
  /** Its cells, where it is a row of a table: parted by bars or tabs. */
  cells?: SourcedText[]
}

/** The lines of a source that hold anything; form feeds part pages. */
export function linesOfText(source: string): TextLine[] {
  const lines: TextLine[] = []
  let page = 1
  let gap = false
  for (const match of source.matchAll(/([^\n\f\r]*)(\r\n|[\n\f\r]|$)/g)) {
    const [, raw = '', end] = match
    const content = tidied(takeFrom(source, match.index, match.index + raw.length))
    if (content.text) {
      const cells = cellsOf(source, match.index, raw)
      lines.push({ content, page, gap, ...(cells && { cells }) })
      gap = false
    } else gap = true
    if (end === '\f') {
      page++
      gap = true
    }
  }
  return lines
}

/** "Kenya | 2011 | 4.2" or cells parted by tabs. */
function cellsOf(source: string, start: number, raw: string): SourcedText[] | undefined {
  const separator = raw.includes(' | ') ? / *\| */g : /\t+/g
  if (!raw.includes(' | ') && !/\S\t+\S/.test(raw)) return undefined
  const cells: SourcedText[] = []
  let from = 0
  for (const match of raw.matchAll(separator)) {
    cells.push(tidied(takeFrom(source, start + from, start + match.index)))
    from = match.index + match[0].length
  }
  cells.push(tidied(takeFrom(source, start + from, start + raw.length)))
  // A table may be drawn with bars at its edges too.
  if (!cells[0]!.text) cells.shift()
  if (!cells.at(-1)?.text) cells.pop()
  return cells.length > 1 ? cells : undefined
}
