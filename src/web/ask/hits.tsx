import type { Hit, HitPassage } from '../../contracts/search.ts'
import { excerpt } from '../parts/excerpt.ts'
import { MarkedText } from '../parts/marked-text.tsx'
import { Link, useNavigation, withParameters } from '../router.tsx'
import { useTexts } from '../texts.tsx'
import { corridorLabel } from './labels.ts'
import { toggled } from './question.ts'

/** A document with its best passages; each opens at its place on the page. */
export function HitOfDocument({ hit, q }: { hit: Hit; q: string }) {
  const texts = useTexts()
  const { ask } = texts
  const { address } = useNavigation()
  const first = hit.passages[0]
  const about = [hit.names[0], hit.publisher, hit.date ?? ask.undated, texts.languageName(hit.language)]
  const more = hit.passageCount - hit.passages.length
  return (
    <article className="hit">
      <h2>
        <Link to={first ? placeOf(hit, first, q) : `/read/${hit.documentId}`}>{hit.title}</Link>
      </h2>
      <p className="muted small about">
        {about.filter(Boolean).map((part, at) => (
          <span key={at}>{part}</span>
        ))}
        {hit.completeness === 'partial' && (
          <span className="badge" title={hit.incomplete.map(({ message }) => message).join('\n')}>
            {ask.partial}
          </span>
        )}
      </p>
      <ol className="passages">
        {hit.passages.map((passage) => (
          <Passage key={passage.passageId} hit={hit} passage={passage} q={q} />
        ))}
      </ol>
      {more > 0 && (
        <Link className="small" to={withParameters(address, { document: hit.documentId, size: undefined })}>
          {ask.morePassages(more)}
        </Link>
      )}
    </article>
  )
}

function Passage({ hit, passage, q }: { hit: Hit; passage: HitPassage; q: string }) {
  const { ask } = useTexts()
  return (
    <li className="passage">
      <p className="muted small where">
        <span className="page-number">{ask.page(passage.page, hit.pageCount)}</span>
        {passage.section && <span>{passage.section}</span>}
        {passage.kind !== 'body' && <span className="badge">{ask.kinds[passage.kind] ?? passage.kind}</span>}
      </p>
      <Link className="passage-text" data-step to={placeOf(hit, passage, q)} lang={passage.language}>
        <MarkedText {...excerpt(passage)} />
      </Link>
      <EntityChips passage={passage} />
      {passage.explanation && (
        <p className="muted small">
          {passage.explanation.parts.map(({ part, score }) => `${part} ${score.toFixed(2)}`).join(' · ')}
        </p>
      )}
    </li>
  )
}

function EntityChips({ passage: { entities, passageId } }: { passage: HitPassage }) {
  const texts = useTexts()
  const { address } = useNavigation()
  const chips = [
    ...entities.instruments.map((value) => ({ field: 'convention' as const, value, label: value })),
    ...entities.countries.map((value) => ({ field: 'country' as const, value, label: texts.placeName(value) })),
    ...entities.corridors.map((value) => ({ field: 'corridor' as const, value, label: corridorLabel(value, texts) })),
    ...entities.donors.map((value) => ({ field: 'donor' as const, value, label: value })),
  ]
  return (
    <ul className="chips">
      {chips.slice(0, 8).map(({ field, value, label }) => (
        <li key={`${field}:${value}`}>
          <Link className="chip" data-kind={field} to={toggled(address, field, value)}>
            {label}
          </Link>
        </li>
      ))}
      <li>
        <Link className="chip" data-kind="like" to={`/?like=${passageId}`}>
          {texts.ask.similar}
        </Link>
      </li>
    </ul>
  )
}

/** Where a passage is read: its page, its place, and what it was asked by. */
function placeOf({ documentId }: Hit, { page, start }: HitPassage, q: string): string {
  const asked = q ? `&q=${encodeURIComponent(q)}` : ''
  return `/read/${documentId}?page=${page}&at=${start}${asked}`
}
