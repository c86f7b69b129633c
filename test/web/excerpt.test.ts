import { expect, test } from 'vitest'
import { excerpt } from '../../src/web/parts/excerpt.ts'

const words = (count: number) => Array.from({ length: count }, (_, at) => `word${at}`).join(' ')
const shown = (text: string, word: string) => {
  const start = text.lastIndexOf(word)
  const { text: cut, marks } = excerpt({ text, highlights: [{ start, end: start + word.length }] })
  return { cut, marked: marks.map((mark) => cut.slice(mark.start, mark.end)) }
}

test('a short passage is shown whole', () => {
  expect(shown(words(10), 'word3')).toEqual({ cut: words(10), marked: ['word3'] })
})

test('what is marked at the end of a long passage is shown to its last word', () => {
  const { cut, marked } = shown(`${words(300)} (SDC).`, 'SDC')
  expect(marked).toEqual(['SDC'])
  expect(cut).toMatch(/^… word.* \(SDC\)\.$/)
})

test('what is marked in the middle has whole words on both sides', () => {
  const { cut, marked } = shown(words(300), 'word150')
  expect(marked).toEqual(['word150'])
  expect(cut).toMatch(/^… word\d+ .* word\d+ …$/)
  expect(cut.length).toBeLessThan(500)
})
