import { useState } from 'react'
import type { Facet } from '../../contracts/search.ts'
import { Button } from '../parts/button.tsx'
import { Link, useNavigation } from '../router.tsx'
import { useTexts } from '../texts.tsx'
import { labelOf } from './labels.ts'
import { toggled, withoutFilters, type Question } from './question.ts'

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
              <span>{labelOf(field, value, texts)}</span>
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

/** The filters that are on, each to be taken away. */
export function Filters({ question }: { question: Question }) {
  const texts = useTexts()
  const { address } = useNavigation()
  if (question.filters.length === 0) return null
  return (
    <ul className="chips">
      {question.filters.map(({ field, value }) => {
        const label = `${texts.ask.fields[field]}: ${labelOf(field, value, texts)}`
        return (
          <li key={`${field}:${value}`}>
            <Link className="chip" data-on to={toggled(address, field, value)} aria-label={texts.ask.takeAway(label)}>
              {label} <span aria-hidden="true">×</span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
