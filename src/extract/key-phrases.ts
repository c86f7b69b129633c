import type { KeyPhrase } from '../contracts/extracted-document.ts'
import type { Paragraph } from '../contracts/parsed-document.ts'
import { stopWords } from '../gazetteers/stop-words.ts'
import { type ExtractionInput } from './extraction-input.ts'
import { stemOf } from './tokens.ts'

/** How many phrases a document gets. */
const mostPhrases = 20
const longestPhrase = 3
/** How much more a phrase of one, two or three words tells. */
const telling = [1, 3, 4]

type Word = { text: string; stem: string }
type Phrase = { count: number; words: number; stems: string[]; forms: Map<string, number> }

/**
 * The phrases that a document is about, the weightiest first: runs of up to three words, counted by their stems, weighed
 * by how often they come and how few of the paragraphs have their words (TF-IDF with the paragraphs as the collection).
 */
export function findKeyPhrases(input: ExtractionInput): KeyPhrase[] {
  const runs = input.paragraphs.filter(isProse).flatMap((paragraph, index) =>
    runsOf(input.text.slice(paragraph.start, paragraph.end), input.language).map((words) => ({
      words,
      paragraph: index,
    })),
  )
  const { counts, paragraphsOf, total } = countStems(runs)
  // In a long document a phrase that comes twice says nothing; and counting every pair of words would cost memory.
  const least = Math.max(2, Math.ceil(total / 20_000))
  const phrases = countPhrases(runs, (stem) => (counts.get(stem) ?? 0) >= least)
  const paragraphCount = input.paragraphs.length
  const weightOf = (phrase: Phrase): number => {
    const rarity = phrase.stems.reduce(
      (sum, stem) => sum + Math.log(1 + paragraphCount / (paragraphsOf.get(stem) ?? 1)),
      0,
    )
    // A phrase says more than its words: "labour migration" more than "labour" and "migration".
    return (phrase.count * rarity * telling[phrase.words - 1]!) / phrase.words
  }
  const ranked = [...phrases.values()]
    .filter(({ count, words }) => count >= least && (words > 1 || count > least))
    .map((phrase) => ({ phrase, weight: weightOf(phrase) }))
    .toSorted((one, other) => other.weight - one.weight)
  const heaviest = ranked[0]?.weight ?? 1
  return withoutParts(ranked).map(({ phrase, weight }) => ({
    phrase: usualForm(phrase),
    weight: Number(Math.max(0.001, weight / heaviest).toFixed(3)),
  }))
}

const isProse = ({ kind }: Paragraph): boolean => kind !== 'note' && kind !== 'table'

/** The stretches of words between punctuation and stop words. */
function runsOf(text: string, language: string): Word[][] {
  const runs: Word[][] = []
  let run: Word[] = []
  let end = 0
  const close = () => {
    if (run.length > 0) runs.push(run)
    run = []
  }
  for (const match of text.matchAll(/\p{L}[\p{L}\p{M}’'-]*/gu)) {
    const word = match[0].replace(/['’-]+$/, '')
    const lower = word.toLowerCase()
    if (match.index !== end + 1 || text[end] !== ' ') close()
    end = match.index + match[0].length
    if (word.length < 3 || word.length > 40 || stopWords.has(lower)) close()
    else run.push({ text: word, stem: stem(lower, language) })
  }
  close()
  return runs
}

type Run = { words: Word[]; paragraph: number }

function countStems(runs: readonly Run[]) {
  const counts = new Map<string, number>()
  const paragraphsOf = new Map<string, number>()
  const lastSeen = new Map<string, number>()
  let total = 0
  for (const { words, paragraph } of runs) {
    for (const { stem } of words) {
      total++
      counts.set(stem, (counts.get(stem) ?? 0) + 1)
      if (lastSeen.get(stem) !== paragraph) paragraphsOf.set(stem, (paragraphsOf.get(stem) ?? 0) + 1)
      lastSeen.set(stem, paragraph)
    }
  }
  return { counts, paragraphsOf, total }
}

function countPhrases(runs: readonly Run[], isFrequent: (stem: string) => boolean): Map<string, Phrase> {
  const phrases = new Map<string, Phrase>()
  for (const { words } of runs) {
    for (let first = 0; first < words.length; first++) {
      for (let length = 1; length <= longestPhrase && first + length <= words.length; length++) {
        if (!isFrequent(words[first + length - 1]!.stem)) break
        add(phrases, words.slice(first, first + length))
      }
    }
  }
  return phrases
}

function add(phrases: Map<string, Phrase>, words: readonly Word[]): void {
  const stems = words.map(({ stem }) => stem)
  const key = stems.join(' ')
  const phrase = phrases.get(key) ?? { count: 0, words: words.length, stems, forms: new Map<string, number>() }
  phrase.count++
  const form = words.map(({ text }) => text).join(' ')
  phrase.forms.set(form, (phrase.forms.get(form) ?? 0) + 1)
  phrases.set(key, phrase)
}

/** Leaves out a phrase that only comes as a part of a weightier one, or that one with a word more. */
function withoutParts(ranked: readonly { phrase: Phrase; weight: number }[]): { phrase: Phrase; weight: number }[] {
  const kept: { phrase: Phrase; weight: number }[] = []
  for (const candidate of ranked) {
    if (kept.length === mostPhrases) break
    const stems = ` ${candidate.phrase.stems.join(' ')} `
    const covered = kept.some(({ phrase }) => {
      const other = ` ${phrase.stems.join(' ')} `
      return other.includes(stems) || (stems.includes(other) && candidate.phrase.count < 0.6 * phrase.count)
    })
    if (!covered) kept.push(candidate)
  }
  return kept
}

/** The form in which the phrase is mostly printed; small letters where it is printed in several. */
function usualForm({ forms }: Phrase): string {
  const [first] = [...forms].toSorted(([, one], [, other]) => other - one)
  const form = first![0]
  return forms.has(form.toLowerCase()) ? form.toLowerCase() : form
}

/** Stems already made: a long document repeats its words. Bounded, so that a hostile one cannot fill the memory. */
const stems = new Map<string, string>()
const mostStems = 50_000

function stem(word: string, language: string): string {
  const key = `${language} ${word}`
  const known = stems.get(key)
  if (known !== undefined) return known
  if (stems.size >= mostStems) stems.clear()
  const made = stemOf(word, language)
  stems.set(key, made)
  return made
}
