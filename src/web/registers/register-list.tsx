import { useEffect } from 'react'
import type { RegisterPage } from '../../contracts/registers.ts'
import { messageOf, RihlaError } from '../../errors.ts'
import { api } from '../api.ts'
import { useAsked } from '../asked.ts'
import { Heading } from '../parts/heading.tsx'
import { EmptyState, ErrorNotice, Notice, Waiting } from '../parts/notice.tsx'
import { Link, useNavigation } from '../router.tsx'
import { useTexts } from '../texts.tsx'
import { Fold } from './fold.tsx'
import { Pager } from './pager.tsx'
import { RegisterFilters, FiltersOn } from './register-filters.tsx'
import {
  pictureQueryOf,
  registerQueryOf,
  registerQuestionIn,
  withoutFilters,
  withPicture,
  withSort,
  type RegisterQuestion,
} from './register-question.ts'
import { RegisterTable } from './register-table.tsx'
import type { RegisterView } from './register-view.ts'
import { Takeaway } from './takeaway.tsx'

/** The entries of a register; filters, order and place in the list stand in the address. */
export function RegisterList({ view }: { view: RegisterView }) {
  const { ask, registers } = useTexts()
  const { address } = useNavigation()
  const question = registerQuestionIn(address)
  const picture = view.picture?.name === address.query.get('view') ? view.picture : undefined
  const asked = useAsked(JSON.stringify([question, picture?.name]), () =>
    api.register(view.register, picture ? pictureQueryOf(question) : registerQueryOf(question)),
  )
  const name = registers.names[view.register]
  useEffect(() => {
    document.title = `${name} · Rihla`
  }, [name])
  return (
    <>
      <header className="register-head">
        <div>
          <Heading>{name}</Heading>
          <p className="muted">{registers.about[view.register]}</p>
        </div>
        <Fold title={registers.takeaway}>
          <Takeaway view={view} question={question} />
        </Fold>
      </header>
      <Fold title={ask.filters}>
        <RegisterFilters view={view} />
      </Fold>
      <FiltersOn question={question} />
      {asked.error !== undefined && <Failed error={asked.error} question={question} />}
      {asked.waiting && !asked.answer && <Waiting />}
      {asked.answer && (
        <section className="register-answer" aria-busy={asked.waiting} aria-label={name}>
          <Answer page={asked.answer} view={view} question={question} picture={picture} />
        </section>
      )}
    </>
  )
}

type AnswerProps = {
  page: RegisterPage
  view: RegisterView
  question: RegisterQuestion
  picture: RegisterView['picture']
}

function Answer({ page, view, question, picture }: AnswerProps) {
  if (page.entries.length === 0) return <Nothing view={view} question={question} />
  return (
    <>
      <div className="register-bar">
        <Position page={page} before={picture ? 0 : question.before} />
        <div className="register-bar">
          <Pictures view={view} shown={picture} />
          {!picture && <Order view={view} question={question} />}
        </div>
      </div>
      {picture ? (
        <picture.Show entries={page.entries} />
      ) : (
        <div className={view.Beside && 'register-pair'}>
          {view.Beside && <view.Beside question={question} />}
          <div>
            <RegisterTable entries={page.entries} view={view} sort={question.sort} />
            <Pager cursor={page.cursor} through={question.before + page.entries.length} />
          </div>
        </div>
      )}
    </>
  )
}

/** The table, or the other way to show it, where there is one. */
function Pictures({ view, shown }: { view: RegisterView; shown: AnswerProps['picture'] }) {
  const { registers } = useTexts()
  const { address } = useNavigation()
  if (!view.picture) return null
  const { name } = view.picture
  return (
    <div className="button-group pictures" role="group" aria-label={registers.shownAs}>
      <Link className="button" to={withPicture(address, undefined)} aria-current={!shown || undefined}>
        {registers.table}
      </Link>
      <Link className="button" to={withPicture(address, name)} aria-current={!!shown || undefined}>
        {registers.pictures[name]}
      </Link>
    </div>
  )
}

/** Which entries these are, of how many. */
function Position({ page: { entries, total }, before }: { page: RegisterPage; before: number }) {
  const { registers, number } = useTexts()
  const whole = before === 0 && entries.length === total
  return (
    <p className="muted" role="status">
      {whole
        ? registers.count(number(total), total)
        : registers.position(number(before + 1), number(before + entries.length), number(total))}
    </p>
  )
}

function Order({ view: { sorts }, question: { sort } }: Pick<AnswerProps, 'view' | 'question'>) {
  const { registers } = useTexts()
  const { address, go } = useNavigation()
  return (
    <label className="order">
      <span className="muted small">{registers.sort}</span>
      <select
        value={sort}
        onChange={({ target }) => {
          const chosen = sorts.find((one) => one === target.value)
          if (chosen) go(withSort(address, chosen))
        }}
      >
        {sorts.map((one) => (
          <option key={one} value={one}>
            {registers.sorts[one]}
          </option>
        ))}
      </select>
    </label>
  )
}

/** An empty register, or filters that leave nothing of it. */
function Nothing({ view: { register }, question: { filters } }: Pick<AnswerProps, 'view' | 'question'>) {
  const { registers, ask } = useTexts()
  const { address } = useNavigation()
  if (filters.length > 0)
    return (
      <EmptyState title={registers.nothing}>
        <p className="muted">{registers.nothingHelp}</p>
        <Link className="button" to={withoutFilters(address)}>
          {ask.clearFilters}
        </Link>
      </EmptyState>
    )
  return (
    <EmptyState title={registers.none[register]}>
      <p className="muted">{registers.noneHelp}</p>
      <Link className="button" data-look="primary" to="/add">
        {ask.addDocuments}
      </Link>
    </EmptyState>
  )
}

function Failed({ error, question: { filters, cursor } }: { error: unknown; question: RegisterQuestion }) {
  const { ask, registers } = useTexts()
  const { address } = useNavigation()
  // the way out of it that the archive tells is one for programs
  const isMisunderstood = error instanceof RihlaError && error.code === 'request-invalid'
  return (
    <>
      {isMisunderstood ? <Notice tone="error" title={messageOf(error)} /> : <ErrorNotice error={error} />}
      {filters.length > 0 && <Link to={withoutFilters(address)}>{ask.clearFilters}</Link>}
      {filters.length === 0 && cursor && <Link to={address.path}>{registers.first}</Link>}
    </>
  )
}
