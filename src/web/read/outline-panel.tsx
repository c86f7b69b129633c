import type { DocumentAnswer } from '../../contracts/http.ts'
import { api } from '../api.ts'
import { useAsked } from '../asked.ts'
import { ErrorNotice, Waiting } from '../parts/notice.tsx'
import { Link, useNavigation, withParameters } from '../router.tsx'
import { useTexts } from '../texts.tsx'

type Entry = { title: string; page: number; at?: number; level: number }

/** The headings in reading order: those that the PDF tells, else those that were read. */
export function OutlinePanel({ document }: { document: DocumentAnswer }) {
  const { read, ask } = useTexts()
  const { address } = useNavigation()
  const { answer, error } = useAsked(document.documentId, () => outlineOf(document))
  if (error !== undefined) return <ErrorNotice error={error} />
  if (!answer) return <Waiting />
  if (answer.length === 0) return <p className="muted">{read.noOutline}</p>
  return (
    <ul className="outline">
      {answer.map(({ title, page, at, level }, index) => (
        <li key={index} data-level={Math.min(4, level)}>
          <Link
            replace
            to={withParameters(address, {
              page: String(page),
              at: at === undefined ? undefined : String(at),
              span: undefined,
            })}
          >
            <span>{title}</span>
            <span className="count">{ask.pageShort(page)}</span>
          </Link>
        </li>
      ))}
    </ul>
  )
}

async function outlineOf({ documentId, metadata }: DocumentAnswer): Promise<Entry[]> {
  const told = (metadata?.outline ?? []).flatMap(({ title, page, level }) => (page ? [{ title, page, level }] : []))
  if (told.length > 0) return told
  const { hits } = await api.search({ document: [documentId], kind: ['heading', 'title'], size: 1, passages: 100 })
  return (hits[0]?.passages ?? [])
    .toSorted((one, other) => one.start - other.start)
    .map(({ text, page, start, kind }) => ({ title: text, page, at: start, level: kind === 'title' ? 1 : 2 }))
}
