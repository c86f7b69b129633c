import type { Span } from '../../contracts/position.ts'
import { type NumberWords, numberWordsOf } from '../../gazetteers/number-words.ts'

/** A number in words. `scaled`: it has a million or more in it. `rounded`: a dozen, une centaine. */
export type WordNumeral = Span & { value: number; scaled: boolean; rounded: boolean }

type Part = { role: 'unit' | 'ten' | 'hundred' | 'hundreds' | 'thousand' | 'scale' | 'half'; value: number }
type Reader = {
  pattern: RegExp
  joined: RegExp
  parts: ReadonlyMap<string, Part>
  words: NumberWords
  language: string
}
const readers = new Map<string, Reader>()

/** Every number in the words of the language, sorted by start. */
export function wordNumeralsOf(text: string, language: string): WordNumeral[] {
  const reader = readerOf(language)
  const found: WordNumeral[] = []
  for (const match of text.matchAll(reader.pattern)) readRun(match[0], match.index, reader, found)
  return found
}

function readerOf(language: string): Reader {
  const known = readers.get(language)
  if (known) return known
  const words = numberWordsOf(language)
  const parts = new Map<string, Part>()
  const add = (role: Part['role'], table: Record<string, number>) => {
    for (const [word, value] of Object.entries(table)) parts.set(word, { role, value })
  }
  const worth = (list: readonly string[], value: number) => Object.fromEntries(list.map((word) => [word, value]))
  add('unit', words.units)
  add('ten', words.tens)
  add('hundreds', words.hundreds)
  add('hundred', worth(words.hundred, 100))
  add('thousand', worth(words.thousand, 1000))
  add('scale', words.scales)
  add('half', worth(words.half, 0.5))
  add('hundred', words.dozen)
  const word = `(?:${[...parts.keys()].toSorted((one, other) => other.length - one.length).join('|')})`
  const filler = `(?:${words.joiner} )?(?:(?:${words.article.join('|')}) )?`
  const joiner = `[ \\u00a0-]${filler}`
  const article = `(?:(?:${words.article.join('|')}) )?`
  const pattern = new RegExp(`(?<![\\p{L}\\d])${article}${word}(?:${joiner}${word})*(?![\\p{L}\\d])`, 'giu')
  const joined = new RegExp(`[ \\u00a0-]${words.joiner}(?: (?:${words.article.join('|')}))?[ \\u00a0-]$`, 'i')
  const reader = { pattern, joined, parts, words, language }
  readers.set(language, reader)
  return reader
}

/** Reads the numbers in a run of number words: usually one, more where the words do not fit together (two three). */
function readRun(run: string, start: number, reader: Reader, found: WordNumeral[]): void {
  let number = new Sum()
  let pending = -1
  const finish = () => {
    if (number.worth) found.push({ start: number.start, end: number.end, ...number.total })
    number = new Sum()
  }
  // "un migrant sur huit": an article that no number follows is a one, where the language has one word for both.
  const finishArticle = () => {
    const article = /^\p{L}+/u.exec(run.slice(pending - start))
    if (pending >= 0 && article && reader.parts.has(article[0].toLowerCase()))
      found.push({ start: pending, end: pending + article[0].length, value: 1, scaled: false, rounded: false })
  }
  for (const match of run.matchAll(/[^ \u00a0-]+/g)) {
    const text = match[0].toLowerCase()
    const part = reader.parts.get(text)
    const from = start + match.index
    if (reader.words.article.includes(text) && !number.open) pending = from
    if (!part || (reader.words.article.includes(text) && !number.open)) continue
    const joined = reader.joined.test(run.slice(Math.max(0, match.index - 10), match.index))
    if (number.open && !number.takes(part, joined, reader.language)) finish()
    // An article is part of the number only where it counts: "a million", not "a five-year plan".
    const counts = pending >= 0 && part.role !== 'unit' && part.role !== 'ten' && part.role !== 'hundreds'
    if (!number.open) number.start = counts ? pending : from
    number.add(part, pending >= 0 || (reader.language !== 'en' && part.role !== 'scale'))
    if (text in reader.words.dozen) number.rounded = true
    number.end = from + match[0].length
    pending = -1
  }
  finish()
  finishArticle()
}

/** A number in words as it grows: what stands below a thousand, the thousands, and the millions and more. */
class Sum {
  start = 0
  end = 0
  open = false
  rounded = false
  private below = 0
  private thousands = 0
  private above = 0
  private lastScale = Number.POSITIVE_INFINITY
  private half = false
  private bare = false

  /** Whether the next word can be part of this number. */
  takes(part: Part, joined: boolean, language: string): boolean {
    if (this.half) return part.role === 'scale' || part.role === 'thousand'
    const rest = this.below % 100
    switch (part.role) {
      case 'unit':
        if (joined && language === 'en' && this.below < 100 && !this.thousands && !this.above) return false
        if (rest === 0) return this.below > 0 || this.thousands > 0 || this.above > 0
        if (part.value < 10) return rest >= 20 && rest % 10 === 0
        return language === 'fr' && part.value < 20 && (rest === 60 || rest === 80)
      case 'ten':
        if (language === 'fr' && part.value === 20 && rest === 4) return true
        return rest === 0
      case 'hundreds':
        return this.below === 0
      case 'hundred':
        return this.below < 20 && !joined
      case 'thousand':
        return this.thousands === 0 && !joined
      case 'scale':
        return part.value < this.lastScale && !joined
      case 'half':
        break
    }
    return joined
  }

  /** `counted`: an article stands before it, or the language needs none (mille, cien). */
  add({ role, value }: Part, counted: boolean): void {
    if (!this.open) this.bare = (role === 'hundred' || role === 'thousand' || role === 'scale') && !counted
    this.open = true
    if (role === 'half') this.half = true
    const factor = (amount: number) => (this.half ? amount + 0.5 : amount || 1)
    switch (role) {
      case 'unit':
      case 'hundreds':
        this.below += value
        break
      case 'ten':
        if (value === 20 && this.below % 100 === 4) this.below += 76
        else this.below += value
        break
      case 'hundred':
        this.below = (this.below || 1) * value
        break
      case 'thousand':
        this.thousands = factor(this.below) * 1000
        this.below = 0
        this.half = false
        break
      case 'scale':
        this.above += factor(this.thousands + this.below) * value
        this.lastScale = value
        this.thousands = this.below = 0
        this.half = false
        break
      case 'half':
        break
    }
  }

  get total(): { value: number; scaled: boolean; rounded: boolean } {
    const half = this.half && this.above > 0 ? this.lastScale / 2 : 0
    return { value: this.above + this.thousands + this.below + half, scaled: this.above > 0, rounded: this.rounded }
  }

  /** Whether it is a number at all: "half" and "thousand" or "millions" by themselves are not. */
  get worth(): boolean {
    if (!this.open || this.total.value === 0) return false
    return !this.bare
  }
}
