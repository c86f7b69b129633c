import { z } from 'zod'

/** What a caller may do: read; also add and correct documents; also operate the archive. Each holds the one before it. */
export const Role = z.enum(['read', 'add', 'operate'])
export type Role = z.infer<typeof Role>

/** What an address needs: a role, or nothing where there is nothing to protect. */
export type NeededRole = Role | 'anyone'

export const holdsRole = (held: Role, needed: Role): boolean =>
  Role.options.indexOf(held) >= Role.options.indexOf(needed)

/** A token as the settings keep it. A token of ours is random: its plain hash gives nobody a start at guessing it. */
export const AccessToken = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'a name is lower-case letters, digits, ., _ and -'),
  role: Role,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'a hash is 64 hexadecimal digits'),
})
export type AccessToken = z.infer<typeof AccessToken>

/** "anna:read:9f86…,desk:operate:60303…": name, role and SHA-256 of each token. */
export const AccessTokens = z.string().transform((text, context): AccessToken[] => {
  const tokens: AccessToken[] = []
  for (const entry of text.split(',').map((part) => part.trim())) {
    const [name, role, sha256, ...more] = entry.split(':')
    const token = AccessToken.safeParse({ name, role, sha256 })
    if (token.success && more.length === 0 && tokens.every((other) => other.name !== name)) tokens.push(token.data)
    else
      context.addIssue({ code: 'custom', message: `name:role:sha256 with a name of its own, as rihla token prints it` })
  }
  return tokens
})

export const SessionRequest = z.strictObject({ token: z.string().min(1).max(500) })
export type SessionRequest = z.infer<typeof SessionRequest>

/** Who the server takes the caller for. */
export const SessionAnswer = z.discriminatedUnion('signedIn', [
  z.strictObject({ signedIn: z.literal(false) }),
  z.strictObject({
    signedIn: z.literal(true),
    name: z.string(),
    role: Role,
    /** How the caller proved it: by nothing, where the server is open to its own machine only. */
    by: z.enum(['loopback', 'token', 'session']),
    /** Of a session: to be sent as `X-Rihla-Csrf` with whatever changes something. */
    csrf: z.string().optional(),
    expiresAt: z.iso.datetime().optional(),
  }),
])
export type SessionAnswer = z.infer<typeof SessionAnswer>
