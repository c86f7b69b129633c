import { FigureKind } from '../../contracts/extracted-document.ts'
import type { RegisterEntry } from '../../contracts/registers.ts'
import type { Texts } from '../texts.tsx'
import type { RegisterView } from './register-view.ts'
import { countryValues, factOf, listOf, numberOf, placeNames, shortList, textOf, yearsOf } from './values.ts'

/** Figures: what is counted, how much, of when and where. */
export const figures: RegisterView = {
  register: 'figures',
  nameOf: measureText,
  titleOf: (entry, texts) =>
    [measureText(entry), shortList(placeNames(listOf(entry, 'places'), texts), 3), yearsOf(entry, texts)]
      .filter(Boolean)
      .join(', '),
  columns: [
    { id: 'value', sort: 'value', number: true, cell: figureText },
    { id: 'unit', cell: signOf },
    { id: 'years', sort: 'year', cell: yearsOf },
    { id: 'where', cell: (entry, texts) => shortList(placeNames(listOf(entry, 'places'), texts), 2) },
  ],
  filters: ['q', 'kind', 'country', 'currency', 'min', 'max', 'from', 'to'],
  sorts: ['documents', 'label', 'value', 'year', 'new'],
  kinds: FigureKind.options,
  facts: (entry, texts) => [
    factOf('value', [`${figureText(entry, texts)} ${signOf(entry)}`]),
    factOf('figureKind', [texts.registers.kinds[textOf(entry, 'figureKind') ?? '']]),
    factOf('unit', [textOf(entry, 'unit')]),
    factOf('per', [textOf(entry, 'per')]),
    factOf('years', [yearsOf(entry, texts)]),
    { name: 'countries', values: countryValues(listOf(entry, 'countries'), texts) },
    factOf('regions', regionsOf(entry, texts)),
  ],
}

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

function regionsOf(entry: RegisterEntry, texts: Texts): string[] {
  const countries = listOf(entry, 'countries')
  const rest = listOf(entry, 'places').filter((code) => !countries.includes(code))
  return placeNames(rest, texts)
}
