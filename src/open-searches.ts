import { join } from 'node:path'
import type { Config } from './config.ts'
import { openSearchFiles, type SearchFiles } from './searches/saved-searches.ts'

/** The saved searches of the archive that the settings mean. */
export const openSearches = (config: Config): Promise<SearchFiles> =>
  openSearchFiles({
    folder: join(config.RIHLA_DATA, 'store'),
    maxSearches: config.RIHLA_MAX_SEARCHES,
    allowPrivate: config.RIHLA_WEBHOOK_PRIVATE === 'on',
    timeoutSeconds: config.RIHLA_WEBHOOK_TIMEOUT_SECONDS,
  })
