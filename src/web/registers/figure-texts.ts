import type { RegisterEntry } from '../../contracts/registers.ts'
import type { Texts } from '../texts.tsx'
import { listOf, numberOf, textOf } from './values.ts'

/** What is measured, without where and when, which a label ends in. */
export function measureText(entry: Pick<RegisterEntry, 'label' | 'values'>): string {
  const places = listOf(entry, 'places').toSorted().join(', ')
  const [from, to] = [textOf(entry, 'from') ?? '', textOf(entry, 'to') ?? '']
  const years = from === to ? from : `${from}–${to}`
  const ends = [places, years].filter((part) => part !== '').map((part) => `, ${part}`)
  const named = ends.reduceRight(
    (label, end) => (label.endsWith(end) ? label.slice(0, -end.length) : label),
    entry.label,
  )
  return named === '' ? entry.label : named
}

/** All digits of the value, or of both ends of a range. */
export function figureText(entry: Pick<RegisterEntry, 'values'>, { number }: Pick<Texts, 'number'>): string {
  const [low, high] = [numberOf(entry, 'low'), numberOf(entry, 'high')]
  if (low === undefined || high === undefined) return ''
  return low === high ? number(low) : `${number(low)}–${number(high)}`
}

/** What stands behind the number: "%", a currency, or the unit of a span of time. */
export function signOf(entry: Pick<RegisterEntry, 'values'>): string {
  const kind = textOf(entry, 'figureKind')
  if (kind === 'percent') return '%'
  if (kind === 'duration' || kind === 'age') return textOf(entry, 'unit') ?? ''
  return textOf(entry, 'currency') ?? ''
}
