import type { Span } from '../contracts/position.ts'
import { lexeme } from './lexemes.ts'
import { mergedSpans } from './spans.ts'
import type { Term } from './terms.ts'
import type { Word } from './words.ts'

export type HighlightInput = {
  words: readonly Word[]
  language: string
  stems: ReadonlyMap<string, readonly string[]>
  terms: readonly Term[]
}

/** Where the terms stand in a text, by the same lexemes that found it: sorted, apart, words of a phrase as one range. */
export function highlightsOf({ words, language, stems, terms }: HighlightInput): Span[] {
  const lexemes = words.map((word) => lexemesOf(word, language, stems))
  const spans: Span[] = []
  for (const term of terms) {
    if (term.negated || term.saysNothing) continue
    for (let at = 0; at + term.sequence.length <= words.length; at++) {
      if (!term.sequence.every((step, offset) => matches(step, lexemes[at + offset]!))) continue
      spans.push({ start: words[at]!.start, end: words[at + term.sequence.length - 1]!.end })
    }
  }
  return mergedSpans(spans)
}

function lexemesOf(word: Word, language: string, stems: ReadonlyMap<string, readonly string[]>): string[] {
  const reduced = stems.get(word.lower) ?? [word.folded]
  return [lexeme.word(word.folded), ...reduced.map((stem) => lexeme.stem(language, stem))]
}

function matches(step: Term['sequence'][number], lexemes: readonly string[]): boolean {
  const { prefix } = step
  if (prefix !== undefined) return lexemes[0]!.startsWith(prefix)
  return lexemes.some((text) => step.lexemes.has(text))
}
