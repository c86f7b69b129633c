import type { DocumentAnswer } from '../../contracts/http.ts'
import { Button } from '../parts/button.tsx'
import { CopyButton } from '../parts/copy-button.tsx'
import { Heading } from '../parts/heading.tsx'
import { Link, useNavigation, withParameters } from '../router.tsx'
import { useTexts } from '../texts.tsx'
import type { Place } from './place.ts'

const zooms = [0.6, 0.8, 1, 1.25, 1.6, 2] as const

type Props = { document: DocumentAnswer; place: Place; zoom: number; onZoom: (zoom: number) => void }

/** The document's name, the page in view, and how it is looked at. */
export function Toolbar({ document, place, zoom, onZoom }: Props) {
  const { read, shell, languageName } = useTexts()
  const { address } = useNavigation()
  const pageCount = document.pageCount ?? document.pages?.length ?? 0
  const { metadata, names, documentId } = document
  const about = [names[0], metadata?.publisher, metadata?.date, metadata && languageName(metadata.language)]
  const zoomed = (step: number) => zooms[zooms.findIndex((one) => one >= zoom) + step]
  const passage = `${location.origin}/read/${documentId}?page=${place.page}&at=${place.at}`
  return (
    <div className="toolbar">
      <div className="toolbar-title">
        <Link className="small" to={place.q ? `/?q=${encodeURIComponent(place.q)}` : '/'}>
          ← {place.q ? read.back : shell.backToAsk}
        </Link>
        <Heading>{metadata?.title ?? names[0] ?? documentId.slice(0, 8)}</Heading>
        <p className="muted small about">
          {about.filter(Boolean).map((part, at) => (
            <span key={at}>{part}</span>
          ))}
        </p>
      </div>
      <div className="toolbar-tools">
        <PageField page={place.page} pageCount={pageCount} />
        <span className="button-group">
          {(['pages', 'text'] as const).map((view) => (
            <Link
              key={view}
              replace
              className="button"
              aria-current={place.view === view || undefined}
              to={withParameters(address, { view: view === 'text' ? view : undefined })}
            >
              {read.views[view]}
            </Link>
          ))}
        </span>
        {place.view === 'pages' && (
          <span className="button-group">
            <Button aria-label={read.smaller} disabled={!zoomed(-1)} onClick={() => onZoom(zoomed(-1) ?? zoom)}>
              −
            </Button>
            <Button aria-label={read.larger} disabled={!zoomed(1)} onClick={() => onZoom(zoomed(1) ?? zoom)}>
              +
            </Button>
          </span>
        )}
        <a className="button" href={`/documents/${documentId}/file`} download>
          {read.file}
        </a>
        {place.at !== undefined && <CopyButton text={passage} label={read.addressOfPassage} />}
      </div>
    </div>
  )
}

function PageField({ page, pageCount }: { page: number; pageCount: number }) {
  const { read } = useTexts()
  const { address, go } = useNavigation()
  const to = (number: number) => withParameters(address, { page: String(number), at: undefined, span: undefined })
  const turn = (step: number) => go(to(Math.min(pageCount, Math.max(1, page + step))), { replace: true })
  return (
    <span className="page-field">
      <Button aria-label={read.previousPage} disabled={page <= 1} onClick={() => turn(-1)}>
        ‹
      </Button>
      <label>
        <span className="visually-hidden">{read.page}</span>
        <input
          key={page}
          type="number"
          min={1}
          max={pageCount}
          defaultValue={page}
          onChange={({ target }) => {
            const number = target.valueAsNumber
            if (number >= 1 && number <= pageCount) go(to(number), { replace: true })
          }}
        />
      </label>
      <span className="muted">{read.of(pageCount)}</span>
      <Button aria-label={read.nextPage} disabled={page >= pageCount} onClick={() => turn(1)}>
        ›
      </Button>
    </span>
  )
}
