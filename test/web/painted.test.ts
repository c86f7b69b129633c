import { beforeAll, describe, expect, test } from 'vitest'
import { hasBrowser } from '../browser.ts'
import { modelPassages } from '../search/word-model.ts'
import { useArchive } from './kit.ts'
import { paintedAfter, paintedQuestions } from './painted.ts'

describe.skipIf(!hasBrowser)('answers in a browser', () => {
  const { archive, open } = useArchive([])
  beforeAll(() => modelPassages(1_000)(archive().app))

  test('cost the page less than 100 ms of computing beside what the API takes', async () => {
    const page = await open('/?q=migration+labour')
    await page.locator('.hit').first().waitFor()
    const painted = await paintedAfter(page, paintedQuestions(12))
    const beyond = painted.map((one) => Math.round(one.beyondMilliseconds)).toSorted((one, other) => one - other)
    console.log(`from the key to the painted answer, beyond the API: median ${beyond[6]} ms, most ${beyond[11]} ms`)
    const computed = painted.map((one) => one.computedMilliseconds)
    expect(Math.min(...computed)).toBeGreaterThan(0)
    expect(computed.toSorted((one, other) => one - other)[6]).toBeLessThan(100)
  })
})
