import file from './number-words.json' with { type: 'json' }

/** How a language writes numbers in words; all words in lower case. */
export type NumberWords = {
  /** 1 to 29, as far as they are words of their own. */
  units: Record<string, number>
  tens: Record<string, number>
  /** Words that make hundreds of the unit before them. */
  hundred: string[]
  /** Hundreds that are words of their own (doscientos). */
  hundreds: Record<string, number>
  thousand: string[]
  /** Million and more. */
  scales: Record<string, number>
  /** Collective numbers (dozen, centaine): rounded, by nature. */
  dozen: Record<string, number>
  /** The word between parts of one number (and, et, y). */
  joiner: string
  article: string[]
  half: string[]
  /** Scale words and abbreviations that stand behind digits. */
  abbreviations: Record<string, number>
}

const en: NumberWords = file.en
const fr: NumberWords = file.fr
const es: NumberWords = file.es

/** The number words of a language; English ones for languages that we do not read. */
export function numberWordsOf(language: string): NumberWords {
  return language === 'fr' ? fr : language === 'es' ? es : en
}
