import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { type AccessToken, holdsRole, type NeededRole, type Role } from '../contracts/access.ts'
import { RihlaError } from '../errors.ts'
import { isLoopback } from './loopback.ts'
import { sessionIdIn } from './session-cookie.ts'
import type { Session, Sessions } from './sessions.ts'

/** Who a request comes from, and how it proved so. */
export type Caller = { name: string; role: Role; by: 'loopback' | 'token' | 'session'; session?: Session }

type Asked = { method: string; headers: IncomingHttpHeaders }

export type Guard = {
  /** Who asks, if anybody says so. Throws at a request from another origin or under a foreign name, or with a wrong token. */
  identify(request: Asked): Caller | undefined
  /** Throws where this caller may not do what needs this role. */
  allow(caller: Caller | undefined, needed: NeededRole): void
  /** The token that this text is. Throws `token-required` where it is none. */
  tokenOf(text: string): AccessToken
}

type Access = {
  host: string
  corsOrigins?: readonly string[]
  token?: string | undefined
  tokens?: readonly AccessToken[]
}

/** A token was given and is none: whoever guesses is told from whoever forgot. */
export class WrongToken extends RihlaError {}

/** Throws `settings-invalid` where the address is open to others and no token is set. */
export function makeGuard({ host, token, tokens = [], corsOrigins = [] }: Access, sessions: Sessions): Guard {
  const onLoopback = isLoopback(host)
  const known = [...tokens, ...(token ? [{ name: 'token', role: 'operate' as const, sha256: hash(token) }] : [])]
  if (!onLoopback && known.length === 0)
    throw new RihlaError(
      'settings-invalid',
      `RIHLA_HOST is ${host}, which others can reach, and neither RIHLA_TOKENS nor RIHLA_TOKEN is set: set a token of 16 characters or more, or listen on 127.0.0.1`,
    )

  function tokenOf(text: string): AccessToken {
    const found = tokenIn(known, text)
    if (found) return found
    throw new WrongToken('token-required', 'the token is a wrong one')
  }

  function callerOf({ method, headers }: Asked): Caller | undefined {
    if (known.length === 0) return { name: 'loopback', role: 'operate', by: 'loopback' }
    if (headers.authorization !== undefined) {
      const { name, role } = tokenOf(/^Bearer +(\S+)$/i.exec(headers.authorization)?.[1] ?? '')
      return { name, role, by: 'token' }
    }
    const id = sessionIdIn(headers.cookie)
    const session = id === undefined ? undefined : sessions.find(id)
    if (!session) return undefined
    // A browser sends the cookie by itself: that the page itself asks is shown by what only a page of ours can read.
    if (!isSafe(method) && !same(String(headers['x-rihla-csrf'] ?? ''), session.csrf))
      refuse('a request with a session has to bear its X-Rihla-Csrf')
    const { name, role } = session.token
    return { name, role, by: 'session', session }
  }

  return {
    tokenOf,
    identify(request) {
      refuseForeign(request, { onLoopback, corsOrigins })
      return callerOf(request)
    },
    allow(caller, needed) {
      if (needed === 'anyone') return
      if (!caller) throw new RihlaError('token-required', 'the request bears no token')
      if (!holdsRole(caller.role, needed))
        throw new RihlaError(
          'role-insufficient',
          `this needs the role ${needed}, and ${caller.name} has ${caller.role}`,
        )
    },
  }
}

/**
 * A page of another site can make a browser send requests here: under a name of its own that it lets point to this machine
 * (then the Host tells), or as a form that needs no leave (then the Origin tells).
 */
function refuseForeign(
  { method, headers }: Asked,
  { onLoopback, corsOrigins }: { onLoopback: boolean; corsOrigins: readonly string[] },
): void {
  if (onLoopback && !isLoopback(hostName(headers.host ?? ''))) refuse(`the host ${quoted(headers.host)} is not ours`)
  const isLet = headers.origin !== undefined && corsOrigins.includes(headers.origin)
  if (!isSafe(method) && !isLet && !isOwnOrigin(headers))
    refuse(`a page of ${quoted(headers.origin)} may not change anything here`)
}

function isOwnOrigin({ origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

/** Every token is compared, and by digests of one length, so that the time taken tells nothing of any of them. */
function tokenIn(known: readonly AccessToken[], text: string): AccessToken | undefined {
  const given = digest(text)
  return known.filter(({ sha256 }) => timingSafeEqual(given, Buffer.from(sha256, 'hex')))[0]
}

function refuse(message: string): never {
  throw new RihlaError('origin-refused', message)
}

/** Without the port: "[::1]:7447" is "[::1]". */
const hostName = (host: string): string => host.replace(/:\d{1,5}$/, '')
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const hash = (text: string): string => digest(text).toString('hex')
const same = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))
/** Methods that change nothing. */
export const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
const quoted = (text: string | undefined): string => JSON.stringify((text ?? '').slice(0, 100))
