import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { hasBrowser, startBrowser } from '../browser.ts'
import { modelPassages } from '../search/word-model.ts'
import { openPage, startArchive, type Archive } from './kit.ts'
import { paintedAfter, paintedQuestions } from './painted.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 })

describe.skipIf(!hasBrowser)('answers in a browser', () => {
  let browser: Browser
  let archive: Archive
  beforeAll(async () => {
    ;[browser, archive] = await Promise.all([startBrowser(), startArchive([])])
    await modelPassages(1_000)(archive.app)
  })
  afterAll(async () => {
    await browser?.close()
    await archive?.close()
  })

  test('cost the page less than 100 ms of computing beside what the API takes', async () => {
    const page = await openPage({ browser, url: archive.url }, '/?q=migration+labour')
    await page.locator('.hit').first().waitFor()
    const painted = await paintedAfter(page, paintedQuestions(12))
    const beyond = painted.map((one) => Math.round(one.beyondMilliseconds)).toSorted((one, other) => one - other)
    console.log(`from the key to the painted answer, beyond the API: median ${beyond[6]} ms, most ${beyond[11]} ms`)
    const computed = painted.map((one) => one.computedMilliseconds)
    expect(Math.min(...computed)).toBeGreaterThan(0)
    expect(computed.toSorted((one, other) => one - other)[6]).toBeLessThan(100)
  })
})
