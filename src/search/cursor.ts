import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { QueryNode } from '../contracts/search.ts'
import { RihlaError } from '../errors.ts'

/**
 * Where a page of results ended. The weights of the terms go along, so that a document has the same score on every page
 * whatever was written meanwhile: none shows up twice, and none that was there at the start is passed over.
 */
const Cursor = z.strictObject({
  /** Of which query. */
  query: z.string(),
  score: z.number(),
  documentId: z.string(),
  weights: z.array(z.number()),
  relaxed: z.boolean(),
  /** Of each document so many passages are ranked; absent where all are. */
  perDocument: z.int().positive().optional(),
})
export type Cursor = z.infer<typeof Cursor>

export function writeCursor(query: QueryNode, place: Omit<Cursor, 'query'>): string {
  const cursor: Cursor = { query: fingerprint(query), ...place }
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** Throws `request-invalid` where it was not made by `writeCursor` for the same query. */
export function readCursor(query: QueryNode, text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined
  const cursor = Cursor.safeParse(jsonOf(text)).data
  if (cursor?.query !== fingerprint(query))
    throw new RihlaError('request-invalid', 'the cursor does not belong to this query: start again without it')
  return cursor
}

/** What was written in JSON and base64url; undefined where it was not. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/** Short, and the same for the same query only. */
export function fingerprint(query: QueryNode): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 16)
}
