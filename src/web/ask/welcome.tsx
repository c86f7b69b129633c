import { api } from '../api.ts'
import { useAsked } from '../asked.ts'
import { EmptyState } from '../parts/notice.tsx'
import { Link } from '../router.tsx'
import { useTexts } from '../texts.tsx'

/** What can be asked, before anything is: the language by example, and what the archive holds. */
export function Welcome() {
  const { ask, shell, number } = useTexts()
  const { answer } = useAsked('status', () => api.status())
  const total = answer?.documents.total
  if (total === 0)
    return (
      <EmptyState title={ask.emptyArchive}>
        <p className="muted">{ask.emptyArchiveHelp}</p>
        <Link className="button" data-look="primary" to="/add">
          {ask.addDocuments}
        </Link>
      </EmptyState>
    )
  return (
    <section className="welcome">
      <p className="motto">{shell.motto}</p>
      <h2>{ask.examples}</h2>
      <dl className="examples">
        {ask.helpLines.map(([query, meaning]) => (
          <div key={query}>
            <dt>
              <Link to={`/?q=${encodeURIComponent(query)}`}>
                <code>{query}</code>
              </Link>
            </dt>
            <dd className="muted">{meaning}</dd>
          </div>
        ))}
      </dl>
      {total !== undefined && <p className="muted small">{ask.holds(number(total), total)}</p>}
    </section>
  )
}
