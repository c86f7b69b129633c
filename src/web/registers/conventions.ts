import { InstrumentKind } from '../../contracts/extracted-document.ts'
import type { RegisterView } from './register-view.ts'
import { factOf, textOf } from './values.ts'

/** Conventions and other instruments. */
export const conventions: RegisterView = {
  register: 'conventions',
  nameOf: ({ label }) => label,
  columns: [
    { id: 'code', cell: ({ key }) => key },
    { id: 'kind', cell: (entry, { registers }) => registers.kinds[textOf(entry, 'instrumentKind') ?? ''] },
    { id: 'body', cell: (entry, { registers }) => registers.bodies[textOf(entry, 'body') ?? ''] },
    { id: 'year', sort: 'year', number: true, cell: (entry) => textOf(entry, 'year') },
  ],
  filters: ['q', 'kind', 'country', 'from', 'to'],
  sorts: ['documents', 'label', 'year', 'new'],
  kinds: InstrumentKind.options,
  facts: (entry, { registers }) => [
    factOf('code', [entry.key]),
    factOf('instrumentKind', [registers.kinds[textOf(entry, 'instrumentKind') ?? '']]),
    factOf('body', [registers.bodies[textOf(entry, 'body') ?? '']]),
    factOf('year', [textOf(entry, 'year')]),
    factOf('binding', [entry.values['binding'] === true ? registers.yes : registers.no]),
  ],
}
