import type { PageAnswer } from '../../contracts/evidence.ts'
import { CopyButton } from '../parts/copy-button.tsx'
import { useTexts } from '../texts.tsx'
import { nameOf, PlaceLink } from './entities-panel.tsx'
import type { Hovered } from './pages.tsx'
import { entityOf, placeOf } from './place.ts'

/** What was read on the page in view, by which rule; its notes; how to cite it. */
export function PagePanel({
  answer,
  hovered,
  span,
}: {
  answer: PageAnswer
  hovered: Hovered
  span: string | undefined
}) {
  const texts = useTexts()
  const { read } = texts
  const mentions = answer.mentions.filter(({ page }) => page === answer.number)
  const permanent = `${location.origin}/read/${answer.documentId}?page=${answer.number}`
  return (
    <>
      <section>
        <h2>{read.cite}</h2>
        <p className="citation">{answer.citation.text}</p>
        <p className="actions">
          <CopyButton text={answer.citation.text} label={read.citation} />
          <CopyButton text={answer.citation.bibtex} label={read.bibtex} />
          <CopyButton text={permanent} label={read.address} />
        </p>
      </section>
      {answer.references.length > 0 && (
        <section>
          <h2>{read.note}</h2>
          {answer.references.map(({ mark, at, text }) => (
            <details key={at} className="note" open={hovered.reference?.at === at}>
              <summary>{mark}</summary>
              <p>{text ?? '–'}</p>
            </details>
          ))}
        </section>
      )}
      <section>
        <h2>{read.panels.page}</h2>
        {mentions.length === 0 && <p className="muted">{read.nothingFound}</p>}
        <ul className="read-here">
          {mentions.map((mention) => {
            const place = placeOf(mention)
            const isHovered = hovered.mention?.start === mention.start && hovered.mention.kind === mention.kind
            const title = mention.kind === 'instrument' ? mention.title : undefined
            return (
              <li key={`${mention.kind}:${place.span}`} data-hovered={isHovered || undefined}>
                <PlaceLink place={place} chosen={place.span === span} title={`${read.rule} ${mention.rule}`}>
                  <span>
                    <q>{mention.quote}</q>{' '}
                    {nameOf({ kind: mention.kind, entity: entityOf(mention), ...(title && { title }) }, texts)}
                  </span>
                  <code className="small">{mention.rule}</code>
                </PlaceLink>
              </li>
            )
          })}
        </ul>
      </section>
    </>
  )
}
