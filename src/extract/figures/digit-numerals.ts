import type { Span } from '../../contracts/position.ts'
import type { DecimalSign } from './number-style.ts'

/** A number in digits. `odd`: its points and commas make no number (3.2.1). */
export type DigitNumeral = Span & {
  value: number
  grouped: boolean
  decimals: number
  odd: boolean
  /** What it is worth where its one point or comma parts thousands: `1,234`. */
  inThousands?: number
}

const blank = '[ \\u00a0\\u2007\\u2009\\u202f]'
/** Digits with all that may part them: `1,234.5`, `2 500 000`, `1'234`. */
const digits = new RegExp(`\\d+(?:(?:[.,'’]|${blank})\\d+)*`, 'g')
const parting = new RegExp(blank)

/** As many digits as a number that means something has. */
const mostDigits = 18

/** Every number in digits, sorted by start. */
export function digitNumeralsOf(text: string, sign: DecimalSign): DigitNumeral[] {
  const found: DigitNumeral[] = []
  for (const match of text.matchAll(digits)) readToken(match[0], match.index, sign, found)
  return found
}

function readToken(token: string, start: number, sign: DecimalSign, found: DigitNumeral[]): void {
  const pieces: string[] = token.split(parting)
  let at = start
  for (let first = 0; first < pieces.length;) {
    const count = groupsAt(pieces, first, token)
    const length = pieces.slice(first, first + count).join(' ').length
    const last = pieces[first + count - 1]!
    if (count > 1) found.push(grouped(at, length, pieces.slice(first, first + count)))
    else for (const numeral of pieceNumerals(last, at, sign)) found.push(numeral)
    at += length + 1
    first += count
  }
}

/** How many pieces from `first` on make one number whose thousands are parted by blanks (2 500 000). */
function groupsAt(pieces: readonly string[], first: number, token: string): number {
  if (!/^[1-9]\d{0,2}$/.test(pieces[first]!)) return 1
  let count = 1
  while (first + count < pieces.length && count < 6 && /^\d{3}$/.test(pieces[first + count]!)) count++
  if (first + count < pieces.length && count < 6 && /^\d{3}[.,]\d{1,2}$/.test(pieces[first + count]!)) count++
  if (count === 1) return 1
  // Two numbers may stand side by side: join where nothing else is left, or where a group could be no number of its own.
  const whole = count === pieces.length
  const hard = !token.includes(' ') || pieces.slice(first + 1, first + count).some((piece) => piece.startsWith('0'))
  const afterYear = first > 0 && /^(?:19|20)\d\d$/.test(pieces[first - 1]!)
  return whole || hard || afterYear ? count : 1
}

function grouped(start: number, length: number, pieces: readonly string[]): DigitNumeral {
  const text = pieces.join('').replace(',', '.')
  return { start, end: start + length, value: Number(text), grouped: true, decimals: decimalsOf(text), odd: false }
}

/** 1,234,567.8 or 1.234.567,8 or 1'234.5; Indian groups (12,34,567) too. */
const groupsAndDecimals = /^(\d{1,3})((?:([.,'’])\d{3})(?:\3\d{3})*)(?:([.,])(\d+))?$/
const indianGroups = /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/

function pieceNumerals(piece: string, start: number, sign: DecimalSign): DigitNumeral[] {
  const end = start + piece.length
  const numeral = (text: string, isGrouped: boolean): DigitNumeral[] => [
    { start, end, value: Number(text), grouped: isGrouped, decimals: decimalsOf(text), odd: text.length > mostDigits },
  ]
  if (/^\d+$/.test(piece)) return numeral(piece, false)
  const match = groupsAndDecimals.exec(piece)
  if (match && match[4] !== match[3]) {
    const [, head, groups, groupSign, , decimals] = match
    const oneGroup = groups!.length === 4 && decimals === undefined
    const isDecimal = oneGroup && (groupSign === sign || head === '0')
    if (isDecimal) {
      const [decimal] = numeral(`${head}.${groups!.slice(1)}`, false)
      return [head === '0' ? decimal! : { ...decimal!, inThousands: Number(head! + groups!.slice(1)) }]
    }
    return numeral(head! + groups!.replaceAll(groupSign!, '') + (decimals ? `.${decimals}` : ''), true)
  }
  if (indianGroups.test(piece)) return numeral(piece.replaceAll(',', ''), true)
  if (/^\d+[.,]\d+$/.test(piece)) return numeral(piece.replace(',', '.'), false)
  if (/^\d+(?:,\d+)+$/.test(piece)) return listed(piece, start)
  return [{ start, end, value: Number.NaN, grouped: false, decimals: 0, odd: true }]
}

/** Numbers parted by commas without blanks (97,143,189). */
function listed(piece: string, start: number): DigitNumeral[] {
  let at = start
  return piece.split(',').map((part) => {
    const from = at
    at += part.length + 1
    return { start: from, end: from + part.length, value: Number(part), grouped: false, decimals: 0, odd: true }
  })
}

const decimalsOf = (text: string): number => (text.includes('.') ? text.length - text.indexOf('.') - 1 : 0)
