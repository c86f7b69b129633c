import { corridorLabel } from '../ask/labels.ts'
import { MapOfCorridors } from '../map/map-of-corridors.tsx'
import type { RegisterView } from './register-view.ts'
import { countryValues, listOf, mentions } from './values.ts'

/** Pairs of countries between which people move. */
export const corridors: RegisterView = {
  register: 'corridors',
  nameOf: ({ key }, texts) => corridorLabel(key, texts),
  columns: [mentions],
  filters: ['q', 'kind', 'country', 'convention'],
  sorts: ['documents', 'label', 'new'],
  kinds: ['directed', 'undirected', 'agreement'],
  Beside: MapOfCorridors,
  facts: (entry, texts) => [
    { name: 'origin', values: countryValues(listOf(entry, 'origin'), texts) },
    { name: 'destination', values: countryValues(listOf(entry, 'destination'), texts) },
  ],
}
