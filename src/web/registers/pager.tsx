import { Link, useNavigation } from '../router.tsx'
import { useTexts } from '../texts.tsx'
import { firstPage, withCursor } from './register-question.ts'

/** Where the reader came from to the page that a cursor opens, kept as long as the tab: cursors only lead on. */
const cameFrom = (cursor: string): string => `rihla-before-${cursor}`

/** Ways to what comes next, to what was before, and to the start; nothing where everything is shown. */
export function Pager({ cursor, through }: { cursor: string | undefined; through: number }) {
  const { registers } = useTexts()
  const { address } = useNavigation()
  const here = address.query.get('cursor')
  if (!cursor && !here) return null
  const before = here && sessionStorage.getItem(cameFrom(here))
  const next = cursor && withCursor(address, cursor, through)
  const toTop = () => scrollTo(0, 0)
  return (
    <nav className="pager" aria-label={registers.pages}>
      {here && (
        <Link className="button" to={firstPage(address)} onClick={toTop}>
          {registers.first}
        </Link>
      )}
      {before && (
        <Link className="button" to={before} onClick={toTop}>
          {registers.previous}
        </Link>
      )}
      {next && (
        <Link
          className="button"
          to={next}
          onClick={() => {
            sessionStorage.setItem(cameFrom(cursor), `${address.path}?${address.query.toString()}`)
            toTop()
          }}
        >
          {registers.next}
        </Link>
      )}
    </nav>
  )
}
