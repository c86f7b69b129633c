import type { Sql } from './embedded-schema.ts'
import { foldedText, type Word } from './words.ts'

/** The dictionaries of Postgres by language; a language without one is searched by its words as they are. */
const dictionaries: Record<string, string> = {
  ar: 'arabic_stem',
  ca: 'catalan_stem',
  da: 'danish_stem',
  de: 'german_stem',
  el: 'greek_stem',
  en: 'english_stem',
  es: 'spanish_stem',
  fi: 'finnish_stem',
  fr: 'french_stem',
  hi: 'hindi_stem',
  hu: 'hungarian_stem',
  id: 'indonesian_stem',
  it: 'italian_stem',
  ne: 'nepali_stem',
  nl: 'dutch_stem',
  no: 'norwegian_stem',
  pt: 'portuguese_stem',
  ro: 'romanian_stem',
  ru: 'russian_stem',
  sr: 'serbian_stem',
  sv: 'swedish_stem',
  ta: 'tamil_stem',
  tr: 'turkish_stem',
}

/** These stemmers know endings by their accents ("régularisé"), so both forms of a word are kept. */
const needAccents = new Set(['fr'])

const rememberedWords = 50_000

export type Stemmer = {
  /** The stems of every word by its `lower` form: none for a word that says nothing ("the"), two where accents matter. */
  stemsOf(language: string, words: readonly Word[]): Promise<ReadonlyMap<string, readonly string[]>>
}

export function stems(language: string): boolean {
  return language in dictionaries
}

/** Reduces words to stems by the dictionaries of the database, asking it once for each word and remembering many. */
export function openStemmer(sql: Pick<Sql, 'query'>): Stemmer {
  const remembered = new Map<string, Map<string, readonly string[]>>()
  return {
    async stemsOf(language, words) {
      const dictionary = dictionaries[language]
      if (!dictionary) return new Map(words.map((word) => [word.lower, [word.folded]]))
      let known = remembered.get(language)
      if (!known || known.size > rememberedWords) remembered.set(language, (known = new Map()))
      const missing = new Map<string, Word>()
      for (const word of words) if (!known.has(word.lower)) missing.set(word.lower, word)
      if (missing.size > 0) await learn({ sql, language, dictionary, words: [...missing.values()], known })
      return known
    },
  }
}

type Lesson = {
  sql: Pick<Sql, 'query'>
  language: string
  dictionary: string
  words: Word[]
  known: Map<string, readonly string[]>
}

async function learn({ sql, language, dictionary, words, known }: Lesson): Promise<void> {
  const forms = words.map((word) => [word.lower, word.folded])
  const { rows } = await sql.query<{ lower: string; of_lower: string[] | null; of_folded: string[] | null }>(
    `select form->>0 as lower, ts_lexize($1::regdictionary, form->>0) as of_lower, ts_lexize($1::regdictionary, form->>1) as of_folded
     from json_array_elements($2::json) as form`,
    [dictionary, JSON.stringify(forms)],
  )
  for (const row of rows) {
    const saysNothing = row.of_lower?.length === 0 || row.of_folded?.length === 0
    const both = needAccents.has(language) ? [...(row.of_lower ?? []), ...(row.of_folded ?? [])] : (row.of_folded ?? [])
    known.set(row.lower, saysNothing ? [] : [...new Set(both.map(foldedText))])
  }
}
