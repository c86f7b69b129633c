import type { Paragraph } from '../contracts/parsed-document.ts'
import type { Span } from '../contracts/position.ts'

/** Words so common that a few lines tell the language, each in one of the three only. */
const commonWords = new Map<string, 'en' | 'fr' | 'es'>()
for (const [language, words] of [
  [
    'en',
    'the of and to in for is are was were with by that this from have has their which it an as at be not over about per people men women',
  ],
  [
    'fr',
    'le les des du et est dans pour une au aux qui que sont avec ce cette par leur plus ont été ses pas sur où dont près environ moins ans',
  ],
  [
    'es',
    'el los las del y por para con una que más son fue ha han su sus al este esta lo entre se hasta años cada casi unos alrededor personas millones',
  ],
] as const)
  // "que" and the like, of two languages, tell nothing.
  for (const word of words.split(' ')) {
    if (commonWords.has(word)) commonWords.delete(word)
    else commonWords.set(word, language)
  }

/** How much of a text is read to tell its language. */
const sampleLength = 2000

/** The language of a text among English, French and Spanish; undefined where too little tells it. */
export function languageOf(text: string, leastWords = 1): 'en' | 'fr' | 'es' | undefined {
  const seen = { en: 0, fr: 0, es: 0 }
  for (const [word] of text.slice(0, sampleLength).matchAll(/\p{L}+/gu)) {
    const language = commonWords.get(word.toLowerCase())
    if (language) seen[language]++
  }
  return (['en', 'fr', 'es'] as const).find((language) => {
    const others = (['en', 'fr', 'es'] as const).filter((other) => other !== language).map((other) => seen[other])
    return seen[language] >= leastWords && seen[language] > 2 * Math.max(...others)
  })
}

export type LanguageStretch = Span & { language: string }

/** Paragraphs as short as this are taken to be in the language of the document. */
const shortParagraph = 120

/** The text cut where its language changes; a paragraph that tells nothing is in the language of the document. */
export function languageStretches(
  text: string,
  paragraphs: readonly Paragraph[],
  documentLanguage: string,
): LanguageStretch[] {
  const stretches: LanguageStretch[] = []
  const base = documentLanguage === 'und' ? (languageOf(text) ?? 'und') : documentLanguage
  for (const { start, end } of paragraphs) {
    const long = end - start > shortParagraph
    const language = (long ? languageOf(text.slice(start, Math.min(end, start + sampleLength)), 6) : undefined) ?? base
    const last = stretches.at(-1)
    if (last?.language === language) last.end = end
    else stretches.push({ start: last?.end ?? 0, end, language })
  }
  if (stretches.length === 0) return [{ start: 0, end: text.length, language: base }]
  stretches.at(-1)!.end = text.length
  return stretches
}
