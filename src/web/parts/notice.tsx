import type { ReactNode } from 'react'
import { messageOf, RihlaError } from '../../errors.ts'
import { useTexts } from '../texts.tsx'
import { FailureText, type Told } from './failure-text.tsx'
import { Heading } from './heading.tsx'

/** Something to be known: `calm` tells, `warning` asks for attention, `error` says what went wrong. */
export function Notice({
  tone = 'calm',
  title,
  children,
}: {
  tone?: 'calm' | 'warning' | 'error'
  title?: string
  children?: ReactNode
}) {
  return (
    <div className="notice" data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      {title && <p className="notice-title">{title}</p>}
      {children}
    </div>
  )
}

/** What went wrong, with its code and the way out. */
export function ErrorNotice({ error }: { error: unknown }) {
  const { shell } = useTexts()
  return (
    <Notice tone="error" title={shell.failed}>
      <FailureText told={toldOf(error)} />
    </Notice>
  )
}

/** What can be said of anything thrown. */
export const toldOf = (error: unknown): Told => (error instanceof RihlaError ? error : { message: messageOf(error) })

/** Where there is nothing to show, and what to do about it; `page` where it is all of the page. */
export function EmptyState({ title, page = false, children }: { title: string; page?: boolean; children?: ReactNode }) {
  return (
    <div className="empty">
      {page ? <Heading>{title}</Heading> : <p className="empty-title">{title}</p>}
      {children}
    </div>
  )
}

export function Waiting() {
  const { shell } = useTexts()
  return (
    <p className="waiting" role="status">
      <span className="spinner" aria-hidden="true" />
      {shell.waiting}
    </p>
  )
}
