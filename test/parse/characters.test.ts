import { expect, test } from 'vitest'
import { cleanCharacters, unmappedCharacters } from '../../src/parse/characters.ts'

test.for([
  ['the ILO\u0092s \u0093priorities\u0094 \u0096 and more', 'the ILO’s “priorities” – and more'],
  ['a signi\u001ccant o\u001ber of bene\u001cts', 'a significant offer of benefits'],
  ['\u0010e\u001bective\u0011 \u0015 o\u001ece', '“effective” – office'],
  ['\u0088', '•'],
  ['\u001cll', 'fill'],
  ['o昀케ces in dra昀琀, re昀氀ected, 昀椀nal, o昀昀, ru昀툀ed', 'offices in draft, reflected, final, off, ruffled'],
] as const)('gives «%s» back what it prints', ([printed, expected]) => {
  expect(cleanCharacters(printed)).toBe(expected)
  expect(unmappedCharacters(printed)).toBe(0)
})

test.for([
  ['\u0001\u0002\u001c\u0003', '', 4],
  ['a\u0003b\u001cc', 'abc', 2],
  ['\u001b[31mred', '[31mred', 1],
  ['\u001c\u001d\u001e', '', 3],
] as const)('guesses nothing where a font uses places as it likes: %j', ([printed, expected, unmapped]) => {
  expect(cleanCharacters(printed)).toBe(expected)
  expect(unmappedCharacters(printed)).toBe(unmapped)
})
