import { openAsBlob } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { hasBrowser } from '../browser.ts'
import { eventually } from '../eventually.ts'
import { onServers } from '../servers/on-servers.ts'
import { useArchive, violationsOf } from './kit.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const artefacts = join(import.meta.dirname, '..', 'artefacts')
const token = 'the-token-of-an-operator-of-this-test'
const good = join(fixtures, 'documents', 'brief-seasonal-work', 'brief-seasonal-work.pdf')

const servers = await onServers('desk')
const backends = [
  { name: 'one process', settings: {}, remove: async () => undefined },
  ...(servers ? [{ name: 'servers', ...servers }] : []),
]

describe.skipIf(!hasBrowser).for(backends)(
  'the operations desk on $name, in a browser',
  ({ name, settings, remove }) => {
    // what ends a suite is run from the last to the first: this, when the archive is closed
    afterAll(remove)
    const { archive, open } = useArchive([], { RIHLA_TOKEN: token, ...settings })
    beforeAll(async () => {
      const client = createClient({ url: archive().url, token })
      for (const name of ['truncated.pdf', 'encrypted.pdf'])
        await client.addFile({ name: `<b>${name}`, body: await openAsBlob(join(fixtures, 'hostile', name)) })
      const { documentId } = await client.addFile({ name: 'seasonal.pdf', body: await openAsBlob(good) })
      await eventually(async () => expect((await client.document(documentId)).outcome).toBe('done'), {
        timeoutSeconds: 90,
      })
      // as it was while its parser could not be started
      await archive().app.store.park(documentId, {
        code: 'parser-crashed',
        message: 'the parser process cannot be started: spawn ENOMEM',
        stage: 'parse',
        attempts: 3,
        at: new Date().toISOString(),
      })
      await eventually(async () => expect((await client.status()).documents.byOutcome.parked).toBe(3), {
        timeoutSeconds: 90,
      })
    })
    async function signedIn(): Promise<Page> {
      const page = await open('/ops', {})
      await page.getByLabel('Token').fill(token)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.locator('#failures').waitFor()
      return page
    }
    /** Kept for whoever wants to look. */
    const picture = (language: string) => join(artefacts, `desk-${name.replace(' ', '-')}-${language}.png`)
    const number = async (page: Page, outcome: string) => Number(await page.locator(`.tile.${outcome} b`).textContent())

    test('is shown to who signs in, and the token is kept nowhere', async () => {
      const page = await open('/ops')
      await page.getByLabel('Token').fill('a-wrong-token-of-some-length')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await eventually(async () => expect(await page.getByRole('alert').textContent()).toMatch(/token/i))
      await page.getByLabel('Token').fill(token)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.locator('#failures').waitFor()
      expect(page.url()).toBe(`${archive().url}/ops`)
      const kept = await page.evaluate(() =>
        JSON.stringify([document.cookie, Object.entries(localStorage), Object.entries(sessionStorage)]),
      )
      expect(kept).not.toContain(token)
      await page.getByRole('button', { name: /^Sign out/ }).click()
      await page.getByLabel('Token').waitFor()
    })

    test('a group of failures is sent on again, and its document comes through', async () => {
      const page = await signedIn()
      const group = page.locator('#failure-parser-crashed')
      await group.locator('summary').click()
      expect(await group.textContent()).toContain('spawn ENOMEM')
      expect(await number(page, 'parked')).toBe(3)
      await group.getByRole('button', { name: 'Retry 1 document' }).click()
      await page.locator('#told', { hasText: '1 done' }).waitFor()
      // without a reload
      await eventually(async () => expect([await number(page, 'done'), await number(page, 'parked')]).toEqual([1, 2]), {
        timeoutSeconds: 60,
      })
      expect(await group.count()).toBe(0)
      expect(await page.locator('#workers tbody tr').count()).toBe(1)
    })

    test('one document is dismissed, what it is called is text, and what is open stays open', async () => {
      const page = await signedIn()
      const groups = page.locator('#failures details')
      expect(await groups.count()).toBe(2)
      await groups.first().locator('summary').click()
      await groups.last().locator('summary').click()
      expect(await page.locator('#failures b').count()).toBe(0)
      await page.getByRole('button', { name: /^Dismiss <b>encrypted/ }).click()
      await eventually(async () =>
        expect([await number(page, 'parked'), await number(page, 'dismissed')]).toEqual([1, 1]),
      )
      await eventually(async () => expect(await groups.count()).toBe(1))
      expect(await groups.getAttribute('open')).not.toBeNull()
    })

    test('speaks the language of the browser, or the one that is chosen here or on the page', async () => {
      const page = await open('/ops', { locale: 'fr-CH' })
      await page.getByLabel('Jeton').fill(token)
      await page.getByRole('button', { name: 'Se connecter' }).click()
      await page.getByRole('heading', { name: 'Échecs' }).waitFor()
      const language = () => page.locator('html').getAttribute('lang')
      expect(await language()).toBe('fr')
      await page.screenshot({ path: picture('fr'), fullPage: true })
      await page.getByRole('combobox', { name: 'Langue' }).selectOption('es')
      await page.getByRole('heading', { name: 'Fallos' }).waitFor()
      expect(await language()).toBe('es')
      expect(await page.title()).toBe('Operación · Rihla')
      await page.screenshot({ path: picture('es'), fullPage: true })
      await page.goto(archive().url)
      await page.getByRole('combobox', { name: 'Idioma' }).selectOption('en')
      await page.goto(`${archive().url}/ops`)
      await page.getByRole('heading', { name: 'Failures' }).waitFor()
      await page.screenshot({ path: picture('en'), fullPage: true })
    })

    test('the queues are shown by the board, under the same policy', async () => {
      const page = await signedIn()
      await page.getByRole('link', { name: 'Queues' }).click()
      await page.waitForURL('**/ops/queues/**')
      for (const stage of ['parse', 'recognise', 'extract', 'index'])
        await page
          .getByRole('link', { name: new RegExp(stage, 'i') })
          .first()
          .waitFor()
    })

    test('nothing is hard to read or to reach, light and dark, on a narrow screen too', async () => {
      const page = await signedIn()
      for (const summary of await page.locator('#failures summary').all()) await summary.click()
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await violationsOf(page)).toEqual([])
      }
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    })
  },
)
