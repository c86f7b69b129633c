import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Score, scoreOf } from './score/compare.ts'
import { corpora } from './score/gold.ts'

const fixtures = join(import.meta.dirname, '..', 'fixtures')

describe.for([
  ['fixtures', 'gold'],
  ['kinds', 'kinds'],
] as const)('on our own gold of %s', ([corpus, folder]) => {
  const file = join(fixtures, folder, 'baseline.json')
  const baseline: Record<string, number> = JSON.parse(readFileSync(file, 'utf8'))
  let scores: Record<string, Score> = {}

  beforeAll(async () => {
    const own = corpora().find(({ name }) => name === corpus)!
    scores = scoreOf(await own.load(), own.level)
  })

  test.for(Object.entries(baseline))('%s do not fall below F1 %d', ([kind, floor]) => {
    expect(scores[kind]?.f1).toBeGreaterThanOrEqual(floor)
  })
})

describe('scoring', () => {
  const gold = {
    figures: [
      { kind: 'percent', value: 44 },
      { kind: 'money', value: 5, currency: 'EUR' },
    ],
  }

  test.for([
    [
      [
        { kind: 'ratio', value: 0.44 },
        { kind: 'money', value: 5, currency: 'EUR' },
      ],
      1,
      1,
    ],
    [
      [
        { kind: 'percent', value: 44 },
        { kind: 'money', value: 5, currency: 'USD' },
      ],
      0.5,
      0.5,
    ],
    [[{ kind: 'percent', value: 44 }], 1, 0.5],
    [[], 0, 0],
  ] as const)('counts %j', ([figures, precision, recall]) => {
    const scored = [{ name: 'one', gold, predicted: { figures: [...figures] } }]
    expect(scoreOf(scored, 'documents').figures).toMatchObject({ precision, recall })
  })

  test('asks for places where gold has them', () => {
    const countries = [{ iso3166: 'NPL', start: 5, end: 10 }]
    const predicted = { countries: [{ iso3166: 'NPL', start: 50, end: 55 }] }
    expect(scoreOf([{ name: 'one', gold: { countries }, predicted }], 'offsets').countries).toMatchObject({
      right: 0,
      missed: 1,
    })
  })

  test('takes neutral gold neither for nor against', () => {
    const figures = [{ kind: 'count', value: 3, optional: true }]
    const predicted = { figures: [{ kind: 'count', value: 3 }] }
    expect(scoreOf([{ name: 'one', gold: { figures }, predicted }], 'documents').figures).toMatchObject({
      right: 0,
      tooMany: 0,
      missed: 0,
    })
  })
})
