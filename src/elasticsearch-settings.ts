import { accessSync, constants } from 'node:fs'
import type { Config } from './config.ts'
import { messageOf, RihlaError } from './errors.ts'
import type { ElasticsearchSettings } from './search/elasticsearch-client.ts'

/** What the settings say of Elasticsearch; undefined where the index is embedded. A user may also stand in the URL. */
export function elasticsearchSettings(config: Config): ElasticsearchSettings | undefined {
  if (config.ELASTICSEARCH_URL === undefined) return undefined
  const url = new URL(config.ELASTICSEARCH_URL)
  const username = config.ELASTICSEARCH_USERNAME ?? decodeURIComponent(url.username)
  const password = config.ELASTICSEARCH_PASSWORD ?? decodeURIComponent(url.password)
  // A message may show the address, and must not show the password.
  url.username = ''
  url.password = ''
  const { ELASTICSEARCH_API_KEY: apiKey, ELASTICSEARCH_CA_FILE: caFile } = config
  if (caFile !== undefined) proveReadable(caFile)
  return {
    url: url.href,
    ...(apiKey !== undefined && { apiKey }),
    ...(username !== '' && { username, password }),
    ...(caFile !== undefined && { caFile }),
    prefix: config.ELASTICSEARCH_PREFIX,
    replicas: config.ELASTICSEARCH_REPLICAS,
    refreshSeconds: config.ELASTICSEARCH_REFRESH_SECONDS,
  }
}

function proveReadable(caFile: string): void {
  try {
    accessSync(caFile, constants.R_OK)
  } catch (cause) {
    throw new RihlaError('settings-invalid', `ELASTICSEARCH_CA_FILE cannot be read: ${messageOf(cause)}`, { cause })
  }
}
