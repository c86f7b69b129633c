import { describe, expect, test } from 'vitest'
import { inputOf } from './documents.ts'
import { everyRule, foundBy } from './rules.ts'

const rules = await everyRule()

test('there are rules of every kind', () => {
  const areas = new Set(rules.map(({ id }) => id.split('/')[0]))
  expect([...areas]).toEqual(
    expect.arrayContaining(['country', 'region', 'instrument', 'money', 'percent', 'ratio', 'count', 'rate', 'table']),
  )
})

describe.for(rules)('$id', (rule) => {
  test('has at least three examples and one counter-example', () => {
    expect(rule.accept.length).toBeGreaterThanOrEqual(3)
    expect(rule.reject.length).toBeGreaterThanOrEqual(1)
  })

  test.for([...rule.accept])('finds its own in «%s»', ([text, ...found]) => {
    expect(foundBy(rule, inputOf(text))).toEqual(found)
  })

  test.for([...rule.reject])('leaves «%s» alone', (text) => {
    expect(foundBy(rule, inputOf(text))).toEqual([])
  })
})
