import { createHash, randomBytes } from 'node:crypto'
import type { AccessToken } from '../contracts/access.ts'

/** A browser that signed in. Only it knows its id; pages of ours alone can read `csrf`. */
export type Session = { token: AccessToken; csrf: string; expiresAt: number }

export type Sessions = {
  open(token: AccessToken): { id: string; session: Session }
  find(id: string): Session | undefined
  close(id: string): void
}

/** So many browsers are remembered; the one that signed in first has to do so again. */
const mostSessions = 1000

/**
 * Sessions of this process alone, by a hash of their ids: a restart signs everybody out, and what is kept opens nothing
 * where it is read.
 */
export function makeSessions({ minutes, now = Date.now }: { minutes: number; now?: () => number }): Sessions {
  const sessions = new Map<string, Session>()
  return {
    open(token) {
      for (const [key, { expiresAt }] of sessions)
        if (expiresAt <= now() || sessions.size >= mostSessions) sessions.delete(key)
      const id = secret()
      const session = { token, csrf: secret(), expiresAt: now() + minutes * 60_000 }
      sessions.set(keyOf(id), session)
      return { id, session }
    },
    find(id) {
      const session = sessions.get(keyOf(id))
      return session && session.expiresAt > now() ? session : undefined
    },
    close: (id) => void sessions.delete(keyOf(id)),
  }
}

const secret = (): string => randomBytes(32).toString('base64url')
const keyOf = (id: string): string => createHash('sha256').update(id).digest('base64url')
