import { useTexts } from '../texts.tsx'
import { filterParameters, type RegisterQuestion } from './register-question.ts'
import type { RegisterView } from './register-view.ts'

const formatNames = { csv: 'CSV', jsonl: 'JSON Lines', 'iati.xml': 'IATI', 'ftm.jsonl': 'FollowTheMoney' } as const
const feedNames = { atom: 'Atom', json: 'JSON Feed' } as const

/** Files of all that matches, without limit of count, and feeds of what is new in it. */
export function Takeaway({
  view: { register, exports = [] },
  question: { filters },
}: {
  view: Pick<RegisterView, 'register' | 'exports'>
  question: Pick<RegisterQuestion, 'filters'>
}) {
  const { registers } = useTexts()
  const parameters = filterParameters(filters)
  return (
    <div className="takeaway">
      <div role="group" aria-label={registers.save}>
        <span className="muted small">{registers.save}</span>
        {(['csv', 'jsonl', ...exports] as const).map((ending) => (
          <a key={ending} className="button" href={`/export/${register}.${ending}${parameters}`} download>
            {formatNames[ending]}
          </a>
        ))}
      </div>
      <div role="group" aria-label={registers.follow}>
        <span className="muted small">{registers.follow}</span>
        {(['atom', 'json'] as const).map((ending) => (
          <a key={ending} className="button" href={`/feeds/${register}.${ending}${parameters}`}>
            {feedNames[ending]}
          </a>
        ))}
      </div>
    </div>
  )
}
