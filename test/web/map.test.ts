import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { countries } from '../../src/gazetteers/countries.ts'
import { flowsOf, legendOf, thicknessOf } from '../../src/web/map/flows.ts'
import { endsOf, frameOf, labelsOf, wholeWorld } from '../../src/web/map/frame.ts'
import { outlineOf, pointOf, wayBetween } from '../../src/web/map/world.ts'
import { hasBrowser } from '../browser.ts'
import { checkLooks, tabTo, useArchive } from './kit.ts'

const corridor = (key: string, evidenceCount = 1) => ({ key, evidenceCount })

test('every country of the gazetteer has a place on the map', () => {
  const absent = countries.filter(({ code }) => !pointOf(code) || !outlineOf(code))
  expect(absent.map(({ code }) => code)).toEqual([])
})

test('a way and the way back lie beside each other, and one over the Pacific does not cross the world', () => {
  expect(wayBetween('NPL', 'QAT', 5)).not.toBe(wayBetween('QAT', 'NPL', 5))
  expect(wayBetween('NPL', 'XXX', 5)).toBeUndefined()
  // two pieces: one ends at the edge where the other begins
  expect(wayBetween('COK', 'NZL', 5)?.match(/M/g)).toHaveLength(2)
  expect(wayBetween('TON', 'NZL', 5)?.match(/M/g)).toHaveLength(1)
})

test('what is named most is drawn last and thickest, and the legend says how often that is', () => {
  const flows = flowsOf([corridor('NPL>QAT', 40), corridor('FRA-GEO'), corridor('not a corridor', 9)])
  expect(flows.map(({ key, directed }) => [key, directed])).toEqual([
    ['FRA-GEO', false],
    ['NPL>QAT', true],
  ])
  expect(legendOf(flows)).toEqual([1, 6, 40])
  expect(thicknessOf(40, 40)).toBeGreaterThan(3 * thicknessOf(1, 40))
  expect(thicknessOf(2, 2)).toBeLessThan(2 * thicknessOf(1, 2))
})

test('the map shows as much of the world as its flows need, and no name covers another', () => {
  const near = flowsOf([corridor('NPL>QAT'), corridor('BGD>OMN'), corridor('IND>OMN'), corridor('LKA>ARE')])
  const frame = frameOf(near)
  expect(frame.width).toBeLessThan(wholeWorld.width / 2)
  for (const { point } of endsOf(near)) {
    expect(point[0]).toBeGreaterThan(frame.x)
    expect(point[0]).toBeLessThan(frame.x + frame.width)
  }
  expect(frameOf(flowsOf([corridor('NZL>GBR'), corridor('MEX>USA')]))).toEqual(wholeWorld)
  const labels = labelsOf(endsOf(near), { nameOf: (code) => `Republic of ${code}`, frame, unit: 0.5 })
  expect(labels.length).toBeGreaterThan(2)
  const touching = labels.flatMap((one, at) =>
    labels.slice(at + 1).filter((other) => Math.abs(one.y - other.y) < 7 && Math.abs(one.x - other.x) < 48),
  )
  expect(touching).toEqual([])
})

