import type { Config } from './config.ts'

const secret = '[secret]'
const secretNames = /TOKEN$|PASSWORD|KEY|SECRET/

/** Every secret that the settings hold: those of such names, the passwords in addresses, and both as headers bear them. */
export function secretsOf(config: Config): string[] {
  const secrets: string[] = []
  const addPair = (user: string, password: string) => {
    if (password !== '') secrets.push(password, Buffer.from(`${user}:${password}`).toString('base64'))
  }
  for (const [name, value] of Object.entries(config)) {
    if (typeof value !== 'string') continue
    if (secretNames.test(name)) secrets.push(value)
    const { username = '', password = '' } = URL.canParse(value) ? new URL(value) : {}
    if (password !== '') secrets.push(password)
    addPair(decodeURIComponent(username), decodeURIComponent(password))
  }
  addPair(config.ELASTICSEARCH_USERNAME ?? '', config.ELASTICSEARCH_PASSWORD ?? '')
  return [...new Set(secrets)]
}

/** The text of a setting as people may see it, also where it is wrong: who holds a token and where a server is, no secret. */
export function shownValue(name: string, text: string): string {
  if (secretNames.test(name)) return secret
  if (name === 'RIHLA_TOKENS') return text.split(',').map(shownToken).join(',')
  return /:\/\//.test(text) ? text.split(',').map(shownAddress).join(',') : text
}

/** "anna:add:9f86…" without its hash; what has another form may be the token itself. */
function shownToken(entry: string): string {
  const [, who] = /^\s*([a-z0-9._-]+:[a-z]+):/.exec(entry) ?? []
  return who === undefined ? secret : `${who}:${secret}`
}

/** Cut by its signs: what is no address may hold a password all the same. */
function shownAddress(address: string): string {
  const [, scheme, rest = ''] = /^(.*?:\/\/)(.*)$/s.exec(address) ?? []
  if (scheme === undefined) return address
  const host = rest.slice(rest.lastIndexOf('@') + 1)
  const shown = host.replace(/([?&#][^=&#]*=)[^&#]*/g, `$1${secret}`)
  return `${scheme}${host === rest ? '' : `${secret}@`}${shown}`
}
