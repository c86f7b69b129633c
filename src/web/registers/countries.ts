import type { RegisterView } from './register-view.ts'

/** Countries that documents name. */
export const countries: RegisterView = {
  register: 'countries',
  nameOf: ({ key }, { placeName }) => placeName(key),
  columns: [
    { id: 'code', cell: ({ key }) => key },
    { id: 'mentions', number: true, cell: ({ evidenceCount }, { number }) => number(evidenceCount) },
  ],
  filters: ['q', 'country', 'convention'],
  sorts: ['documents', 'label', 'new'],
  facts: () => [],
}
