import type { Furniture } from '../contracts/parsed-document.ts'
import { toBlocks } from './blocks.ts'
import { compose, type Composed } from './compose.ts'
import { takeEndnotes } from './endnotes.ts'
import { takeFurniture, type PageLines } from './furniture.ts'
import { kindsOf } from './kinds.ts'
import type { Line } from './line.ts'
import { takeFootnotes, type PageFlow } from './notes.ts'
import { measure } from './profile.ts'
import { attachLoneMarks, restoreLetters, takeSignMarks, takeStartingMarks } from './sign-marks.ts'
import { findTables } from './tables.ts'

export type LaidOut = Composed & { furniture: Furniture[] }

/** Reads the lines of all pages as a reader does: what is around the text, tables, notes, then the text itself. */
export function layOut(pages: PageLines[]): LaidOut {
  const { pages: inner, furniture } = takeFurniture(pages)
  const flowing = inner.map((page): PageFlow => ({ ...page, flow: findTables(page.lines) }))
  const profile = measure(
    runningLines(flowing),
    inner.flatMap((page) => page.lines),
  )
  for (const page of flowing) page.flow = attachLoneMarks(page.flow, profile.bodySize)
  for (const page of flowing) takeSignMarks(linesOf(page), page, profile.bodySize)
  takeStartingMarks(flowing.flatMap(linesOf), profile.bodySize)
  const foot = takeFootnotes(flowing, profile)
  const end = takeEndnotes(foot.pages, uncited(foot))
  const notes = [...foot.notes, ...end.notes]
  const labels = new Set(notes.map((note) => note.mark))
  for (const page of end.pages) restoreLetters(linesOf(page), labels)
  const blocks = toBlocks(end.pages, profile)
  const kinds = kindsOf(blocks, profile)
  return { ...compose({ blocks, kinds, notes, profile }), furniture }
}

const linesOf = ({ flow }: PageFlow): Line[] =>
  flow.flatMap((part) => ('line' in part ? [part.line] : part.table.lines))

/** The lines outside of tables, as long as they are a fair part of the document: they tell what is usual in it. */
function runningLines(pages: PageFlow[]): Line[] {
  const running = pages.flatMap(({ flow }) => flow.flatMap((part) => ('line' in part ? [part.line] : [])))
  const length = (lines: Line[]) => lines.reduce((sum, { text }) => sum + text.length, 0)
  return length(running) > 0.2 * length(pages.flatMap(linesOf)) ? running : pages.flatMap(linesOf)
}

/** The marks of the text for which no note stood at a page's foot. */
function uncited({ pages, notes }: ReturnType<typeof takeFootnotes>): Set<string> {
  const lines = pages.flatMap(linesOf)
  const missing = new Set(lines.flatMap((line) => line.marks.map((mark) => mark.label)))
  for (const note of notes) missing.delete(note.mark)
  return missing
}
