import { createContext, use, useEffect, useState, type FormEvent, type ReactNode } from 'react'
import { holdsRole, type Role, type SessionAnswer } from '../contracts/access.ts'
import { RihlaError } from '../errors.ts'
import { knownSession, signIn, signOut } from './api.ts'
import { Button } from './parts/button.tsx'
import { LanguageSwitch } from './parts/language-switch.tsx'
import { ErrorNotice, Notice, Waiting } from './parts/notice.tsx'
import { useTexts } from './texts.tsx'

type Session = { who: Extract<SessionAnswer, { signedIn: true }>; leave: () => void; may: (role: Role) => boolean }

const SessionContext = createContext<Session | undefined>(undefined)

/** Shows what is inside to whoever may read, and to others where to sign in. */
export function SessionGate({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<SessionAnswer>()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    knownSession().then(setSession, setError)
  }, [])
  if (error !== undefined)
    return (
      <main>
        <ErrorNotice error={error} />
      </main>
    )
  if (!session) return <Waiting />
  if (!session.signedIn) return <SignIn onSignedIn={setSession} />
  const value: Session = {
    who: session,
    leave: () => void signOut().then(setSession, setError),
    may: (role) => holdsRole(session.role, role),
  }
  return <SessionContext value={value}>{children}</SessionContext>
}

export function useSession(): Session {
  const session = use(SessionContext)
  if (!session) throw new Error('a view stands outside of the session')
  return session
}

function Refused({ error }: { error: unknown }) {
  const { shell } = useTexts()
  const isWrong = error instanceof RihlaError && error.code === 'token-required'
  return isWrong ? <Notice tone="error" title={shell.tokenWrong} /> : <ErrorNotice error={error} />
}

function SignIn({ onSignedIn }: { onSignedIn: (session: SessionAnswer) => void }) {
  const { shell } = useTexts()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const token = new FormData(event.currentTarget).get('token')
    if (typeof token !== 'string' || token === '') return
    setBusy(true)
    signIn(token.trim())
      .then(onSignedIn, setError)
      .finally(() => setBusy(false))
  }
  return (
    <main id="content" className="sign-in">
      <h1>Rihla</h1>
      <p className="muted">{shell.motto}</p>
      <form onSubmit={submit}>
        <label htmlFor="token">{shell.token}</label>
        <input id="token" name="token" type="password" autoComplete="current-password" required autoFocus />
        <p className="muted small">{shell.tokenHelp}</p>
        <Button type="submit" look="primary" disabled={busy}>
          {shell.signIn}
        </Button>
      </form>
      {error !== undefined && <Refused error={error} />}
      <LanguageSwitch />
    </main>
  )
}
