import type { DocumentAnswer } from '../../contracts/http.ts'
import { LossText } from '../parts/loss-text.tsx'
import { Notice } from '../parts/notice.tsx'
import { useTexts } from '../texts.tsx'
import { ranges } from './place.ts'

/** What of the document could not be read, or not with certainty; nothing where everything could. */
export function Honesty({ document: { incomplete, pages = [] } }: { document: DocumentAnswer }) {
  const { read, number } = useTexts()
  const recognised = pages.filter(({ status }) => status === 'recognised')
  if (incomplete.length === 0) return null
  const sum = recognised.reduce((total, { confidence = 0 }) => total + confidence, 0)
  return (
    <Notice tone="warning" title={read.honesty}>
      <ul>
        {incomplete.map((loss) => (
          <li key={`${loss.code}:${loss.message}`}>
            <LossText loss={loss} />{' '}
            {loss.pages && <span className="muted">({read.pagesOf(ranges(loss.pages), loss.pages.length)})</span>}
          </li>
        ))}
        {recognised.length > 0 && (
          <li>{read.recognised(`${number(Math.round((100 * sum) / recognised.length))} %`)}</li>
        )}
      </ul>
    </Notice>
  )
}
