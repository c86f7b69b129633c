import type { Furniture } from '../contracts/parsed-document.ts'
import { toBlocks } from './blocks.ts'
import { compose, type Composed } from './compose.ts'
import { takeEndnotes } from './endnotes.ts'
import { takeFurniture, type PageLines } from './furniture.ts'
import { kindsOf } from './kinds.ts'
import { takeFootnotes } from './notes.ts'
import { measure } from './profile.ts'
import { restoreLetters, takeSignMarks } from './sign-marks.ts'
import { findTables } from './tables.ts'

export type LaidOut = Composed & { furniture: Furniture[] }

/** Reads the lines of all pages as a reader does: what is around the text, tables, notes, then the text itself. */
export function layOut(pages: PageLines[]): LaidOut {
  const profile = measure(pages.flatMap((page) => page.lines))
  const { pages: inner, furniture } = takeFurniture(pages)
  for (const page of inner) takeSignMarks(page.lines, page, profile.bodySize)
  const flowing = inner.map((page) => ({ ...page, flow: findTables(page.lines) }))
  const foot = takeFootnotes(flowing, profile)
  const end = takeEndnotes(foot.pages, uncited(foot))
  const notes = [...foot.notes, ...end.notes]
  const labels = new Set(notes.map((note) => note.mark))
  for (const { flow } of end.pages)
    for (const part of flow) restoreLetters('line' in part ? [part.line] : part.table.lines, labels)
  const blocks = toBlocks(end.pages, profile)
  const kinds = kindsOf(blocks, profile)
  return { ...compose({ blocks, kinds, notes, profile }), furniture }
}

/** The marks of the text for which no note stood at a page's foot. */
function uncited({ pages, notes }: ReturnType<typeof takeFootnotes>): Set<string> {
  const lines = pages.flatMap((page) => page.flow.flatMap((part) => ('line' in part ? [part.line] : part.table.lines)))
  const missing = new Set(lines.flatMap((line) => line.marks.map((mark) => mark.label)))
  for (const note of notes) missing.delete(note.mark)
  return missing
}
