import type { RegisterFilters, RegisterName } from '../contracts/registers.ts'
import type { Clause } from './elasticsearch-query.ts'
import { comparableName, wordsAsked } from './register-filters.ts'
import { storable } from './words.ts'

/** What rows of the register must fulfil, none of it counted in a score. */
export function rowsQuery(register: RegisterName, filters: RegisterFilters, ...more: Clause[]): Clause {
  const { from, to, min, max } = filters
  const list = (field: string, wanted: string[] | undefined): Clause[] =>
    wanted ? [{ terms: { [field]: wanted.map(storable) } }] : []
  return {
    bool: {
      filter: [
        { term: { register } },
        ...wordsAsked(filters.q).map((word) => ({ prefix: { words: storable(word) } })),
        ...list('countries', filters.countries),
        ...list('conventions', filters.conventions),
        ...list('donors', filters.donors?.map(comparableName)),
        ...list('documentId', filters.documents),
        ...list('kind', filters.kinds),
        ...list('currency', filters.currencies),
        // A row with one end of its years reaches as far as it may on the other; one without any matches no year.
        ...(from === undefined && to === undefined ? [] : [{ exists: { field: 'latestYear' } }]),
        ...(from === undefined ? [] : [not({ range: { lastYear: { lt: from } } })]),
        ...(to === undefined ? [] : [not({ range: { firstYear: { gt: to } } })]),
        ...(min === undefined ? [] : [{ range: { high: { gte: min } } }]),
        ...(max === undefined ? [] : [{ range: { low: { lte: max } } }]),
        ...more,
      ],
    },
  }
}

const not = (clause: Clause): Clause => ({ bool: { must_not: [clause] } })
