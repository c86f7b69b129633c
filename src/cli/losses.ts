import type { Incompleteness } from '../contracts/incompleteness.ts'
import { warning } from './output.ts'
import { plain } from './plain.ts'

/** What is missing of a document, a line each. */
export function lossLines(incomplete: readonly Incompleteness[]): string[] {
  return incomplete.map(({ code, message, pages }) => {
    const where = pages && pages.length > 0 ? ` (${pages.length === 1 ? 'page' : 'pages'} ${ranges(pages)})` : ''
    return warning(`partial: ${plain(message)}${where} [${code}]`)
  })
}

/** 1, 2, 3, 7 as "1–3, 7". */
export function ranges(pages: readonly number[]): string {
  const parts: [number, number][] = []
  for (const page of pages) {
    const last = parts.at(-1)
    if (last && page === last[1] + 1) last[1] = page
    else parts.push([page, page])
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ')
}
