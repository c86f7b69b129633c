import { existsSync } from 'node:fs'
import { chromium, type Browser } from 'playwright-core'

/** Debian's; a browser that a package brings by itself could not be fetched everywhere. */
const executablePath = '/usr/bin/chromium'

/** Tests in a browser are skipped where there is none; CI has one. */
export const hasBrowser = existsSync(executablePath)

/** A browser that speaks to nobody but the pages that a test opens. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--no-pings',
    ],
  })
