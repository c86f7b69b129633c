const name = 'rihla-session'

/** The id of the session that a request bears, if any. */
export function sessionIdIn(cookies: string | undefined): string | undefined {
  const found = (cookies ?? '').split(';').find((cookie) => cookie.trim().startsWith(`${name}=`))
  return found?.trim().slice(name.length + 1) || undefined
}

/** Sent back by pages of ours only, and never shown to a script; `seconds` 0 makes a browser forget it. */
export function sessionCookie(id: string, { seconds, secure }: { seconds: number; secure: boolean }): string {
  const attributes = [`${name}=${id}`, 'Path=/', `Max-Age=${seconds}`, 'HttpOnly', 'SameSite=Strict']
  return [...attributes, ...(secure ? ['Secure'] : [])].join('; ')
}
