import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { RihlaError } from '../errors.ts'
import { isLoopback } from './loopback.ts'

export type Guard = (request: { method: string; headers: IncomingHttpHeaders }) => void

/**
 * Decides who is answered at all. Throws `settings-invalid` where the address is open to others and no token is set; the
 * guard itself throws at a request from a page of another origin, under a foreign host name, or without the token.
 */
export function makeGuard({ host, token }: { host: string; token?: string | undefined }): Guard {
  const onLoopback = isLoopback(host)
  if (!onLoopback && !token)
    throw new RihlaError(
      'settings-invalid',
      `RIHLA_HOST is ${host}, which others can reach, and RIHLA_TOKEN is not set: set a token of 16 characters or more, or listen on 127.0.0.1`,
    )
  return ({ method, headers }) => {
    // A page of another site can make a browser send requests here: under a name of its own that it lets point to this
    // machine (then the Host tells), or as a form that needs no leave (then the Origin tells).
    if (onLoopback && !isLoopback(hostName(headers.host ?? ''))) refuse(`the host ${quoted(headers.host)} is not ours`)
    if (!isSafe(method) && !isOwnOrigin(headers))
      refuse(`a page of ${quoted(headers.origin)} may not change anything here`)
    if (token && !bears(headers.authorization, token))
      throw new RihlaError('token-required', 'the request bears no token, or a wrong one')
  }
}

function isOwnOrigin({ origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  if (origin === undefined) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

/** Compared by digests of one length, so that the time taken tells nothing of the token. */
function bears(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? ''
  return timingSafeEqual(digest(given), digest(token))
}

function refuse(message: string): never {
  throw new RihlaError('origin-refused', message)
}

/** Without the port: "[::1]:7447" is "[::1]". */
const hostName = (host: string): string => host.replace(/:\d{1,5}$/, '')
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const isSafe = (method: string): boolean => method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
const quoted = (text: string | undefined): string => JSON.stringify((text ?? '').slice(0, 100))
