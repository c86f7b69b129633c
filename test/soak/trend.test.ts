import { expect, test } from 'vitest'
import { judge, slopeOf } from './trend.ts'

const allowance = { share: 0.1, least: 5 }
const samples = (valueAt: (minutes: number) => number) =>
  Array.from({ length: 31 }, (_, minutes) => ({ minutes, value: valueAt(minutes) }))
/** Up and down as memory goes, without any trend. */
const noise = (minutes: number) => [0, 7, -4, 9, -8, 3][minutes % 6]!

test('what goes up and down is flat, also where it rose at the beginning', () => {
  expect(
    judge(
      samples((minutes) => 100 + noise(minutes)),
      allowance,
    ).flat,
  ).toBe(true)
  expect(
    judge(
      samples((minutes) => Math.min(100, 20 + 12 * minutes) + noise(minutes)),
      allowance,
    ).flat,
  ).toBe(true)
})

test('what grows all the time is not, however it goes up and down', () => {
  const leak = judge(
    samples((minutes) => 100 + 1.5 * minutes + noise(minutes)),
    allowance,
  )
  expect(leak).toMatchObject({ flat: false })
  expect(leak.grown).toBeGreaterThan(20)
})

test('one wild sample moves the slope little, and no samples are flat', () => {
  const wild = samples((minutes) => (minutes === 17 ? 10_000 : 100))
  expect(slopeOf(wild)).toBe(0)
  expect(judge([], allowance)).toMatchObject({ grown: 0, flat: true })
})
