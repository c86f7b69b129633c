import { RihlaError } from '../errors.ts'

export type ByteRange = { first: number; last: number }

/**
 * The part that a Range header asks for; none where the whole is to be sent, as for several ranges at once, which no
 * viewer needs. Throws `range-not-satisfiable` for one that lies outside of the file.
 */
export function byteRange(header: string | undefined, sizeBytes: number): ByteRange | undefined {
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '')
  if (!found || (found[1] === '' && found[2] === '')) return undefined
  const [start, end] = [found[1]!, found[2]!]
  const range =
    start === ''
      ? { first: Math.max(0, sizeBytes - Number(end)), last: sizeBytes - 1 }
      : { first: Number(start), last: Math.min(end === '' ? sizeBytes - 1 : Number(end), sizeBytes - 1) }
  // "bytes=9-3" means nothing, and means the whole file (RFC 9110, 14.2).
  if (start !== '' && end !== '' && Number(end) < Number(start)) return undefined
  if (range.first > range.last)
    throw new RihlaError('range-not-satisfiable', `the file has ${sizeBytes} bytes: none of them was asked for`)
  return range
}
