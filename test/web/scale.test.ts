import { expect, test } from 'vitest'
import { scaleOf } from '../../src/web/registers/scale.ts'

test.for([
  [
    [62_400, 120_000],
    [0, 50_000, 100_000, 150_000],
  ],
  [[0.125], [0, 0.05, 0.1, 0.15]],
  [[7], [0, 2, 4, 6, 8]],
  [
    [-86.7, 12],
    [-100, -75, -50, -25, 0, 25],
  ],
  [
    [0, 0],
    [0, 1],
  ],
] as const)('steps for %j are %j', ([values, steps]) => {
  const { bottom, top, ticks } = scaleOf(values)
  expect(ticks.map((tick) => Number(tick.toPrecision(12)))).toEqual(steps)
  expect([bottom, top]).toEqual([ticks[0], ticks.at(-1)])
})
