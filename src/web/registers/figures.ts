import { FigureKind } from '../../contracts/extracted-document.ts'
import type { RegisterEntry } from '../../contracts/registers.ts'
import type { Texts } from '../texts.tsx'
import { figureText, measureText, signOf } from './figure-texts.ts'
import type { RegisterView } from './register-view.ts'
import { Series } from './series.tsx'
import { countryValues, factOf, listOf, placeNames, shortList, textOf, yearsOf } from './values.ts'

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
  Related: Series,
}

function regionsOf(entry: RegisterEntry, texts: Texts): string[] {
  const countries = listOf(entry, 'countries')
  const rest = listOf(entry, 'places').filter((code) => !countries.includes(code))
  return placeNames(rest, texts)
}
