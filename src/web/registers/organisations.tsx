import type { RegisterEntryAnswer } from '../../contracts/registers.ts'
import { useTexts } from '../texts.tsx'
import { projects } from './projects.ts'
import type { RegisterView } from './register-view.ts'
import { RelatedList } from './related-list.tsx'
import { factOf, listOf, mentions } from './values.ts'

/** Organisations named as donors, partners or authors. */
export const organisations: RegisterView = {
  register: 'organisations',
  nameOf: ({ label }) => label,
  columns: [
    {
      id: 'roles',
      cell: (entry, { registers }) =>
        listOf(entry, 'roles')
          .map((role) => registers.kinds[role] ?? role)
          .join(', '),
    },
    mentions,
  ],
  filters: ['q', 'kind', 'country', 'convention'],
  sorts: ['documents', 'label', 'new'],
  kinds: ['donor', 'partner', 'author'],
  exports: ['ftm.jsonl'],
  facts: (entry, { registers }) => [
    factOf(
      'roles',
      listOf(entry, 'roles').map((role) => registers.kinds[role]),
    ),
  ],
  Related: Financed,
}

function Financed({ entry }: { entry: RegisterEntryAnswer }) {
  const { registers } = useTexts()
  return <RelatedList view={projects} title={registers.financed} by={{ filter: 'donor', value: entry.label }} />
}
