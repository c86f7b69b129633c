import type { ProjectParty } from '../../contracts/extracted-document.ts'
import type { RegisterEntryAnswer } from '../../contracts/registers.ts'
import { entryAddress } from './places.ts'
import type { FactValue, RegisterView } from './register-view.ts'
import { Timeline } from './timeline.tsx'
import { amountText, countryValues, factOf, listOf, placeNames, shortList, yearsOf } from './values.ts'

/** Technical-cooperation projects. */
export const projects: RegisterView = {
  register: 'projects',
  nameOf: ({ label }) => label,
  columns: [
    { id: 'years', sort: 'year', cell: yearsOf },
    { id: 'countries', cell: (entry, texts) => shortList(placeNames(listOf(entry, 'countries'), texts), 3) },
    { id: 'donors', cell: (entry) => shortList(listOf(entry, 'donors'), 2) },
  ],
  filters: ['q', 'country', 'donor', 'convention', 'from', 'to'],
  sorts: ['documents', 'label', 'year', 'new'],
  exports: ['iati.xml', 'ftm.jsonl'],
  picture: { name: 'timeline', Show: Timeline },
  facts: (entry, texts) => [
    factOf('acronym', listOf(entry, 'acronym')),
    factOf('years', [yearsOf(entry, texts)]),
    { name: 'countries', values: countryValues(listOf(entry, 'countries'), texts) },
    factOf('regions', placeNames(listOf(entry, 'regions'), texts)),
    { name: 'donors', values: partiesOf(entry, 'donors') },
    { name: 'partners', values: partiesOf(entry, 'partners') },
    factOf(
      'amounts',
      listOf(entry, 'amounts').map((amount) => amountText(amount, texts)),
    ),
    factOf('themes', listOf(entry, 'themes')),
    factOf('alternativeTitles', listOf(entry, 'alternativeTitles')),
  ],
}

/** Donors or partners, each leading to what else the archive says of it where it is known who that is. */
function partiesOf(entry: RegisterEntryAnswer, field: 'donors' | 'partners'): FactValue[] {
  const parties = entry.evidence.flatMap(({ details }): ProjectParty[] =>
    details.kind === 'project' ? details[field] : [],
  )
  const known = new Map(parties.map(({ name, organisation }) => [name, organisation]))
  return listOf(entry, field).map((text) => {
    const organisation = known.get(text)
    return organisation === undefined ? { text } : { text, to: entryAddress('organisations', organisation) }
  })
}
