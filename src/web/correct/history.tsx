import { useState } from 'react'
import { api } from '../api.ts'
import { useAsked } from '../asked.ts'
import { Button } from '../parts/button.tsx'
import { ErrorNotice } from '../parts/notice.tsx'
import { useSession } from '../session.tsx'
import { useTexts } from '../texts.tsx'
import { useCorrector } from './corrector.ts'

type Props = { documentId: string; version: number; onCorrected: () => void }

/** What was corrected in a document, by whom and when; what still holds can be taken back. */
export function History({ documentId, version, onCorrected }: Props) {
  const { correct, moment } = useTexts()
  const { may } = useSession()
  const { who } = useCorrector()
  const [failed, setFailed] = useState<unknown>()
  const { answer, error = failed } = useAsked(`${documentId}/${version}`, () => api.corrections(documentId))
  if (error !== undefined) return <ErrorNotice error={error} />
  if (!answer || answer.corrections.length === 0) return null
  const undo = (correctionId: string) =>
    void api.correct(documentId, { action: 'undo', undoes: correctionId, who: who || '–' }).then(onCorrected, setFailed)
  return (
    <section className="history">
      <h2>{correct.history}</h2>
      <ul>
        {answer.corrections.toReversed().map(({ correctionId, action, target, who: by, at, status, note }) => (
          <li key={correctionId} data-status={status}>
            <p>
              <q>{target.quote.slice(0, 80)}</q> {correct.done[action]}
            </p>
            <p className="muted small">
              {correct.byAt(by, moment(at))} · {correct.status[status]} {note}
            </p>
            {status === 'applied' && action !== 'undo' && may('add') && (
              <Button look="quiet" className="small" onClick={() => undo(correctionId)}>
                {correct.actions.undo}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
