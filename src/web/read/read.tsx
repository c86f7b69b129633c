import { useCallback, useEffect, useState, type ReactNode } from 'react'
import type { DocumentAnswer, DocumentEntry } from '../../contracts/http.ts'
import type { Box } from '../../contracts/position.ts'
import { api } from '../api.ts'
import { useAsked } from '../asked.ts'
import { Correct } from '../correct/correct.tsx'
import type { Corrigible } from '../correct/fields.ts'
import { History } from '../correct/history.tsx'
import { useLiveDocuments } from '../live.ts'
import { FailureText } from '../parts/failure-text.tsx'
import { Heading } from '../parts/heading.tsx'
import { ErrorNotice, Notice, Waiting } from '../parts/notice.tsx'
import { Link, useNavigation, withParameters } from '../router.tsx'
import { useTexts } from '../texts.tsx'
import { EntitiesPanel } from './entities-panel.tsx'
import { Honesty } from './honesty.tsx'
import { OutlinePanel } from './outline-panel.tsx'
import { PagePanel } from './page-panel.tsx'
import { Pages, type Hovered } from './pages.tsx'
import { foundIn, placeIn, type Found, type Place } from './place.ts'
import { useMatched } from './matched.ts'
import { TextView } from './text-view.tsx'
import { Toolbar } from './toolbar.tsx'

/** A document beside what was found in it. */
export function Read({ documentId }: { documentId: string }) {
  const { read, ask } = useTexts()
  // grows with each correction, and when the document is read: what is new is shown at once
  const [version, setVersion] = useState(0)
  const again = useCallback(() => setVersion((before) => before + 1), [])
  const { answer, error } = useAsked(`${documentId}/${version}`, () =>
    api.document(documentId, { include: ['mentions'] }),
  )
  useEffect(() => {
    document.title = `${answer?.metadata?.title ?? answer?.names[0] ?? '…'} · Rihla`
  }, [answer])
  const short = `${ask.fields.document} ${documentId.slice(0, 8)}`
  if (error !== undefined)
    return (
      <Unread name={short}>
        <ErrorNotice error={error} />
      </Unread>
    )
  if (!answer) return <Waiting />
  if (answer.failure)
    return (
      <Unread name={answer.names[0] ?? short}>
        <Notice tone="error" title={read.parked}>
          <FailureText told={answer.failure} />
        </Notice>
      </Unread>
    )
  if (!answer.pages || !answer.mentions)
    return (
      <Unread name={answer.names[0] ?? short}>
        <BeingRead documentId={documentId} onChange={again} />
      </Unread>
    )
  return <Reader document={answer} version={version} onCorrected={again} />
}

/** Says so, and when there is more to see. */
function BeingRead({ documentId, onChange }: { documentId: string; onChange: () => void }) {
  const { read } = useTexts()
  const onDocument = useCallback(
    (changed: DocumentEntry) => {
      if (changed.documentId === documentId && changed.outcome !== 'working') onChange()
    },
    [documentId, onChange],
  )
  useLiveDocuments(onDocument, onChange)
  return (
    <Notice>
      <p>{read.working}</p>
    </Notice>
  )
}

/** A document of which there is nothing to read, or not yet. */
function Unread({ name, children }: { name: string; children: ReactNode }) {
  const { add } = useTexts()
  return (
    <div className="unread">
      <Link className="small" to="/add">
        ← {add.documents}
      </Link>
      <Heading>{name}</Heading>
      {children}
    </div>
  )
}

const panels = ['entities', 'outline', 'page'] as const

type ReaderProps = { document: DocumentAnswer; version: number; onCorrected: () => void }

