import { wayOutIn } from '../../ways-out.ts'
import { useTexts } from '../texts.tsx'

/** What went wrong, as the archive says it in English. `code` and `remedy` where it has a name. */
export type Told = { message: string; code?: string; remedy?: string }

/** What went wrong, and below it the way out in the reader's language. */
export function FailureText({ told: { message, code, remedy } }: { told: Told }) {
  return (
    <>
      <p lang="en">{message}</p>
      {code !== undefined && remedy !== undefined && <WayOut code={code} remedy={remedy} />}
    </>
  )
}

export function WayOut({ code, remedy }: { code: string; remedy: string }) {
  const { shell, language } = useTexts()
  const said = wayOutIn(language, code, remedy)
  return (
    <p className="muted way-out">
      {shell.wayOut}
      {shell.colon}
      <span lang={said.language}>{said.text}</span> <code>{code}</code>
    </p>
  )
}
