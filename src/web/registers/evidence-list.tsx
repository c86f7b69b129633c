import { useEffect, useRef, useState, type RefObject } from 'react'
import type { PageAnswer } from '../../contracts/evidence.ts'
import type { RegisterRow } from '../../contracts/registers.ts'
import { useAsked } from '../asked.ts'
import { excerpt } from '../parts/excerpt.ts'
import { MarkedText } from '../parts/marked-text.tsx'
import { Link } from '../router.tsx'
import { useTexts } from '../texts.tsx'
import { pageOnce } from './page-once.ts'
import { readAddress } from './places.ts'

/** Every piece of evidence, by document; each opens the page with the value marked. Rows are sorted by document. */
export function EvidenceList({ rows }: { rows: readonly RegisterRow[] }) {
  return [...Map.groupBy(rows, ({ documentId }) => documentId)].map(([documentId, of]) => (
    <section key={documentId} className="evidence-document">
      <DocumentHead row={of[0]!} />
      <ol className="passages">
        {of.map((row) => (
          <EvidenceRow key={row.rowId} row={row} />
        ))}
      </ol>
    </section>
  ))
}

function DocumentHead({ row: { documentId, documentTitle, documentDate, publisher } }: { row: RegisterRow }) {
  const about = [publisher, documentDate?.slice(0, 4)].filter(Boolean)
  return (
    <header>
      <h3>
        <Link to={`/read/${documentId}`}>{documentTitle}</Link>
      </h3>
      {about.length > 0 && (
        <p className="muted small about">
          {about.map((part) => (
            <span key={part}>{part}</span>
          ))}
        </p>
      )}
    </header>
  )
}

function EvidenceRow({ row }: { row: RegisterRow }) {
  const { ask, correct, read } = useTexts()
  const place = useRef<HTMLLIElement>(null)
  const shown = passageOf(row, useShownPage(row, place))
  return (
    <li ref={place} className="passage">
      <p className="muted small where">
        <span className="page-number">{ask.pageShort(row.page)}</span>
        <span>
          {read.rule} <code>{row.rule}</code>
        </span>
        {row.correction && (
          <span className="badge">
            {correct.done[row.correction.action]} ({row.correction.who})
          </span>
        )}
      </p>
      <Link className="passage-text" data-step to={readAddress(row)}>
        <MarkedText {...shown} />
      </Link>
    </li>
  )
}

/** The quote within the passage around it, where that is at hand. */
function passageOf({ start, end, quote }: RegisterRow, page: PageAnswer | undefined) {
  const passage = page?.paragraphs.find((one) => one.start <= start && start < one.end)
  if (!passage) return excerpt({ text: quote, highlights: [] })
  const mark = { start: start - passage.start, end: Math.min(end, passage.end) - passage.start }
  return excerpt({ text: passage.text, highlights: [mark] })
}

/** The page of a value once its place comes into view. A project's quote is all that is said of it: it needs none. */
function useShownPage({ register, documentId, page }: RegisterRow, place: RefObject<HTMLElement | null>) {
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (!place.current) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true)
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  const key = seen && register !== 'projects' ? `${documentId}/${page}` : undefined
  return useAsked(key, () => pageOnce(documentId, page)).answer
}
