import { describe, expect, test } from 'vitest'
import { projectRules } from '../../src/extract/projects.ts'
import { collapse } from '../../src/extract/projects/titles.ts'
import { readingOfText } from './projects-input.ts'

/** French and Spanish examples are told by their own words; a wrong guess only changes how capitals are mended. */
function languageOf(text: string): string {
  if (/\b(?:financé|qui|titre|projet|le ministère)\b/iu.test(text)) return 'fr'
  if (/\b(?:financiado|que ayuda|proyecto|título|donante|socios|el gobierno)\b/iu.test(text)) return 'es'
  return 'en'
}

describe.for([...projectRules])('$id', (rule) => {
  const titlesOf = (text: string): string[] => {
    const reading = readingOfText(text, languageOf(text))
    return rule.find(reading).map(({ title }) => collapse(reading.text.slice(title.start, title.end)))
  }

  test('has at least three examples and one counter-example', () => {
    expect(rule.accept.length).toBeGreaterThanOrEqual(3)
    expect(rule.reject.length).toBeGreaterThanOrEqual(1)
  })

  test.for([...rule.accept])('reads the titles of «%s»', ([text, ...titles]) => {
    expect(titlesOf(text)).toEqual(titles)
  })

  test.for([...rule.reject])('reads no title in «%s»', (text) => {
    expect(titlesOf(text)).toEqual([])
  })
})
