import { useState } from 'react'
import type { Facet, FilterField } from '../../contracts/search.ts'
import { Button } from '../parts/button.tsx'
import { Link, useNavigation } from '../router.tsx'
import { useTexts } from '../texts.tsx'
import { toggled, withoutFilters, type Question } from './question.ts'
import { useLabel } from './use-label.ts'

const shownAtFirst = 6

/** What the answers can be narrowed down by, with the number of documents of each. */
export function Facets({ facets, question }: { facets: readonly Facet[]; question: Question }) {
  const texts = useTexts()
  const { address } = useNavigation()
  const { ask } = texts
  const worth = facets.filter(
    ({ field, values }) => values.length > 1 || question.filters.some((one) => one.field === field),
  )
  if (worth.length === 0) return null
  return (
    <aside className="facets" aria-label={ask.filters}>
      <details open={matchMedia('(min-width: 60rem)').matches}>
        <summary>{ask.filters}</summary>
        {question.filters.length > 0 && (
          <Link className="small" to={withoutFilters(address)}>
            {ask.clearFilters}
          </Link>
        )}
        {worth.map((facet) => (
          <FacetList key={facet.field} facet={facet} />
        ))}
      </details>
    </aside>
  )
}

function FacetList({ facet: { field, values } }: { facet: Facet }) {
  const texts = useTexts()
  const { address } = useNavigation()
  const [all, setAll] = useState(false)
  const chosen = address.query.getAll(field)
  const shown = all ? values : values.slice(0, shownAtFirst)
  return (
    <section className="facet">
      <h3>{texts.ask.fields[field]}</h3>
      <ul>
        {shown.map(({ value, count }) => (
          <li key={value}>
            <Link to={toggled(address, field, value)} aria-current={chosen.includes(value) || undefined}>
              <Label field={field} value={value} />
              <span className="count">{texts.number(count)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {values.length > shownAtFirst && (
        <Button look="quiet" className="small" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? texts.ask.facetLess : texts.ask.facetMore}
        </Button>
      )}
    </section>
  )
}

function Label({ field, value }: { field: FilterField; value: string }) {
  return <span>{useLabel(field, value)}</span>
}

/** The filters that are on, each to be taken away. */
export function Filters({ question }: { question: Question }) {
  if (question.filters.length === 0) return null
  return (
    <ul className="chips">
      {question.filters.map(({ field, value }) => (
        <li key={`${field}:${value}`}>
          <FilterChip field={field} value={value} />
        </li>
      ))}
    </ul>
  )
}

function FilterChip({ field, value }: { field: FilterField; value: string }) {
  const { ask, shell } = useTexts()
  const { address } = useNavigation()
  const label = `${ask.fields[field]}${shell.colon}${useLabel(field, value)}`
  return (
    <Link className="chip" data-on to={toggled(address, field, value)} aria-label={ask.takeAway(label)}>
      {label} <span aria-hidden="true">×</span>
    </Link>
  )
}
