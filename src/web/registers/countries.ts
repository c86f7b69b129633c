import { OfCountry } from './country-page.tsx'
import type { RegisterView } from './register-view.ts'
import { mentions } from './values.ts'

/** Countries that documents name. */
export const countries: RegisterView = {
  register: 'countries',
  nameOf: ({ key }, { placeName }) => placeName(key),
  columns: [{ id: 'code', cell: ({ key }) => key }, mentions],
  filters: ['q', 'country', 'convention'],
  sorts: ['documents', 'label', 'new'],
  facts: () => [],
  Related: OfCountry,
}
