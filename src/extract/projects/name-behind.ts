import words from '../../gazetteers/project-words.json' with { type: 'json' }
import type { Span } from '../../contracts/position.ts'
import { spanAt } from '../extraction-input.ts'
import { tokensOf } from './name-words.ts'
import { acronymBehind } from './prose-block.ts'
import type { ProjectReading } from './reading.ts'

const small = new Set([...words.smallWords.en, ...words.smallWords.fr, ...words.smallWords.es])
/** The words with a capital from an offset on, and the small ones between them; undefined where they are fewer than two. */
export function nameFrom({ text, countries, regions }: ProjectReading, start: number): Span | undefined {
  let last: number | undefined
  let count = 0
  let after = ''
  for (const word of tokensOf(text.slice(start, start + 180).split('\n\n')[0]!, start)) {
    if (/^\p{Lu}/u.test(word.text)) {
      last = word.end
      // "le projet Madio à Madagascar": where it works is no second word of a name.
      const where = small.has(after) && (spanAt(countries, word.start) ?? spanAt(regions, word.start))
      if (!where) count++
    } else if (!small.has(word.text.replace(/['’]$/u, ''))) break
    after = word.text
  }
  if (last === undefined) return undefined
  return count > 1 || acronymBehind(text, last) ? { start, end: last } : undefined
}
