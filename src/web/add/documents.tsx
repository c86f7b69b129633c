import { useCallback, useEffect, useState } from 'react'
import type { DocumentEntry } from '../../contracts/http.ts'
import { Outcome } from '../../contracts/stored-document.ts'
import { api } from '../api.ts'
import { Button } from '../parts/button.tsx'
import { FailureText } from '../parts/failure-text.tsx'
import { LossText } from '../parts/loss-text.tsx'
import { EmptyState, ErrorNotice, Waiting } from '../parts/notice.tsx'
import { Link, useNavigation, withParameters } from '../router.tsx'
import { useSession } from '../session.tsx'
import { useTexts } from '../texts.tsx'
import { useLiveDocuments } from '../live.ts'
import { useTimeLeft } from './time-left.ts'

const firstSize = 50

/** What became of every document, newest first; it follows along as things happen. */
export function Documents() {
  const { add, ask, shell, number } = useTexts()
  const { address } = useNavigation()
  const outcome = Outcome.safeParse(address.query.get('outcome')).data
  const [size, setSize] = useState(firstSize)
  const { documents, total, counts, error, finished } = useDocuments(outcome, size)
  const left = useTimeLeft(finished, counts?.working ?? 0)
  const filters = ['all', ...Outcome.options] as const
  return (
    <section className="documents">
      <h2>{add.documents}</h2>
      <nav className="chips" aria-label={add.columns.outcome}>
        {filters.map((one) => (
          <Link
            key={one}
            className="chip"
            data-on={(outcome ?? 'all') === one || undefined}
            aria-current={(outcome ?? 'all') === one || undefined}
            to={withParameters(address, { outcome: one === 'all' ? undefined : one })}
          >
            {add.outcomes[one]} {counts && one !== 'all' && number(counts[one])}
          </Link>
        ))}
      </nav>
      <p className="muted small" role="status">
        {left === undefined ? add.live : add.left(Math.round(left / 60))}
      </p>
      {error !== undefined && <ErrorNotice error={error} />}
      {!documents && error === undefined && <Waiting />}
      {documents?.length === 0 && <EmptyState title={outcome ? add.none : ask.emptyArchive} />}
      {documents && documents.length > 0 && (
        <div className="table-scroll" tabIndex={0} role="group" aria-label={add.documents}>
          <table>
            <thead>
              <tr>
                <th scope="col">{add.columns.name}</th>
                <th scope="col">{add.columns.outcome}</th>
                <th scope="col">{add.columns.pages}</th>
                <th scope="col">{add.columns.received}</th>
              </tr>
            </thead>
            <tbody>
              {documents.map((document) => (
                <DocumentRow key={document.documentId} document={document} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {documents && total > documents.length && (
        <Button onClick={() => setSize(Math.min(1000, size + firstSize))}>{shell.more}</Button>
      )}
    </section>
  )
}

function DocumentRow({ document }: { document: DocumentEntry }) {
  const { add, moment } = useTexts()
  const { may } = useSession()
  const [error, setError] = useState<unknown>()
  const { documentId, names, title, outcome, failure, incomplete, pageCount, receivedAt } = document
  const readable = outcome === 'done' || outcome === 'partial'
  const name = title ?? names[0] ?? documentId.slice(0, 8)
  const act = (action: typeof api.retry) => {
    setError(undefined)
    action(documentId).catch(setError)
  }
  return (
    <tr data-outcome={outcome}>
      <td>
        {readable ? (
          <Link data-step to={`/read/${documentId}`}>
            {name}
          </Link>
        ) : (
          name
        )}
        {names
          .filter((one) => one !== name)
          .map((one) => (
            <span key={one} className="muted small file-name">
              {one}
            </span>
          ))}
      </td>
      <td>
        <span className="outcome" data-outcome={outcome}>
          {add.states[outcome]}
        </span>
        {failure && (
          <div className="small">
            <FailureText told={failure} />
          </div>
        )}
        {incomplete.map((loss) => (
          <p key={`${loss.code}:${loss.message}`} className="small">
            <LossText loss={loss} />
          </p>
        ))}
        {outcome === 'parked' && may('operate') && (
          <p>
            <Button className="small" onClick={() => act(api.retry)}>
              {add.retry}
            </Button>{' '}
            <Button className="small" look="quiet" onClick={() => act(api.dismiss)}>
              {add.dismiss}
            </Button>
          </p>
        )}
        {error !== undefined && <ErrorNotice error={error} />}
      </td>
      <td className="number">{pageCount}</td>
      <td className="muted small">
        <time dateTime={receivedAt}>{moment(receivedAt)}</time>
      </td>
    </tr>
  )
}

type Counts = Record<Outcome, number>
type Listed = { documents?: DocumentEntry[]; total: number; counts?: Counts; error?: unknown; finished: number }

/** The first documents with this outcome, kept up to date; `finished` grows with each that came to its end. */
function useDocuments(outcome: Outcome | undefined, size: number): Listed {
  const [listed, setListed] = useState<Listed>({ total: 0, finished: 0 })
  const [asked, setAsked] = useState(0)
  const reload = useCallback(() => setAsked((before) => before + 1), [])
  useEffect(() => {
    let current = true
    Promise.all([api.documents({ ...(outcome && { outcome }), size }), api.status()]).then(
      ([{ documents, total }, status]) =>
        current &&
        setListed(({ finished }) => ({ documents, total, finished, counts: countsOf(status.documents.byOutcome) })),
      (error: unknown) => current && setListed(({ finished }) => ({ total: 0, finished, error })),
    )
    return () => void (current = false)
  }, [outcome, size, asked])
  // many changes a second are one new look
  const onDocument = useThrottled((document: DocumentEntry) => {
    if (document.outcome !== 'working') setListed((before) => ({ ...before, finished: before.finished + 1 }))
  }, reload)
  useLiveDocuments(onDocument, reload)
  return listed
}

const countsOf = (counts: Partial<Counts>): Counts => ({
  working: 0,
  done: 0,
  partial: 0,
  parked: 0,
  dismissed: 0,
  ...counts,
})

const restMilliseconds = 400

/** Calls `now` for each value at once, and `later` a moment after the first of many. */
function useThrottled<Value>(now: (value: Value) => void, later: () => void): (value: Value) => void {
  const [timer] = useState<{ id?: ReturnType<typeof setTimeout> }>({})
  useEffect(() => () => clearTimeout(timer.id), [timer])
  return useCallback((value: Value) => {
    now(value)
    timer.id ??= setTimeout(() => {
      delete timer.id
      later()
    }, restMilliseconds)
  }, [])
}
