import { expect, test } from 'vitest'
import { pairFilter, pairHashes } from '../../src/search/pairs.ts'
import { wordsOf } from '../../src/search/words.ts'

const seen = (text: string, phrase: string): boolean => {
  const filter = pairFilter(wordsOf(text))
  return pairHashes(wordsOf(phrase)).every((hash) => {
    const bit = hash % (8 * filter.length)
    return ((filter[bit >> 3]! >> (bit & 7)) & 1) === 1
  })
}

test.for([
  ['Fees of private employment agencies', 'employment agencies'],
  ['Fees of private employment agencies', 'PRIVATE Employment agencies'],
  ['l’emploi des travailleurs migrants', 'emploi des travailleurs'],
  ['two words', 'two words'],
])('says of «%s» that «%s» may stand in it', ([text, phrase]) => {
  expect(seen(text!, phrase!)).toBe(true)
})

test('lacks no pair of a passage that is longer than any filter', () => {
  const words = Array.from({ length: 3_000 }, (_, at) => `word${at}`)
  expect(seen(words.join(' '), words.join(' '))).toBe(true)
})

test('hardly ever says of words that they stand in a row where they do not', () => {
  const words = Array.from({ length: 80 }, (_, at) => `word${at}`)
  const text = words.join(' ')
  const reversed = words.slice(1).filter((word, at) => seen(text, `${word} ${words[at]}`))
  expect(reversed.length).toBeLessThan(10)
})
