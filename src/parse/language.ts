import { eld } from 'eld/extrasmall'

const sampleCharacters = 6_000

/** The language of a text, by ISO 639-1; `und` where there is too little text to tell. */
export function languageOf(text: string): string {
  const sample = sampleOf(text)
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < 20) return 'und'
  const { language } = eld.detect(sample)
  return /^[a-z]{2}$/.test(language) ? language : 'und'
}

/** Three pieces of the text: a cover page or a list of references may be in another language than the rest. */
function sampleOf(text: string): string {
  if (text.length <= sampleCharacters) return text
  const piece = sampleCharacters / 3
  const starts = [0.2, 0.5, 0.75].map((share) => Math.floor(share * (text.length - piece)))
  return starts.map((start) => text.slice(start, start + piece)).join(' ')
}