describe.skipIf(!hasBrowser)('the map in a browser', () => {
  const names = ['background-note-skills', 'brief-seasonal-work']
  const { open } = useArchive(names.map((name) => `documents/${name}/${name}.pdf`))

  test('draws each corridor of the table from its country to the other, and a click opens it', async () => {
    const page = await open('/registers/corridors')
    await flow(page, 'NPL>QAT').waitFor()
    const drawn = await page
      .locator('[data-flow]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    const listed = await page
      .locator('tbody th a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')))
    expect(listed.length).toBeGreaterThan(3)
    expect(drawn.toSorted(byName)).toEqual(listed.toSorted(byName))
    expect(await page.evaluate(outlineUnderStart, 'NPL>QAT')).toEqual(['524'])
    const [x, y] = await page.evaluate(middleOnScreen, 'NPL>QAT')
    await page.mouse.move(x, y)
    expect(await page.locator('.map-pointed').textContent()).toMatch(/^Nepal → Qatar: \d+ places?$/)
    await page.mouse.click(x, y)
    await page.waitForURL('**/registers/corridors/NPL%3EQAT')
    await page.getByRole('heading', { name: 'Nepal → Qatar' }).waitFor()
    await page.locator('.passage-text').first().waitFor()
  })

  test('is one stop of the keyboard: arrow keys go from line to line, and Enter opens', async () => {
    const page = await open('/registers/corridors')
    await flow(page, 'NPL>QAT').waitFor()
    await tabTo(page, page.locator('[data-flow][tabindex="0"]'))
    const first = await focusedFlow(page)
    await page.keyboard.press('ArrowRight')
    const second = await focusedFlow(page)
    expect(second).not.toBe(first)
    await page.keyboard.press('ArrowLeft')
    expect(await focusedFlow(page)).toBe(first)
    await page.keyboard.press('End')
    const last = await focusedFlow(page)
    expect(await page.locator('[data-flow][tabindex="0"]').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/registers/corridors/${encodeURIComponent(last!)}`)
  })

  test('shows what is asked for: fewer corridors with a filter', async () => {
    const page = await open('/registers/corridors?country=Nepal')
    await flow(page, 'NPL>QAT').waitFor()
    expect(await page.getByRole('group', { name: /^Map of/ }).getAttribute('aria-label')).toBe('Map of 2 corridors')
    const close = await page.locator('.map-picture > svg').getAttribute('viewBox')
    await page.getByRole('button', { name: 'Whole world' }).click()
    expect(await page.locator('.map-picture > svg').getAttribute('viewBox')).not.toBe(close)
  })

  test('the page of a country tells its corridors, projects, figures and conventions, and where each was read', async () => {
    const page = await open('/registers/countries/NPL')
    await flow(page, 'NPL>QAT').waitFor()
    for (const title of ['Corridors', 'Projects', 'Figures', 'Conventions named with it', 'Evidence'])
      await page.getByRole('heading', { name: title, exact: true }).waitFor()
    await page
      .locator('.related', { hasText: 'Conventions' })
      .getByRole('link', { name: /No\. 181/ })
      .click()
    await page.waitForURL('**/registers/conventions/**')
  })

  test('axe-core finds nothing beside a map, light and dark, narrow and wide', async () => {
    const ready = (page: Page) => flow(page, 'NPL>QAT').waitFor()
    const paths = ['/registers/corridors', '/registers/countries/NPL']
    await checkLooks(
      await open('/', {}),
      paths.map((path) => ({ path, ready })),
    )
  })
})

const byName = (one: string | null, other: string | null): number => (one ?? '').localeCompare(other ?? '')

const flow = (page: Page, key: string) => page.locator(`[data-flow="${key}"]`)

const focusedFlow = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-flow'))

/** Runs in the page: the countries in which a flow begins. */
function outlineUnderStart(key: string): (string | null)[] {
  const way = document.querySelector<SVGPathElement>(`[data-flow="${key}"] .map-way`)
  const start = way?.getPointAtLength(0)
  return [...document.querySelectorAll<SVGPathElement>('.map-land')]
    .filter((land) => start && land.isPointInFill(start))
    .map((land) => land.getAttribute('data-outline'))
}

/** Runs in the page: a point of the window that lies on a flow. */
function middleOnScreen(key: string): [x: number, y: number] {
  const way = document.querySelector<SVGPathElement>(`[data-flow="${key}"] .map-way`)
  const matrix = way?.getScreenCTM()
  const point = way && matrix && way.getPointAtLength(way.getTotalLength() * 0.6).matrixTransform(matrix)
  return [point?.x ?? 0, point?.y ?? 0]
}
