import { columns, strong } from './output.ts'
import { displayWidth, fitted, plain } from './plain.ts'

/** Prints rows under their heading as wide as the terminal: what is too wide is cut in the widest column. */
export function tableLines(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  width = columns(),
): string[] {
  const cells = [heading, ...rows].map((row) => row.map(plain))
  const widths = fittingWidths(
    heading.map((_, column) => Math.max(...cells.map((row) => displayWidth(row[column] ?? '')))),
    width,
  )
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => padded(cell, widths[column]!))
      .join(gap)
      .trimEnd()
  const [head, ...body] = cells
  return [strong(line(head!)), ...body.map(line)]
}

const gap = '  '

function padded(cell: string, width: number): string {
  const text = fitted(cell, width)
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}

/** Takes columns from the widest until all fit. */
function fittingWidths(widths: number[], width: number): number[] {
  const room = width - gap.length * (widths.length - 1)
  const fitting = [...widths]
  for (let excess = fitting.reduce((sum, one) => sum + one, 0) - room; excess > 0; excess--) {
    const widest = fitting.indexOf(Math.max(...fitting))
    if (fitting[widest]! <= 4) break
    fitting[widest]!--
  }
  return fitting
}
