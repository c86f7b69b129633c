// Makes the pictures of README.md from our own fixtures: npm run screenshots
import { globSync, mkdirSync, mkdtempSync, openAsBlob, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Browser } from 'playwright-core'
import { everything, openApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { createClient, type Client } from '../src/http/client.ts'
import { hasBrowser, startBrowser } from './browser.ts'
import { eventually } from './eventually.ts'

const root = join(import.meta.dirname, '..')
const images = join(root, 'docs', 'images')

if (!hasBrowser) throw new Error('there is no /usr/bin/chromium: install the package chromium')
mkdirSync(images, { recursive: true })
const folder = mkdtempSync(join(tmpdir(), 'rihla-'))
const settings = { RIHLA_DATA: join(folder, 'data'), RIHLA_DROP: join(folder, 'drop'), RIHLA_PORT: '0' }
const app = await openApp(readConfig({ ...settings, RIHLA_LOG_LEVEL: 'error' }), everything)
const browser = await startBrowser()
try {
  const client = createClient({ url: app.url! })
  for (const path of globSync('fixtures/documents/*/*.pdf', { cwd: root }).toSorted())
    await client.addFile({ name: basename(path), body: await openAsBlob(join(root, path)) })
  await eventually(() => allRead(client), { timeoutSeconds: 120, intervalMilliseconds: 200 })
  const q = 'domestic workers'
  const { hits } = await client.search({ q, country: ['LBN'] })
  const { documentId, passages } = hits[0]!
  const { page, start } = passages.find(({ kind }) => kind === 'body')!
  await picture(browser, { name: 'ask', path: `/?q=${encodeURIComponent(q)}`, until: '.hit' })
  await picture(browser, {
    name: 'read',
    path: `/read/${documentId}?page=${page}&at=${start}&q=${encodeURIComponent(q)}`,
    until: '.page-slot[data-state="drawn"] rect[data-mark="matched"]',
  })
  await picture(browser, { name: 'registers', path: '/registers/projects?view=timeline', until: '.timeline-group' })
  await picture(browser, { name: 'corridors', path: '/registers/corridors', until: '.map-way' })
  // an operator has more to look at where something failed
  for (const name of ['truncated.pdf', 'encrypted.pdf', 'no-pages.pdf'])
    await client.addFile({ name, body: await openAsBlob(join(root, 'fixtures', 'hostile', name)) })
  await eventually(() => allRead(client), { timeoutSeconds: 120, intervalMilliseconds: 200 })
  await picture(browser, { name: 'desk', path: '/ops', until: '#failures details', open: '#failures summary' })
} finally {
  await browser.close()
  await app.close()
  rmSync(folder, { recursive: true, force: true })
}

async function allRead(client: Client): Promise<void> {
  const { working } = (await client.status()).documents.byOutcome
  if (working > 0) throw new Error(`${working} documents are still being read`)
}

async function picture(
  browser: Browser,
  { name, path, until, open }: { name: string; path: string; until: string; open?: string },
) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    locale: 'en-GB',
  })
  const page = await context.newPage()
  await page.goto(app.url! + path)
  await page.waitForSelector(until)
  await page.waitForLoadState('networkidle')
  if (open) await page.locator(open).first().click()
  const file = join(images, `${name}.png`)
  await page.screenshot({ path: file })
  await context.close()
  console.log(file.slice(root.length + 1))
}
