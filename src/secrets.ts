import type { Config } from './config.ts'

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
