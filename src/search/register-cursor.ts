import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { EntryRequest, RegisterRequest } from '../contracts/registers.ts'
import { RihlaError } from '../errors.ts'
import { jsonOf } from './cursor.ts'

/** Where a page ended: what it was sorted by, and the entry (of a page of evidence: the row's number and its document). */
const RegisterCursor = z.strictObject({
  of: z.string(),
  sorted: z.union([z.number(), z.string()]),
  entry: z.string(),
})
export type RegisterCursor = z.infer<typeof RegisterCursor>

type Request = RegisterRequest | EntryRequest

export function writeRegisterCursor(request: Request, { sorted, entry }: Omit<RegisterCursor, 'of'>): string {
  const cursor: RegisterCursor = { of: askedOf(request), sorted, entry }
  return Buffer.from(JSON.stringify(cursor)).toString('base64url')
}

/** Throws `request-invalid` where it was not made by `writeRegisterCursor` for the same request. */
export function readRegisterCursor(request: Request): RegisterCursor | undefined {
  if (request.cursor === undefined) return undefined
  const cursor = RegisterCursor.safeParse(jsonOf(request.cursor)).data
  if (cursor?.of !== askedOf(request))
    throw new RihlaError('request-invalid', 'the cursor does not belong to this request: start again without it')
  return cursor
}

function askedOf({ size: _size, cursor: _cursor, ...asked }: Request): string {
  return createHash('sha256').update(JSON.stringify(asked)).digest('base64url').slice(0, 16)
}
