import { useState, type FormEvent } from 'react'
import type { CorrectionAction, CorrectionRequest } from '../../contracts/corrections.ts'
import { api } from '../api.ts'
import { alpha2Of } from '../country-codes.ts'
import { Button } from '../parts/button.tsx'
import { ErrorNotice, Notice } from '../parts/notice.tsx'
import { useSession } from '../session.tsx'
import { useTexts } from '../texts.tsx'
import { changedFields, fieldsOf, type Corrigible, type FieldName } from './fields.ts'
import { MergeInto } from './merge-into.tsx'
import { useCorrector } from './corrector.ts'

type Props = { documentId: string; value: Corrigible; onCorrected: () => void }

/** The verdict of a person on a value, at the place of its evidence. */
export function Correct({ documentId, value, onCorrected }: Props) {
  const { correct } = useTexts()
  const { may } = useSession()
  const { who, setWho } = useCorrector()
  const [open, setOpen] = useState<'edit' | 'merge'>()
  const [outcome, setOutcome] = useState<{ error?: unknown; saved?: boolean }>({})
  if (!may('add')) return null
  const send = async (action: CorrectionAction, more: Partial<CorrectionRequest> = {}) => {
    setOutcome({})
    try {
      await api.correct(documentId, { action, target: targetOf(value), who: who || '–', ...more })
      setOutcome({ saved: true })
      setOpen(undefined)
      onCorrected()
    } catch (error) {
      setOutcome({ error })
    }
  }
  return (
    <section className="correct" aria-label={correct.title}>
      <h2>{correct.title}</h2>
      <p>
        <q>{targetOf(value).quote.slice(0, 200)}</q>{' '}
        <span className="muted small">
          {correct.readBy} <code>{value.rule}</code>
        </span>
      </p>
      <p className="actions">
        <Button onClick={() => void send('accept')}>✓ {correct.actions.accept}</Button>
        <Button onClick={() => void send('reject')}>✗ {correct.actions.reject}</Button>
        <Button aria-expanded={open === 'edit'} onClick={() => setOpen(open === 'edit' ? undefined : 'edit')}>
          {correct.actions.edit}
        </Button>
        <Button aria-expanded={open === 'merge'} onClick={() => setOpen(open === 'merge' ? undefined : 'merge')}>
          {correct.actions.merge}
        </Button>
      </p>
      {open === 'edit' && <EditForm value={value} onSave={(fields) => void send('edit', { fields })} />}
      {open === 'merge' && <MergeInto kind={value.kind} onChoose={(into) => void send('merge', { into })} />}
      <label className="who small">
        {correct.who}
        <input value={who} maxLength={200} autoComplete="name" onChange={({ target }) => setWho(target.value)} />
      </label>
      {outcome.saved && <Notice>{correct.saved}</Notice>}
      {outcome.error !== undefined && <ErrorNotice error={outcome.error} />}
    </section>
  )
}

/** A project is told by its first place. */
function targetOf(value: Corrigible): NonNullable<CorrectionRequest['target']> {
  const { start, end, quote } = value.kind === 'project' ? value.places[0]!.evidence : value
  return { kind: value.kind, start, end, quote }
}

function EditForm({
  value,
  onSave,
}: {
  value: Corrigible
  onSave: (fields: NonNullable<CorrectionRequest['fields']>) => void
}) {
  const { correct } = useTexts()
  const before = fieldsOf(value)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const texts = [...new FormData(event.currentTarget)].flatMap(([name, text]): [string, string][] =>
      typeof text === 'string' ? [[name, text]] : [],
    )
    onSave(changedFields(before, new Map(texts)))
  }
  return (
    <form className="edit" onSubmit={submit}>
      {before.map(([name, text]) => (
        <label key={name}>
          {correct.fields[name]}
          <FieldInput name={name} text={text} />
        </label>
      ))}
      <Button type="submit" look="primary">
        {correct.save}
      </Button>
    </form>
  )
}

function FieldInput({ name, text }: { name: FieldName; text: string }) {
  const { placeName, language } = useTexts()
  if (name !== 'country' && name !== 'origin' && name !== 'destination')
    return <input name={name} defaultValue={text} required={name !== 'currency' && name !== 'unit'} />
  const options = [...alpha2Of.keys()].map((code) => ({ code, label: placeName(code) }))
  return (
    <select name={name} defaultValue={text}>
      {options
        .toSorted((one, other) => one.label.localeCompare(other.label, language))
        .map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
    </select>
  )
}
