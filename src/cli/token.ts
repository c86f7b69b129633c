import { createHash, randomBytes } from 'node:crypto'
import { AccessToken } from '../contracts/access.ts'
import { readConfig } from '../config.ts'
import { RihlaError } from '../errors.ts'
import { print, printJson, strong } from './output.ts'

/** `rihla token`: a new token, said once, with the setting that holds its hash beside those that are set already. */
export async function token(name: string, { role, json }: { role: string; json?: true }): Promise<void> {
  const secret = randomBytes(32).toString('base64url')
  const sha256 = createHash('sha256').update(secret).digest('hex')
  const made = AccessToken.safeParse({ name, role, sha256 })
  if (!made.success) throw new RihlaError('request-invalid', made.error.issues.map(({ message }) => message).join('; '))
  const others = (readConfig().RIHLA_TOKENS ?? []).filter((other) => other.name !== name)
  const setting = [...others, made.data].map((one) => `${one.name}:${one.role}:${one.sha256}`).join(',')
  if (json) return printJson({ name, role, token: secret, setting: { RIHLA_TOKENS: setting } })
  print(`the token of ${strong(name)}, which may ${role}; it is kept nowhere and not shown again:`)
  print(`\n${secret}\n`)
  print('start the server with this setting, which holds its hash only:')
  print(`\nRIHLA_TOKENS=${setting}`)
}
