import { SessionAnswer, SessionRequest } from '../../contracts/access.ts'
import type { Caller } from '../guard.ts'
import { jsonBody, readBody } from '../request-body.ts'
import { defineRoute, noValues } from '../route.ts'
import { sessionCookie, sessionIdIn } from '../session-cookie.ts'

const about = {
  path: '/session',
  parameters: noValues,
  query: noValues,
  answer: SessionAnswer,
  role: 'anyone',
} as const

export const showSession = defineRoute({
  ...about,
  method: 'GET',
  operationId: 'showSession',
  summary: 'Who the server takes the caller for, and what it may do',
  answers: { 200: 'name and role, or that nobody is signed in' },
  errors: [],
  handle: async ({ request }) => sessionAnswer(request.caller),
})

export const signIn = defineRoute({
  ...about,
  method: 'POST',
  operationId: 'signIn',
  summary: 'Sign a browser in with a token',
  description:
    'Sets a cookie that no script can read and no other site can use. What changes something then has to bear the answer’s csrf as X-Rihla-Csrf.',
  body: jsonBody(SessionRequest),
  answers: { 200: 'signed in' },
  errors: ['media-type-unsupported'],
  async handle({ request, reply }, { access }) {
    const token = access.tokenOf(readBody(SessionRequest, request.body).token)
    const { id, session } = access.sessions.open(token)
    request.caller = { name: token.name, role: token.role, by: 'session', session }
    const seconds = Math.floor((session.expiresAt - Date.now()) / 1000)
    void reply.header('set-cookie', sessionCookie(id, { seconds, secure: isSecure(request.headers.origin) }))
    return sessionAnswer(request.caller)
  },
})

export const signOut = defineRoute({
  ...about,
  method: 'DELETE',
  operationId: 'signOut',
  summary: 'End the session of a browser',
  answers: { 200: 'signed out; where nobody was signed in, nothing changed' },
  errors: [],
  async handle({ request, reply }, { access }) {
    const id = sessionIdIn(request.headers.cookie)
    if (id !== undefined) access.sessions.close(id)
    void reply.header('set-cookie', sessionCookie('', { seconds: 0, secure: isSecure(request.headers.origin) }))
    return { signedIn: false as const }
  },
})

function sessionAnswer(caller: Caller | undefined): SessionAnswer {
  if (!caller) return { signedIn: false }
  const { name, role, by, session } = caller
  const ofSession = session && { csrf: session.csrf, expiresAt: new Date(session.expiresAt).toISOString() }
  return { signedIn: true, name, role, by, ...ofSession }
}

/** Whatever ends TLS before us, the page knows how it was had. */
const isSecure = (origin: string | undefined): boolean => origin?.startsWith('https:') ?? false
