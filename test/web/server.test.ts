import { openAsBlob } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { startServer, temporarySettings } from '../app/server-process.ts'
import { hasBrowser } from '../browser.ts'
import { eventually } from '../eventually.ts'
import { openPage, useBrowser, violationsOf } from './kit.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'documents')
const fixture = (name: string) => join(fixtures, name, `${name}.pdf`)

describe.skipIf(!hasBrowser)('a page beside its server', () => {
  const browser = useBrowser()

  test('is shown to who signs in, and the token is in no address, no log line, and not kept', async () => {
    const [token, wrong] = ['a-token-of-this-very-test', 'a-wrong-token-of-some-length']
    const server = await startServer(await temporarySettings({ RIHLA_TOKEN: token, RIHLA_LOG_LEVEL: 'debug' }))
    const client = createClient({ url: server.url, token })
    await client.addFile({ name: 'brief.pdf', body: await openAsBlob(fixture('brief-seasonal-work')) })
    const page = await openPage({ browser: browser(), url: server.url }, '/')
    const told: string[] = []
    page.on('request', (request) => told.push(request.url(), request.headers()['referer'] ?? ''))
    await signIn(page, wrong)
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').innerText()).toBe('This token is not known here')
    expect(await violationsOf(page)).toEqual([])
    await signIn(page, token)
    await question(page).waitFor()
    await page.goto(`${server.url}/add`)
    await page.locator('tr[data-outcome="done"]').waitFor({ timeout: 90_000 })
    await page.locator('tr[data-outcome="done"] a').click()
    await page.waitForSelector('.page-slot[data-state="drawn"]')
    told.push(page.url())
    const kept = await page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
    )
    await page.goto(`${server.url}/`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Token').waitFor()
    expect(server.said()).toContain('request answered')
    expect(told.length).toBeGreaterThan(10)
    for (const secret of [token, wrong])
      for (const place of [...told, kept, server.said()]) expect(place).not.toContain(secret)
  })

  test('goes on sending when a server that died is back, and sends nothing twice', async () => {
    const settings = await temporarySettings()
    const first = await startServer(settings)
    const page = await openPage({ browser: browser(), url: first.url }, '/add', { expected: /ERR_|Failed to load/ })
    const input = page.locator('input[type="file"]').first()
    await input.setInputFiles([fixture('brief-seasonal-work')])
    await page.locator('tr[data-outcome="done"]').waitFor({ timeout: 90_000 })
    await first.end('SIGKILL')
    await input.setInputFiles([fixture('note-retour-sahel'), fixture('nota-cuidados-andes')])
    await page.getByText('The connection was lost').waitFor()
    expect(await page.locator('.upload[data-state="queued"]').count()).toBe(2)
    const second = await startServer({ ...settings, RIHLA_PORT: new URL(first.url).port })
    const done = page.locator('tr[data-outcome="done"]')
    await eventually(async () => expect(await done.count()).toBe(3), { timeoutSeconds: 90 })
    expect(await page.getByText('The connection was lost').count()).toBe(0)
    const { documents } = await createClient({ url: second.url }).documents()
    expect(documents.flatMap(({ names }) => names).toSorted()).toEqual([
      'brief-seasonal-work.pdf',
      'nota-cuidados-andes.pdf',
      'note-retour-sahel.pdf',
    ])
  })
})

const question = (page: Page) => page.getByRole('combobox', { name: 'What do you want to know?' })

async function signIn(page: Page, token: string): Promise<void> {
  await page.getByLabel('Token').fill(token)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
