import { useEffect, useRef, type ChangeEvent } from 'react'
import { Button } from '../parts/button.tsx'
import { FailureText } from '../parts/failure-text.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { Link } from '../router.tsx'
import { useSession } from '../session.tsx'
import { useTexts } from '../texts.tsx'
import { Documents } from './documents.tsx'
import { takenOf, type Taken } from './taken.ts'
import { clearFinished, refusalOf, send, sendAgain, useUploads, type Upload } from './uploads.ts'

/** Documents are added, and everyone sees what became of each. */
export function Add() {
  const { add } = useTexts()
  const { may } = useSession()
  const { uploads, offline, taken } = useUploads()
  useEffect(() => {
    document.title = `${add.title} · Rihla`
  }, [add.title])
  const sent = uploads.filter(({ state }) => state === 'sent' || state === 'refused').length
  return (
    <div className="add">
      <Heading>{add.title}</Heading>
      {may('add') ? <Chooser /> : <Notice>{add.mayNot}</Notice>}
      {taken && <LeftOut taken={taken} />}
      {uploads.length > 0 && (
        <section className="uploads">
          <h2>{add.sent}</h2>
          <p>
            <progress max={uploads.length} value={sent} aria-label={add.sending(sent, uploads.length)} />{' '}
            <span role="status">{add.sending(sent, uploads.length)}</span>{' '}
            {sent > 0 && (
              <Button look="quiet" onClick={clearFinished}>
                {add.clear}
              </Button>
            )}
          </p>
          {offline && <Notice tone="warning">{add.offline}</Notice>}
          <ul>
            {uploads.map((upload) => (
              <UploadLine key={upload.id} upload={upload} />
            ))}
          </ul>
        </section>
      )}
      <Documents />
    </div>
  )
}

function Chooser() {
  const { add } = useTexts()
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), [])
  const take = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const chosen = [...(target.files ?? [])]
    send(target === folder.current ? takenOf(chosen) : { files: chosen, noPdf: [], unreadable: [] })
    target.value = ''
  }
  return (
    <div className="drop-zone">
      <p>{add.drop}</p>
      <p>
        <Button look="primary" onClick={() => files.current?.click()}>
          {add.choose}
        </Button>
        <Button onClick={() => folder.current?.click()}>{add.chooseFolder}</Button>
      </p>
      <input ref={files} type="file" multiple accept="application/pdf,.pdf" hidden onChange={take} />
      <input ref={folder} type="file" multiple hidden onChange={take} />
    </div>
  )
}

const shownNames = 5

/** Which files were not sent, and why; nothing where all were. */
function LeftOut({ taken: { files, noPdf, unreadable } }: { taken: Taken }) {
  const { add } = useTexts()
  if (files.length > 0 && noPdf.length + unreadable.length === 0) return null
  const listed = (names: string[]) => add.names(names.slice(0, shownNames), Math.max(0, names.length - shownNames))
  return (
    <Notice {...(unreadable.length > 0 && { tone: 'warning' })} {...(files.length === 0 && { title: add.noPdfs })}>
      {noPdf.length > 0 && <p>{add.noPdf(listed(noPdf))}</p>}
      {unreadable.length > 0 && <p>{add.unreadable(listed(unreadable))}</p>}
    </Notice>
  )
}

function UploadLine({ upload }: { upload: Upload }) {
  const { add, shell } = useTexts()
  const refusal = refusalOf(upload)
  const state = upload.state === 'sent' ? (upload.answer?.outcome ?? 'working') : upload.state
  return (
    <li className="upload" data-state={state}>
      <span className="upload-name">
        {upload.answer && !refusal ? <Link to={`/read/${upload.answer.documentId}`}>{upload.name}</Link> : upload.name}
      </span>
      <span className="muted small">
        {upload.answer?.already ? `${add.already}${shell.colon}${add.states[state]}` : add.states[state]}
      </span>
      {refusal && (
        <div className="small upload-refusal">
          <FailureText told={refusal} />
          <Button look="quiet" className="small" onClick={() => sendAgain(upload.id)}>
            {add.again}
          </Button>
        </div>
      )}
    </li>
  )
}
