import type { Span } from '../../contracts/position.ts'
import type { DraftField } from './draft.ts'
import { isCountryHeading, isRegionHeading } from './headings.ts'
import { trim } from './labels.ts'
import { wholePeriod } from './periods.ts'
import { organisationNamed } from './organisation-names.ts'
import type { Piece } from './pieces.ts'
import { type ProjectReading, quote, within } from './reading.ts'

const bar = /\s[|•·]\s/gu
const mostLong = 300

/** "Georgia | Norway | 2021–2023 | EUR 1,800,000": what is told of the title above, without labels. */
export function readFactLine(reading: ProjectReading, piece: Piece | undefined): DraftField[] {
  if (!piece || piece.kind === 'table' || piece.kind === 'note' || piece.text.length > mostLong) return []
  const named = partsOf(reading, piece).map((part) => ({ name: nameOf(reading, part), value: part }))
  const count = (name: DraftField['name'] | undefined): number => named.filter((part) => part.name === name).length
  if (named.length < 3 || count('period') !== 1 || count('amount') + count('countries') === 0) return []
  // Of the others the first is who pays; "Nepal | Norway | …" has none, and the later country pays.
  const places = named.filter(({ name }) => name === 'countries')
  const giver = named.find(({ name }) => name === undefined) ?? (places.length > 1 ? places.at(-1) : undefined)
  return named.flatMap((part): DraftField[] => {
    if (part === giver) return [{ name: 'donor', value: part.value }]
    return part.name ? [{ name: part.name, value: part.value }] : []
  })
}

function partsOf(reading: ProjectReading, piece: Piece): Span[] {
  const parts: Span[] = []
  let from = 0
  for (const match of piece.text.matchAll(bar)) {
    parts.push({ start: piece.start + from, end: piece.start + match.index })
    from = match.index + match[0].length
  }
  parts.push({ start: piece.start + from, end: piece.end })
  return parts.map((part) => trim(reading.text, part)).filter(({ start, end }) => end > start)
}

function nameOf(reading: ProjectReading, part: Span): DraftField['name'] | undefined {
  const text = quote(reading, part)
  if (isPeriod(text)) return 'period'
  if (within(reading.money, part).length > 0) return 'amount'
  if (organisationNamed(text)) return undefined
  const place = { ...part, text }
  return isCountryHeading(reading, place) || isRegionHeading(reading, place) ? 'countries' : undefined
}

/** "January 2021 – December 2023": whole, and no more words than months have. */
const isPeriod = (text: string): boolean =>
  wholePeriod(text) !== undefined ||
  /^(?:\p{L}+\.?\s)?(?:19|20)\d\d\s?[-–—]\s?(?:\p{L}+\.?\s)?(?:19|20)\d\d$/u.test(text)
