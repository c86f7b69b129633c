import type { RegisterView } from './register-view.ts'
import { factOf, listOf } from './values.ts'

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
    { id: 'mentions', number: true, cell: ({ evidenceCount }, { number }) => number(evidenceCount) },
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
}
