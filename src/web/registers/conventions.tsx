import { InstrumentKind } from '../../contracts/extracted-document.ts'
import type { RegisterEntryAnswer } from '../../contracts/registers.ts'
import { useTexts } from '../texts.tsx'
import { countries } from './countries.ts'
import { projects } from './projects.ts'
import type { RegisterView } from './register-view.ts'
import { RelatedList } from './related-list.tsx'
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
  Related: GoesWith,
}

/** Countries and projects that paragraphs name together with it. */
function GoesWith({ entry: { key } }: { entry: RegisterEntryAnswer }) {
  const { registers } = useTexts()
  const by = { filter: 'convention', value: key } as const
  return (
    <div className="related-lists">
      <RelatedList view={countries} title={registers.namedCountries} by={by} />
      <RelatedList view={projects} title={registers.namedProjects} by={by} />
    </div>
  )
}
