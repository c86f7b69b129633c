import distances from 'natural/lib/natural/distance/index.js'
import englishStemmer from 'natural/lib/natural/stemmers/porter_stemmer.js'
import spanishStemmer from 'natural/lib/natural/stemmers/porter_stemmer_es.js'
import frenchStemmer from 'natural/lib/natural/stemmers/porter_stemmer_fr.js'
import tokenizers from 'natural/lib/natural/tokenizers/index.js'

// The sub-paths, because importing natural whole reads `.env`, prints on stdout and takes half a second.

const sentenceTokenizer = new tokenizers.SentenceTokenizer([])

/**
 * Cuts a text at its marks of sentence end; the pieces joined are the text again, save blanks. It is cubic in the
 * number of marks, and reads braces and dollars as its own code: give it short texts without them, as sentences.ts does.
 */
export function cutAtSentenceMarks(text: string): string[] {
  return sentenceTokenizer.tokenize(text)
}

const stemmerOf: Record<string, { stem(word: string): string }> = {
  en: englishStemmer,
  fr: frenchStemmer,
  es: spanishStemmer,
}

/** The stem of a word in lower case; words of languages without a stemmer stay as they are. */
export function stemOf(word: string, language: string): string {
  return stemmerOf[language]?.stem(word) ?? word
}

/** Jaro-Winkler similarity, 0 to 1. High for Niger and Nigeria: for titles only, with `diceSimilarity` beside it. */
export function jaroWinklerSimilarity(one: string, other: string): number {
  return distances.JaroWinklerDistance(one, other, { ignoreCase: true })
}

/** Dice's coefficient over pairs of letters, 0 to 1. */
export function diceSimilarity(one: string, other: string): number {
  return distances.DiceCoefficient(one, other)
}
