import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { createClient } from '../../src/http/client.ts'
import { hasBrowser } from '../browser.ts'
import { eventually } from '../eventually.ts'
import { linesFrom, makePdf } from '../parse/make-pdf.ts'
import { checkLooks, useArchive, wordsUnderMarks } from './kit.ts'

describe.skipIf(!hasBrowser)('the page in a browser', () => {
  const names = ['background-note-skills', 'hostile-markup', 'note-retour-sahel']
  const { archive, open } = useArchive(
    names.map((name) => `documents/${name}/${name}.pdf`),
    { RIHLA_RECOGNISE: 'off' },
  )
  const drawn = (page: Page) => page.waitForSelector('.page-slot[data-state="drawn"] rect[data-mark="matched"]')

  test('an answer opens on its page, and what is marked lies over the words that were asked', async () => {
    const page = await open('/')
    await box(page).fill('domestic workers')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/?q=domestic+workers')
    await page.locator('[data-step]', { hasText: 'private homes' }).click()
    await page.waitForURL(/\/read\/[0-9a-f]{64}\?page=2&at=\d+&q=/)
    await drawn(page)
    await eventually(async () => {
      const words = await page.evaluate(wordsUnderMarks, 'matched')
      expect(words.length).toBeGreaterThan(5)
      expect(words.filter((word) => !/^(domestic|workers?)$/i.test(word))).toEqual([])
    })
    expect(await page.locator('rect[data-mark="passage"]').count()).toBeGreaterThan(3)
  })

  test('the first view needs less than 200 kB of script, which comes compressed, and brings no viewer', async () => {
    const page = await open('/', {})
    await page.waitForSelector('.welcome')
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry): entry is PerformanceResourceTiming => entry instanceof PerformanceResourceTiming)
        .filter(({ name }) => /\.m?js$/.test(name))
        .map(({ name, encodedBodySize, decodedBodySize }) => ({ name, encodedBodySize, decodedBodySize })),
    )
    expect(scripts.length).toBeGreaterThan(0)
    expect(scripts.filter(({ name }) => /pdf|read|map/.test(name))).toEqual([])
    for (const { name, encodedBodySize, decodedBodySize } of scripts)
      expect(encodedBodySize, name).toBeLessThan(decodedBodySize / 2)
    expect(scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)).toBeLessThan(200_000)
  })

  test.for(['/', '/add', `/read/${'0'.repeat(64)}`, '/registers'])(
    'the policy of %s has no exception',
    async (path) => {
      const policy = (await fetch(archive().url + path)).headers.get('content-security-policy') ?? ''
      const directives = new Map(policy.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1)]))
      expect(directives.get('default-src')).toEqual(["'none'"])
      expect(directives.get('script-src')).toEqual(["'self'"])
      expect(directives.get('style-src')).toEqual(["'self'"])
      expect(directives.get('connect-src')).toEqual(["'self'"])
      // pictures and fonts that a PDF brings are made by the viewer; anything else is a file of ours
      const allowed = new Set(["'none'", "'self'", 'data:', 'blob:'])
      expect([...directives.values()].flat().filter((source) => !allowed.has(source))).toEqual([])
    },
  )

  test('what the pointer is over is told, with the rule that read it', async () => {
    const { hits } = await (await fetch(`${archive().url}/search?q=Filipino+welders`)).json()
    const { mentions } = await createClient({ url: archive().url }).document(hits[0].documentId, {
      include: ['mentions'],
    })
    const lanka = mentions!.find(({ quote, page }) => quote === 'Sri Lanka' && page === 1)!
    const [word] = lanka.boxes
    const page = await open(`/read/${hits[0].documentId}`)
    const slot = page.locator('.page-slot[data-page="1"][data-state="drawn"]')
    await slot.waitFor()
    await eventually(async () => {
      const frame = (await slot.boundingBox())!
      const scale = frame.width / 595.28
      await page.mouse.move(frame.x + 5, frame.y + 5)
      await page.mouse.move(
        frame.x + (word!.x + word!.width / 2) * scale,
        frame.y + (word!.y + word!.height / 2) * scale,
      )
      expect(await page.locator('.hovered').textContent()).toBe(`Sri Lanka read by the rule ${lanka.rule}`)
    })
    const under = await page.evaluate(wordsUnderMarks, 'hovered')
    expect(under.join(' ')).toMatch(/^(Sri|Lanka)$/)
    await page.mouse.move(2, 2)
    await page.locator('.hovered').waitFor({ state: 'detached' })
  })

  test('a value opens where it was read', async () => {
    const page = await open('/?q=domestic+workers')
    await page.locator('.hit h2 a').first().click()
    await page.getByRole('link', { name: /^C181/ }).click()
    await page.waitForSelector('rect[data-mark="picked"]')
    await page.waitForSelector('.page-slot[data-page="1"][data-state="drawn"] .text-layer span')
    await eventually(async () => {
      const words = await page.evaluate(wordsUnderMarks, 'picked')
      expect(words.length).toBeGreaterThan(0)
      expect(words.filter((word) => !/^(Private|Employment|Agencies|Convention)$/.test(word))).toEqual([])
    })
    expect(await page.getByRole('link', { name: /^C181/ }).getAttribute('aria-current')).toBe('true')
  })

  test('everything can be done with the keyboard alone', async () => {
    const page = await open('/')
    await page.waitForSelector('.welcome')
    await page.keyboard.press('/')
    await page.keyboard.type('convention:C189')
    await page.keyboard.press('Enter')
    await page.waitForSelector('[data-step]')
    await page.keyboard.press('Tab')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-step'))).toBe(true)
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/read\//)
    await page.waitForSelector('.toolbar h1:focus')
    await page.goBack()
    await page.waitForURL('**/?q=convention%3AC189')
    await page.waitForSelector('[data-step]')
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Ask the archive')
  })

  test('names are completed, and what is taken stands in the address', async () => {
    const page = await open('/')
    await box(page).fill('leban')
    await page.getByRole('option', { name: /^Lebanon/ }).click()
    await page.waitForURL('**/?q=country%3ALBN')
    await page.waitForSelector('.hit')
    await page.locator('.facet a').first().click()
    await page.waitForURL(/q=country%3ALBN&\w+=/)
    await page.getByRole('link', { name: 'Take away' }).first().click()
    await page.waitForURL((url) => url.search === '?q=country%3ALBN')
  })

  test('a country is called as the reader calls it, by whatever name it was found', async () => {
    const page = await open('/', { locale: 'es-ES' })
    await page.getByRole('combobox', { name: '¿Qué quiere saber?' }).fill('leban')
    await page.getByRole('option', { name: /^Líbano/ }).click()
    await page.waitForURL('**/?q=country%3ALBN')
  })

  test('a project is called by its title, beside the answers and where it narrows them', async () => {
    const page = await open('/?q=domestic+workers')
    const project = page.getByRole('link', {
      name: /^Decent Homes, Decent Work: Domestic Workers in Lebanon and Jordan/,
    })
    await project.click()
    await page.waitForURL(/&project=/)
    await page.locator('.chips a[data-on]', { hasText: 'Decent Homes, Decent Work' }).waitFor()
  })

  test('a wrong query says where it is wrong', async () => {
    const page = await open('/?q=country%3ANowhereland')
    await page.waitForSelector('.query-fault')
    expect(await page.locator('.query-fault').textContent()).toBe('country:Nowhereland\n        ▲')
  })

  test('markup of a document is text', async () => {
    const page = await open('/?q=DROP+TABLE')
    await page.waitForSelector('.hit')
    expect(await page.locator('.hit h2').first().textContent()).toContain('<script>alert("title")</script>')
    await page.locator('.hit h2 a').first().click()
    await page.waitForSelector('.page-slot[data-state="drawn"]')
    expect(await page.locator('.toolbar h1').textContent()).toContain('<script>')
  })

  test('the outline leads to its pages, and what is seen can be cited', async () => {
    const page = await open('/?q=domestic+workers', { permissions: ['clipboard-read', 'clipboard-write'] })
    await page.locator('[data-step]', { hasText: 'private homes' }).click()
    const copied = () => page.evaluate(() => navigator.clipboard.readText())
    await page.getByRole('button', { name: 'Copy the address of this passage' }).click()
    await eventually(async () => expect(await copied()).toMatch(/\/read\/[0-9a-f]{64}\?page=2&at=\d+$/))
    await page.goto(await copied())
    await page.waitForSelector('.page-slot[data-page="2"][data-state="drawn"] rect[data-mark="passage"]')
    await page.getByRole('tab', { name: 'On this page' }).click()
    await page.getByRole('button', { name: 'Citation' }).click()
    await eventually(async () => expect(await copied()).toContain('Carrying Skills across Borders'))
    await page.getByRole('tab', { name: 'Outline' }).click()
    const last = page.locator('.outline a').last()
    const [number] = /\d+$/.exec(await last.innerText()) ?? []
    expect(Number(number)).toBeGreaterThan(2)
    await last.click()
    await page.waitForSelector(`.page-slot[data-page="${number}"][data-state="drawn"]`)
    expect(await page.getByRole('spinbutton', { name: 'Page' }).inputValue()).toBe(number)
  })

  test('what of a document could not be read is said above it', async () => {
    const client = createClient({ url: archive().url })
    const pdf = makePdf([{ texts: linesFrom(['Chapter 1', 'The ferryman asks no fee.']) }, { texts: [] }])
    const { documentId } = await client.addFile({ name: 'half.pdf', body: new Blob([new Uint8Array(pdf)]) })
    await eventually(async () => expect((await client.document(documentId)).outcome).toBe('partial'), {
      timeoutSeconds: 60,
    })
    const page = await open(`/read/${documentId}`)
    await page.locator('.notice[data-tone="warning"]', { hasText: 'Not all of it could be read' }).waitFor()
    expect(await page.locator('.notice[data-tone="warning"] li').first().innerText()).toMatch(/\(page 2\)$/)
  })

  test('the text of a page has the words that were asked marked, and notes open at their marks', async () => {
    const page = await open('/?q=passports+withheld')
    await page.locator('[data-step]').first().click()
    await page.getByRole('link', { name: 'Text', exact: true }).click()
    await page.locator('.text-view mark').first().waitFor()
    const marked = await page.locator('.text-view mark').allInnerTexts()
    expect(marked.filter((word) => !/^(passports?|withh[eo]ld)$/i.test(word))).toEqual([])
    await page.getByRole('button', { name: 'Note 5' }).click()
    expect(await page.locator('.note-text:popover-open').textContent()).toContain('five employers were fined')
  })

  test('axe-core finds nothing on any view, light and dark, narrow and wide', async () => {
    const { hits } = await (await fetch(`${archive().url}/search?q=domestic+workers`)).json()
    const document = `/read/${hits[0].documentId}?page=2&q=domestic`
    const onPage = (shown: string) => async (page: Page) => {
      await page.waitForSelector(shown)
      await page.getByRole('tab', { name: 'On this page' }).click()
      await page.waitForSelector('.citation')
    }
    const until = (shown: string) => (page: Page) => page.waitForSelector(shown)
    await checkLooks(await open('/', {}), [
      { path: '/', ready: until('.welcome') },
      { path: '/?q=domestic+workers', ready: until('.hit') },
      { path: '/?q=country%3ANowhereland', ready: until('.query-fault') },
      { path: '/registers/nothing', ready: until('.empty') },
      { path: document, ready: onPage('.page-slot[data-state="drawn"]') },
      { path: `${document}&view=text`, ready: onPage('.text-view') },
    ])
  })

  test.for([
    ['fr-FR', 'Interroger les archives'],
    ['es-ES', 'Preguntar al archivo'],
    ['de-DE', 'Ask the archive'],
  ] as const)('a browser in %s is spoken to: %s', async ([locale, title]) => {
    const page = await open('/', { locale })
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(
      locale === 'de-DE' ? 'en' : locale.slice(0, 2),
    )
  })
})

const box = (page: Page) => page.getByRole('combobox', { name: 'What do you want to know?' })
