import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser.ts'
import { eventually } from '../eventually.ts'
import { checkLooks, tabTo, useArchive } from './kit.ts'

describe.skipIf(!hasBrowser)('the registers in a browser', () => {
  const crossings = ['survey', 'brief'].map((name) => `registers/crossings-${name}.md`)
  const { archive, open } = useArchive(['documents/statistical-annex/statistical-annex.pdf', ...crossings])

  test('projects are narrowed down, and the address says to what', async () => {
    const page = await open('/')
    await page.getByRole('link', { name: 'Registers' }).click()
    await page.waitForURL('**/registers/projects')
    await rows(page).first().waitFor()
    const all = await rows(page).count()
    await page.getByLabel('Country').fill('Nepal')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/registers/projects?country=Nepal')
    await eventually(async () => expect(await rows(page).count()).toBeLessThan(all))
    await page.getByLabel('From year').fill('2012')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/registers/projects?from=2012&country=Nepal')
    await page.locator('a[href="/export/projects.csv?from=2012&country=Nepal"]').waitFor()
    await page.goBack()
    await page.waitForURL('**/registers/projects?country=Nepal')
    await eventually(async () => expect(await page.getByLabel('From year').inputValue()).toBe(''))
    await page.getByRole('link', { name: 'Take away Country: Nepal' }).click()
    await eventually(async () => expect(await rows(page).count()).toBe(all))
  })

  test('names are completed where a name is asked for', async () => {
    const page = await open('/registers/projects')
    await page.getByLabel('Country').fill('leban')
    await page.locator('datalist option[value="Lebanon"]').waitFor({ state: 'attached' })
  })

  test('what two documents say differently stands side by side, and each opens where it is said', async () => {
    const page = await open('/registers/projects?q=bridges')
    await page.locator('tr', { hasText: 'documents differ' }).getByRole('link').click()
    await page.waitForURL(/\/registers\/projects\/safe-/)
    const ends = page.locator('.disagreement', { hasText: 'Ends' })
    await ends.waitFor()
    const claims = await ends.locator('.claims > li').allInnerTexts()
    expect(claims.map((claim) => claim.replaceAll(/\s*\n\s*/g, ': ')).toSorted()).toEqual([
      '2013: Harbour Lights: A Survey of Domestic Workers in Lebanon, p. 1',
      '2014: Behind the Door: A Brief <b>on</b> <script>alert("brief")</script>, p. 1',
    ])
    expect(await page.locator('.disagreement', { hasText: 'Donors' }).locator('.claim').allInnerTexts()).toEqual(
      expect.arrayContaining(['Norway', 'SDC']),
    )
    await ends.getByRole('link', { name: /^Harbour Lights/ }).click()
    await page.waitForURL(/\/read\/[0-9a-f]{64}\?page=1&at=\d+&span=\d+-\d+$/)
    await page.waitForSelector('.page-slot[data-state="drawn"] rect[data-mark="picked"]')
    await page.goBack()
    await page.waitForURL(/\/registers\/projects\/safe-/)
  })

  test('what documents hold is text, whatever it looks like', async () => {
    const page = await open('/registers/projects?q=doors')
    await page.getByRole('link', { name: 'Open <img src=x onerror=alert(2)> Doors project (DOORS)' }).click()
    await page.locator('.passage-text').first().waitFor()
    expect(await page.locator('.entry h1').innerText()).toContain('<img src=x onerror=alert(2)>')
    expect(await page.locator('.evidence h3').innerText()).toContain('<script>alert("brief")</script>')
    expect(await page.locator('main img, main script, main b').count()).toBe(0)
  })

  test('a value stands in the passage around it once it is in view', async () => {
    const page = await open('/registers/figures?q=domestic+workers&from=2012&to=2012')
    await page.locator('tbody th a').click()
    await page.locator('.passage-text mark').waitFor()
    expect(await page.locator('.passage-text mark').innerText()).toBe('101,300')
    expect(await page.locator('.passage-text').innerText()).toContain('In 2012, there were 101,300 domestic workers')
  })

  test('the same measure is drawn over years, and its values stand in a table that leads to them', async () => {
    const page = await open('/registers/figures?q=domestic+workers&from=2012&to=2012')
    await page.locator('tbody th a').click()
    const table = page.getByRole('table', { name: 'The same measure over years' })
    await page.locator('.chart circle').first().waitFor()
    const lines = await table.locator('tbody tr').allInnerTexts()
    expect(lines.map((line) => line.split(/\s+/).join(' '))).toEqual([
      '2008 62,400 1',
      '2009 70,100 1',
      '2010 77,900 1',
      '2011 81,250–95,000 2',
      '2012 101,300 1',
      '2014 110,000–120,000 1',
    ])
    const heights = await page
      .locator('.chart circle')
      .evaluateAll((all) => all.map((one) => Number(one.getAttribute('cy'))))
    expect(heights).toHaveLength(6)
    expect(heights).toEqual(heights.toSorted((one, other) => other - one))
    await table.getByRole('link', { name: '2011' }).click()
    await page.getByText('What documents say differently').waitFor()
  })

  test('a convention leads to the countries named with it, and an organisation to what it finances', async () => {
    const page = await open('/registers/conventions/C189')
    await page.getByRole('heading', { name: 'Countries named with it' }).waitFor()
    await page.locator('.related').getByRole('link', { name: 'Lebanon' }).click()
    await page.waitForURL('**/registers/countries/LBN')
    await page.goto(`${archive().url}/registers/organisations/sdc`)
    await page.locator('.related').getByRole('link', { name: 'Safe Bridges project (SAFEBRIDGE)' }).click()
    await page.waitForURL(/\/registers\/projects\/safe-/)
  })

  test('projects are bars over the years, by donor or by region, and the address says by which', async () => {
    const page = await open('/registers/projects?q=project')
    await page.getByRole('link', { name: 'Timeline' }).click()
    await page.waitForURL('**/registers/projects?q=project&view=timeline')
    const group = (name: string) =>
      page.locator('.timeline-group', { has: page.getByRole('heading', { name: new RegExp(`^${name} \\d`) }) })
    await group('SDC').getByText('Safe Bridges').waitFor()
    const lines = group('Norway').locator('.timeline-line')
    const texts = await lines.locator('p').allInnerTexts()
    expect(texts).toEqual([
      'Lantern Houses project (LANTERN) 2009–2012',
      'Safe Bridges project (SAFEBRIDGE) 2011–2014',
      'Open <img src=x onerror=alert(2)> Doors project (DOORS) 2014–2016',
    ])
    const [lantern, bridges, doors] = await Promise.all([0, 1, 2].map((at) => barOf(lines.nth(at))))
    // a bar begins with its first year and ends with its last
    const year = lantern!.width / 4
    expect(bridges!.left - lantern!.left).toBeCloseTo(2 * year, 0)
    expect(bridges!.width).toBeCloseTo(4 * year, 0)
    expect(doors!.left - lantern!.left).toBeCloseTo(5 * year, 0)
    await page.getByRole('link', { name: 'by region' }).click()
    await page.waitForURL('**/registers/projects?q=project&view=timeline&by=regions')
    await group('Region not told').getByText('Lantern Houses').waitFor()
    await page.getByRole('link', { name: 'Table' }).click()
    await page.waitForURL('**/registers/projects?q=project')
    await rows(page).first().waitFor()
  })

  test('long registers are turned page by page, forth and back', async () => {
    const page = await open('/registers/figures?sort=label')
    const first = () => rows(page).first().innerText()
    await rows(page).first().waitFor()
    const start = await first()
    await page.getByRole('link', { name: 'Next' }).click()
    await page.waitForURL(/cursor=.*before=50/)
    await eventually(async () => expect(await first()).not.toBe(start))
    expect(await page.locator('.register-bar [role=status]').innerText()).toMatch(/^51–\d+ of \d+$/)
    await page.reload()
    await page.getByRole('link', { name: 'Previous' }).click()
    await eventually(async () => expect(await first()).toBe(start))
    await page.getByRole('columnheader', { name: 'Value' }).getByRole('link').click()
    await page.waitForURL('**/registers/figures?sort=value')
    await page.locator('th[aria-sort=descending]', { hasText: 'Value' }).waitFor()
  })

  test('where nothing matches, or a filter is not understood, there is a way out', async () => {
    const page = await open('/registers/projects?q=zebra')
    await page.getByText('Nothing matches all of these filters').waitFor()
    await page.locator('main .empty').getByRole('link', { name: 'Clear all filters' }).click()
    await page.waitForURL('**/registers/projects')
    await rows(page).first().waitFor()
    await page.goto(`${archive().url}/registers/projects?country=Nowhereland`)
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').innerText()).toContain('no country is known as "Nowhereland"')
    await page.getByRole('link', { name: 'Clear all filters' }).click()
    await rows(page).first().waitFor()
    await page.goto(`${archive().url}/registers/projects/no-such-project`)
    await page.getByRole('alert').waitFor()
    expect(await page.getByRole('alert').innerText()).toContain('entry-unknown')
  })

  test('every register can be saved and followed as it is narrowed down', async () => {
    const page = await open('/registers/projects')
    for (const name of ['Projects', 'Figures', 'Conventions', 'Countries', 'Corridors', 'Organisations']) {
      await page.getByRole('link', { name, exact: true }).click()
      await rows(page).first().waitFor()
      await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
      const links = await page.locator('.takeaway a').evaluateAll((all) => all.map((one) => one.getAttribute('href')!))
      expect(links.length).toBeGreaterThanOrEqual(4)
      for (const link of links) expect([link, (await fetch(archive().url + link)).status]).toEqual([link, 200])
    }
  })

  test('everything can be done with the keyboard alone', async () => {
    const page = await open('/registers/projects')
    await rows(page).first().waitFor()
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    const listed = await page.locator('tbody th a').allInnerTexts()
    for (const [key, at] of [
      ['j', 0],
      ['j', 1],
      ['k', 0],
    ] as const) {
      await page.keyboard.press(key)
      expect(await focused()).toBe(listed[at])
    }
    await page.keyboard.press('Enter')
    await page.waitForURL('**/registers/projects/**')
    await page.locator('[data-step]').first().waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
    await page.keyboard.press('j')
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('passage-text')
    await page.goBack()
    await rows(page).first().waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('bridges')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/registers/projects?q=bridges')
    await eventually(async () => expect(await rows(page).count()).toBe(1))
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q')
    await tabTo(page, page.getByRole('link', { name: 'Safe Bridges project (SAFEBRIDGE)' }))
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/registers\/projects\/safe-/)
    await page.locator('.claims').first().waitFor()
    await tabTo(
      page,
      page
        .locator('.claims')
        .getByRole('link', { name: /^Harbour Lights/ })
        .first(),
    )
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/read\//)
  })

  test('axe-core finds nothing on any view, light and dark, narrow and wide', async () => {
    const { entries } = await (await fetch(`${archive().url}/figures?q=domestic+workers&from=2012&to=2012`)).json()
    const until = (shown: string) => async (page: Page) => {
      await page.waitForSelector(shown)
      const folded = page.locator('.fold:not([open]) > summary')
      while ((await folded.count()) > 0) await folded.first().click()
    }
    await checkLooks(await open('/', {}), [
      { path: '/registers/projects', ready: until('tbody tr') },
      { path: '/registers/projects?country=NPL&donor=SDC&from=2010', ready: until('tbody tr') },
      { path: '/registers/projects?view=timeline', ready: until('.timeline-group') },
      { path: '/registers/projects?q=zebra', ready: until('.empty') },
      { path: '/registers/projects?country=Nowhereland', ready: until('.notice') },
      { path: '/registers/projects/safe-bridg-safebridg', ready: until('.passage-text') },
      { path: '/registers/figures', ready: until('[data-register="figures"] tbody tr') },
      { path: `/registers/figures/${encodeURIComponent(entries[0].key)}`, ready: until('.chart circle') },
      { path: '/registers/conventions/C189', ready: until('.passage-text') },
      { path: '/registers/organisations', ready: until('[data-register="organisations"] tbody tr') },
    ])
  })

  test.for([
    ['fr-FR', 'Projets', 'documents divergents'],
    ['es-ES', 'Proyectos', 'documentos discrepantes'],
  ] as const)('a browser in %s is spoken to: %s', async ([locale, title, differ]) => {
    const page = await open('/registers/projects', { locale })
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(title)
    await page.getByText(differ).waitFor()
  })
})

const rows = (page: Page) => page.locator('.register-table tbody tr')

/** Where the bar of a line stands. */
const barOf = (line: Locator) =>
  line.locator('.timeline-track span').evaluate((bar) => {
    const { left, width } = bar.getBoundingClientRect()
    return { left, width }
  })
