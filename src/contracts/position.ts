import { z } from 'zod'

/** A range of the document's text: UTF-16 offsets, `end` exclusive. */
export const Span = z.strictObject({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
})
export type Span = z.infer<typeof Span>

/** A rectangle on a page as a reader sees it: PDF points, origin top left, after the page's own rotation. */
export const Box = z.strictObject({
  page: z.int().positive(),
  x: z.number(),
  y: z.number(),
  width: z.number().nonnegative(),
  height: z.number().nonnegative(),
})
export type Box = z.infer<typeof Box>

/**
 * Where a stretch of the document's text was printed: `[start, end, page, x, y, width, height]`, as in `Span` and `Box`.
 * A tuple, because a long document has a hundred thousand of them. Sorted by start; they never overlap.
 * A run is at most one line high; text between two runs (blanks, joined lines) was not printed.
 */
export const TextRun = z.tuple([
  z.int().nonnegative(),
  z.int().nonnegative(),
  z.int().positive(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
])
export type TextRun = z.infer<typeof TextRun>

/**
 * Which stretch of a plain-text source a stretch of the document's text came from: `[start, end, sourceStart, sourceEnd]`,
 * all in UTF-16 units. Sorted by start; within a run of equal lengths offsets map one to one.
 */
export const SourceRun = z.tuple([
  z.int().nonnegative(),
  z.int().nonnegative(),
  z.int().nonnegative(),
  z.int().nonnegative(),
])
export type SourceRun = z.infer<typeof SourceRun>
