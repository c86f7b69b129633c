import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { hasBrowser } from '../browser.ts'
import { eventually } from '../eventually.ts'
import { linesFrom, makePdf } from '../parse/make-pdf.ts'
import { useArchive, wordsUnderMarks } from './kit.ts'

const pageCount = 500

/** As heavy as a page with pictures, and quick to read: what stands in a comment is drawn by nobody. */
function longPdf(): Uint8Array<ArrayBuffer> {
  const padding = `% ${'left blank on purpose '.repeat(900)}`
  const pages = Array.from({ length: pageCount }, (_, index) => ({
    texts: linesFrom([
      `Chapter ${index + 1}`,
      `The ${index === 399 ? 'ferryman' : 'carter'} of section ${index + 1} asks no fee.`,
    ]),
    content: padding,
  }))
  return new Uint8Array(makePdf(pages))
}

describe.skipIf(!hasBrowser)('a document of 500 pages', () => {
  const { archive, open } = useArchive([])
  let documentId: string
  const pdf = longPdf()
  beforeAll(async () => {
    const client = createClient({ url: archive().url })
    documentId = (await client.addFile({ name: 'long.pdf', body: new Blob([pdf]) })).documentId
    await eventually(async () => expect((await client.document(documentId)).outcome).toBe('done'), {
      timeoutSeconds: 200,
    })
  })

  test('opens on page 400 without loading the others', async () => {
    const page = await open('/')
    const loaded = await countBytes(page, '/file')
    await page.goto(`${archive().url}/read/${documentId}?page=400&q=ferryman`)
    await page.waitForSelector('.page-slot[data-page="400"][data-state="drawn"] .text-layer span')
    await eventually(async () => {
      const words = await page.evaluate(wordsUnderMarks, 'matched')
      expect(words.length).toBeGreaterThan(0)
      expect(new Set(words)).toEqual(new Set(['ferryman']))
    })
    expect(await page.locator('.page-slot').count()).toBe(pageCount)
    const drawn = await page.locator('.page-slot[data-state="drawn"]').evaluateAll(numbersOf)
    expect(drawn).toContain(400)
    expect(drawn.length).toBeLessThan(8)
    expect(Math.min(...drawn)).toBeGreaterThan(390)
    expect(pdf.length).toBeGreaterThan(9_000_000)
    expect(loaded()).toBeGreaterThan(0)
    expect(loaded()).toBeLessThan(pdf.length / 10)
  })

  test('has the words that were asked marked on every page, also in more passages than one answer holds', async () => {
    const page = await open('/')
    for (const number of [60, 250, 440]) {
      await page.goto(`${archive().url}/read/${documentId}?page=${number}&q=fee`)
      const slot = `.page-slot[data-page="${number}"][data-state="drawn"]`
      await page.waitForSelector(`${slot} rect[data-mark="matched"]`)
      await page.waitForSelector(`${slot} .text-layer span`)
      expect(new Set(await page.evaluate(wordsUnderMarks, 'matched'))).toEqual(new Set(['fee']))
    }
  })
})

const numbersOf = (slots: Element[]): number[] => slots.map((slot) => Number(slot.getAttribute('data-page')))

/** Bytes that have come over the wire from addresses that end so, those of answers that were broken off included. */
async function countBytes(page: Page, ending: string): Promise<() => number> {
  const session = await page.context().newCDPSession(page)
  const wanted = new Set<string>()
  let bytes = 0
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (new URL(request.url).pathname.endsWith(ending)) wanted.add(requestId)
  })
  session.on('Network.dataReceived', ({ requestId, dataLength }) => {
    if (wanted.has(requestId)) bytes += dataLength
  })
  await session.send('Network.enable')
  return () => bytes
}