function Reader({ document, version, onCorrected }: ReaderProps) {
  const { read } = useTexts()
  const { address, go } = useNavigation()
  const place = placeIn(address)
  const [panel, setPanel] = useState<(typeof panels)[number]>('entities')
  const [zoom, setZoom] = useState(1)
  const [hovered, setHovered] = useState<Hovered>({})
  const found = foundIn(document)
  const picked = pickedOf(document, place.span)
  const page = useAsked(`${document.documentId}/${place.page}/${version}`, () =>
    api.page(document.documentId, place.page),
  )
  const matched = useMatched(document.documentId, place.q)
  const { seen, goal } = useSeen(place)
  const onPage = useCallback(
    (number: number) => {
      if (!seen(number)) return
      const here = { path: location.pathname, query: new URLSearchParams(location.search) }
      go(withParameters(here, { page: String(number) }), { replace: true })
    },
    [document.documentId],
  )
  const answer = page.answer?.number === place.page ? page.answer : undefined
  const passage = answer?.paragraphs.find(
    ({ start, end }) => place.at !== undefined && place.at >= start && place.at < end,
  )
  const [passageBoxes, setPassageBoxes] = useState<Box[]>([])
  useEffect(() => {
    if (place.at === undefined) setPassageBoxes([])
    else if (passage) setPassageBoxes(passage.boxes)
  }, [place.at, passage])
  return (
    <div className="read">
      <Toolbar document={document} place={place} zoom={zoom} onZoom={setZoom} />
      <Honesty document={document} />
      <div className="read-columns">
        {place.view === 'pages' ? (
          <Pages
            document={document}
            page={place.page}
            goal={`${goal}/${passageBoxes.length > 0}`}
            marks={{ matched: matched.boxes, passage: passageBoxes, picked: boxesOfSpan(found, place.span) }}
            references={answer?.references ?? []}
            zoom={zoom}
            onPage={onPage}
            onHover={setHovered}
          />
        ) : (
          <div className="pages" tabIndex={0} role="group" aria-label={read.viewer}>
            {page.error !== undefined && <ErrorNotice error={page.error} />}
            {answer ? (
              <TextView
                answer={answer}
                at={place.at}
                matched={matched.spans}
                language={document.metadata?.language ?? 'und'}
              />
            ) : (
              <Waiting />
            )}
          </div>
        )}
        <aside className="panel">
          <div role="tablist" className="tabs">
            {panels.map((one) => (
              <button
                key={one}
                type="button"
                role="tab"
                id={`tab-${one}`}
                aria-selected={panel === one}
                aria-controls="panel"
                onClick={() => setPanel(one)}
              >
                {read.panels[one]}
              </button>
            ))}
          </div>
          <div role="tabpanel" id="panel" aria-labelledby={`tab-${panel}`} tabIndex={0} className="panel-body">
            <HoveredLine hovered={hovered} />
            {picked && (
              <Correct
                key={`${picked.kind}/${place.span}`}
                documentId={document.documentId}
                value={picked}
                onCorrected={onCorrected}
              />
            )}
            {panel === 'entities' && <EntitiesPanel found={found} span={place.span} />}
            {panel === 'outline' && <OutlinePanel document={document} />}
            {panel === 'page' && answer && <PagePanel answer={answer} hovered={hovered} span={place.span} />}
            {panel === 'page' && (
              <History documentId={document.documentId} version={version} onCorrected={onCorrected} />
            )}
          </div>
        </aside>
      </div>
    </div>
  )
}

/** What stands under the pointer, and which rule read it. */
function HoveredLine({ hovered: { mention, reference } }: { hovered: Hovered }) {
  const { read, shell } = useTexts()
  if (!mention && !reference) return null
  return (
    <p className="hovered" aria-hidden="true">
      {mention && (
        <>
          <q>{mention.quote}</q> {read.rule} <code>{mention.rule}</code>
        </>
      )}
      {reference && (
        <span>
          {read.note} {reference.mark}
          {shell.colon}
          {reference.text}
        </span>
      )}
    </p>
  )
}

/** Tells a page that the reader scrolled to from one that was gone to. */
function useSeen({ page, at, span }: Place) {
  const [scrolled] = useState({ page: 0 })
  const [goal, setGoal] = useState('')
  const key = `${page}/${at}/${span}`
  useEffect(() => {
    if (scrolled.page !== page) setGoal(key)
    else if (at !== undefined || span !== undefined)
      setGoal((before) => (before.endsWith(`/${at}/${span}`) ? before : key))
  }, [key])
  const seen = (number: number): boolean => {
    const current = Number(new URLSearchParams(location.search).get('page') ?? 1)
    scrolled.page = number
    return number !== current
  }
  return { seen, goal }
}

/** The value that stands at the span; a rejected one is gone. */
function pickedOf({ mentions = [], projects = [] }: DocumentAnswer, span: string | undefined): Corrigible | undefined {
  if (span === undefined) return undefined
  const project = projects.find(({ places }) =>
    places.some(({ evidence }) => `${evidence.start}-${evidence.end}` === span),
  )
  const mention = mentions.find(({ start, end }) => `${start}-${end}` === span)
  return mention ?? (project && { ...project, kind: 'project' })
}

const boxesOfSpan = (found: readonly Found[], span: string | undefined): Box[] =>
  span === undefined ? [] : (found.flatMap(({ places }) => places).find((place) => place.span === span)?.boxes ?? [])
