import { useEffect } from 'react'
import type { RegisterEntryAnswer } from '../../contracts/registers.ts'
import { api } from '../api.ts'
import { useAsked } from '../asked.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { Heading } from '../parts/heading.tsx'
import { ErrorNotice, Waiting } from '../parts/notice.tsx'
import { Link, useNavigation } from '../router.tsx'
import { useTexts } from '../texts.tsx'
import { Disagreements } from './disagreements.tsx'
import { EvidenceList } from './evidence-list.tsx'
import { Pager } from './pager.tsx'
import { listAddress } from './places.ts'
import { pageSize, registerQuestionIn } from './register-question.ts'
import type { Fact, RegisterView } from './register-view.ts'

/** One thing that documents speak of: what is known, what they say differently, and each place of it. */
export function EntryPage({ view, entryKey }: { view: RegisterView; entryKey: string }) {
  const { registers } = useTexts()
  const { cursor, before } = registerQuestionIn(useNavigation().address)
  const { register } = view
  const { answer, error } = useAsked(`${entryKey}/${cursor}`, () =>
    api.registerEntry(register, entryKey, { size: pageSize, ...(cursor && { cursor }) }),
  )
  return (
    <article className="entry" data-register={register}>
      <p className="small entry-back">
        <Link to={listAddress(register)}>← {registers.names[register]}</Link>
      </p>
      {error !== undefined && <ErrorNotice error={error} />}
      {!answer && error === undefined && <Waiting />}
      {answer && <Entry entry={answer} view={view} before={before} />}
    </article>
  )
}

function Entry({ entry, view, before }: { entry: RegisterEntryAnswer; view: RegisterView; before: number }) {
  const texts = useTexts()
  const { registers, number } = texts
  const { documentCount, evidenceCount, evidence } = entry
  const name = (view.titleOf ?? view.nameOf)(entry, texts)
  useEffect(() => {
    document.title = `${name} · Rihla`
  }, [name])
  return (
    <>
      <header className="entry-head">
        <Heading>{name}</Heading>
        <p className="muted">
          {registers.places(number(evidenceCount), evidenceCount)}{' '}
          {registers.inDocuments(number(documentCount), documentCount)}
          <CopyButton text={location.href} label={registers.copyAddress} />
        </p>
      </header>
      <div className="entry-columns">
        <Facts facts={view.facts(entry, texts)} />
        <div className="entry-body">
          <Disagreements entry={entry} />
          {view.Related && <view.Related entry={entry} />}
          <section className="evidence" aria-labelledby="evidence">
            <h2 id="evidence">{registers.evidence}</h2>
            <EvidenceList rows={evidence} />
            <Pager cursor={entry.cursor} through={before + evidence.length} />
          </section>
        </div>
      </div>
    </>
  )
}

function Facts({ facts }: { facts: readonly Fact[] }) {
  const { registers } = useTexts()
  const known = facts.filter(({ values }) => values.length > 0)
  if (known.length === 0) return null
  return (
    <dl className="facts">
      {known.map(({ name, values }) => (
        <div key={name}>
          <dt>{registers.facts[name]}</dt>
          {values.map(({ text, to }) => (
            <dd key={text}>{to === undefined ? text : <Link to={to}>{text}</Link>}</dd>
          ))}
        </div>
      ))}
    </dl>
  )
}
