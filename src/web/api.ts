import type { SessionAnswer } from '../contracts/access.ts'
import { createClient } from '../http/client.ts'

/** Known to this page only: what changes something has to bear it, and no other site can read it. */
let csrf: string | undefined

/** The public API, and the only thing that the page talks to. */
export const api = createClient({
  url: location.origin,
  headersOf: (): Record<string, string> => (csrf === undefined ? {} : { 'x-rihla-csrf': csrf }),
})

/** Who the server takes this browser for. */
export const knownSession = async (): Promise<SessionAnswer> => remembered(await api.session())

/** Throws where the token is none. */
export const signIn = async (token: string): Promise<SessionAnswer> => remembered(await api.signIn(token))

export const signOut = async (): Promise<SessionAnswer> => remembered(await api.signOut())

function remembered(session: SessionAnswer): SessionAnswer {
  csrf = session.signedIn ? session.csrf : undefined
  return session
}
