import type { Span } from '../contracts/position.ts'

/** A place in a text, told by its words: `start` is where they stood, which decides between equals only. */
export type TextQuote = { quote: string; prefix: string; suffix: string; start: number }

/** So much of the text around a quote tells it from the same words elsewhere. */
export const contextCharacters = 40

/** The quote of a span, as it is to be found again. */
export function quoteOf(text: string, { start, end }: Span): TextQuote {
  return {
    quote: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - contextCharacters), start),
    suffix: text.slice(end, end + contextCharacters),
    start,
  }
}

/**
 * Where the words stand in a text that may have been read anew: other blanks and line breaks do not matter. Of several
 * places the one whose surroundings are most alike is taken, then the nearest. Undefined where the words are gone.
 */
export function locateQuote(text: string, asked: TextQuote): Span | undefined {
  return locator(text)(asked)
}

/** As `locateQuote`, for many quotes of one text. */
export function locator(text: string): (asked: TextQuote) => Span | undefined {
  const searched = squeezed(text)
  return (asked) => {
    const quote = squeezed(asked.quote).text.trim()
    if (quote === '') return undefined
    const prefix = squeezed(asked.prefix).text
    const suffix = squeezed(asked.suffix).text
    let best: { at: number; likeness: number; distance: number } | undefined
    for (let at = searched.text.indexOf(quote), seen = 0; at >= 0 && seen < mostPlaces; seen++) {
      const likeness =
        sharedEnd(searched.text.slice(Math.max(0, at - contextCharacters), at), prefix) +
        sharedStart(searched.text.slice(at + quote.length, at + quote.length + contextCharacters), suffix)
      const distance = Math.abs(searched.offsets[at]! - asked.start)
      if (!best || likeness > best.likeness || (likeness === best.likeness && distance < best.distance))
        best = { at, likeness, distance }
      at = searched.text.indexOf(quote, at + 1)
    }
    if (!best) return undefined
    return { start: searched.offsets[best.at]!, end: searched.offsets[best.at + quote.length - 1]! + 1 }
  }
}

/** A word of a letter may stand in a text a hundred thousand times. */
const mostPlaces = 5000

/** The text with each run of blanks as one, and where each of its characters stood. */
function squeezed(text: string): { text: string; offsets: Uint32Array } {
  const offsets = new Uint32Array(text.length)
  const parts: string[] = []
  let length = 0
  for (const match of text.matchAll(/[^\s\u00AD]+|[\s\u00AD]+/gu)) {
    const [part] = match
    if (/^[\s\u00AD]/u.test(part)) {
      // A soft hyphen alone was printed for no blank.
      if (/^\u00AD+$/u.test(part)) continue
      parts.push(' ')
      offsets[length++] = match.index
      continue
    }
    parts.push(part)
    for (let index = 0; index < part.length; index++) offsets[length++] = match.index + index
  }
  return { text: parts.join(''), offsets }
}

function sharedEnd(one: string, other: string): number {
  const most = Math.min(one.length, other.length, contextCharacters)
  let shared = 0
  while (shared < most && one[one.length - 1 - shared] === other[other.length - 1 - shared]) shared++
  return shared
}

function sharedStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length, contextCharacters)
  let shared = 0
  while (shared < most && one[shared] === other[shared]) shared++
  return shared
}
