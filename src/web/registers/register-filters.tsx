import { useEffect, useId, useState, type FormEvent, type InputHTMLAttributes } from 'react'
import type { SuggestionKind } from '../../contracts/suggestions.ts'
import { useSuggestions } from '../ask/search-box.tsx'
import { Button } from '../parts/button.tsx'
import { Link, useNavigation } from '../router.tsx'
import { useTexts, type Texts } from '../texts.tsx'
import {
  listFilters,
  singleFilters,
  withFilled,
  withoutFilter,
  withoutFilters,
  type FilterName,
  type RegisterQuestion,
} from './register-question.ts'
import type { RegisterView } from './register-view.ts'

/** What the register can be narrowed down by; it is asked when the form is sent, not while it is filled in. */
export function RegisterFilters({ view: { filters, kinds = [] } }: { view: RegisterView }) {
  const { registers } = useTexts()
  const { address, go } = useNavigation()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const filled = [...singleFilters, ...listFilters].flatMap((name): [FilterName, string][] => {
      const value = data.get(name)
      return typeof value === 'string' ? [[name, value.trim()]] : []
    })
    go(withFilled(address, new Map(filled)))
  }
  return (
    <form className="filter-form" role="search" aria-label={registers.narrow} onSubmit={submit}>
      {filters.map((name) =>
        name === 'kind' ? <KindField key={name} kinds={kinds} /> : <TextField key={name} name={name} />,
      )}
      <Button type="submit">{registers.apply}</Button>
    </form>
  )
}

const numeral = { inputMode: 'decimal', pattern: '-?[0-9]+(\\.[0-9]+)?(e[0-9]{1,3})?' } as const
const year = { type: 'number', min: 1, max: 9999 } as const

/** What its input takes; of the rest anything can be written. */
const inputs: Partial<Record<FilterName, InputHTMLAttributes<HTMLInputElement>>> = {
  q: { type: 'search' },
  from: year,
  to: year,
  min: numeral,
  max: numeral,
  currency: { pattern: '[A-Z]{3}|[$]', maxLength: 3, placeholder: 'USD' },
}

/** Kinds of names by which a field is completed. */
const completions: Partial<Record<FilterName, readonly SuggestionKind[]>> = {
  country: ['country'],
  convention: ['convention'],
  donor: ['donor', 'organisation'],
}

/** Shows what is on where it takes one value, and is empty for the next where it takes several. */
function TextField({ name }: { name: FilterName }) {
  const { registers } = useTexts()
  const { query } = useNavigation().address
  const id = useId()
  const single = singleFilters.some((one) => one === name)
  const value = single ? (query.get(name) ?? '') : ''
  const [typed, setTyped] = useState(value)
  const on = query.getAll(name).join('\n')
  useEffect(() => setTyped(value), [on])
  const kinds = completions[name]
  const suggestions = useSuggestions(kinds && typed !== value ? typed : '')
  return (
    <label data-filter={name}>
      <span className="muted small">{registers.filters[name]}</span>
      <input
        name={name}
        autoComplete="off"
        spellCheck={false}
        list={kinds && id}
        {...inputs[name]}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {kinds && (
        <datalist id={id}>
          {suggestions
            .filter(({ kind }) => kinds.includes(kind))
            .map(({ value: known, label }) => (
              <option key={known} value={name === 'country' ? label : known}>
                {label}
              </option>
            ))}
        </datalist>
      )}
    </label>
  )
}

function KindField({ kinds }: { kinds: readonly string[] }) {
  const { registers } = useTexts()
  const { address, go } = useNavigation()
  return (
    <label data-filter="kind">
      <span className="muted small">{registers.filters.kind}</span>
      <select
        name="kind"
        value={address.query.get('kind') ?? ''}
        onChange={({ target }) => go(withFilled(address, new Map([['kind', target.value]])))}
      >
        <option value="">{registers.all}</option>
        {kinds.map((kind) => (
          <option key={kind} value={kind}>
            {registers.kinds[kind] ?? kind}
          </option>
        ))}
      </select>
    </label>
  )
}

/** The filters that are on, each to be taken away. */
export function FiltersOn({ question: { filters } }: { question: RegisterQuestion }) {
  const texts = useTexts()
  const { ask, registers } = texts
  const { address } = useNavigation()
  if (filters.length === 0) return null
  return (
    <ul className="chips filters-on">
      {filters.map((filter) => {
        const label = `${registers.filters[filter.name]}${texts.shell.colon}${filterText(filter, texts)}`
        return (
          <li key={`${filter.name}:${filter.value}`}>
            <Link className="chip" data-on to={withoutFilter(address, filter)} aria-label={ask.takeAway(label)}>
              {label} <span aria-hidden="true">×</span>
            </Link>
          </li>
        )
      })}
      {filters.length > 1 && (
        <li>
          <Link className="small" to={withoutFilters(address)}>
            {ask.clearFilters}
          </Link>
        </li>
      )}
    </ul>
  )
}

function filterText({ name, value }: RegisterQuestion['filters'][number], { placeName, registers }: Texts): string {
  if (name === 'country') return placeName(value)
  if (name === 'kind') return registers.kinds[value] ?? value
  return name === 'document' ? value.slice(0, 8) : value
}
