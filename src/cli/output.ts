import { styleText } from 'node:util'
import { jsonText } from './plain.ts'

/** Columns of the terminal; where the output goes elsewhere, what reads well in a file. */
export const columns = (): number => Math.max(40, process.stdout.columns ?? 100)

export function print(line = ''): void {
  process.stdout.write(`${line}\n`)
}

export function printJson(value: unknown): void {
  print(jsonText(value))
}

/** One of many, on a line of its own. */
export function printJsonLine(value: unknown): void {
  print(jsonText(value, 0))
}

/** Styles for a terminal; elsewhere, and where NO_COLOR is set, the text as it is. The text must be plain. */
export const strong = (text: string): string => styleText('bold', text, { stream: process.stdout })
export const faint = (text: string): string => styleText('dim', text, { stream: process.stdout })
export const marked = (text: string): string => styleText(['bold', 'yellow'], text, { stream: process.stdout })
export const warning = (text: string): string => styleText('red', text, { stream: process.stdout })
