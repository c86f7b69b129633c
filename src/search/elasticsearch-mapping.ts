import { FilterField } from '../contracts/search.ts'

/** Grows with every change of the mappings or of what is written; an index of another version is built anew. */
export const mappingVersion = 5

/** Languages that have a field of their own, with the name of their stemmer; others are searched by their words. */
export const stemmers = { en: 'english', fr: 'french', es: 'light_spanish' } as const

/** Languages with a stemmed field. */
export const stemmedLanguages = ['en', 'fr', 'es'] as const

/** What the index tells of itself, so that it is never taken for another's or another's for it. */
export type Meta = { application: 'rihla'; version: number; rebuilt: boolean }

/** The index of passages: what is searched. Unknown fields are refused. */
export function passagesIndex(options: IndexOptions) {
  return {
    settings: settings(options),
    mappings: {
      dynamic: 'strict',
      _meta: metaOf(false),
      properties: {
        documentId: keyword,
        documentNumber: { type: 'long', index: false },
        ordinal: { type: 'integer' },
        language: keyword,
        kind: keyword,
        page: { type: 'integer' },
        firstDay: { type: 'integer' },
        lastDay: { type: 'integer' },
        ...textFields('text'),
        ...textFields('context'),
        labels: keyword,
        facets: { properties: Object.fromEntries(FilterField.options.map((field) => [field, keyword])) },
        figures: {
          type: 'nested',
          properties: {
            kind: keyword,
            low: { type: 'double' },
            high: { type: 'double' },
            currency: keyword,
            unit: keyword,
            from: { type: 'integer' },
            to: { type: 'integer' },
          },
        },
        record: unsearched,
        body: unsearched,
      },
    },
  }
}

/** The index of documents: one record each, and the beginnings of names for completing them. */
export function documentsIndex(options: IndexOptions) {
  return {
    settings: settings(options),
    mappings: {
      dynamic: 'strict',
      _meta: metaOf(false),
      properties: {
        documentId: keyword,
        passageCount: { type: 'integer' },
        beginnings: keyword,
      },
    },
  }
}

export function metaOf(rebuilt: boolean): Meta {
  return { application: 'rihla', version: mappingVersion, rebuilt }
}

export type IndexOptions = { shards: number; replicas: number; refreshSeconds: number }

const longestKeyword = 1_000
export const keyword = { type: 'keyword', ignore_above: longestKeyword }
/** Kept as written, in JSON, for giving it back. */
export const unsearched = { type: 'keyword', index: false, doc_values: false }

/** The words as printed, and their stems in the field of the passage's language. */
function textFields(name: string) {
  const field = (analyzer: string) => ({ type: 'text', analyzer, index_options: 'offsets' })
  return {
    [name]: field('rihla_words'),
    ...Object.fromEntries(stemmedLanguages.map((language) => [`${name}_${language}`, field(`rihla_${language}`)])),
  }
}

function settings({ shards, replicas, refreshSeconds }: IndexOptions) {
  return {
    number_of_shards: shards,
    number_of_replicas: replicas,
    refresh_interval: `${refreshSeconds}s`,
    max_result_window: 100_000,
    /** Passages of one document: an export asks for them all. */
    max_inner_result_window: 100_000,
    /** Words are marked one by one, at a third of the cost; we join those of a phrase. An index without it is marked alike. */
    highlight: { weight_matches_mode: { enabled: false } },
    /** A heading is short, but not for that a better answer than the paragraph below it. */
    similarity: { default: { type: 'BM25', b: 0.3, k1: 1.2 } },
    analysis: {
      char_filter: {
        rihla_articles: replacing(elidedArticle, ' '),
        rihla_possessives: replacing(possessive, ' '),
        rihla_grouped_digits: replacing(groupMark, ''),
      },
      filter: Object.fromEntries(
        stemmedLanguages.map((language) => [
          `rihla_stems_${language}`,
          { type: 'stemmer', language: stemmers[language] },
        ]),
      ),
      analyzer: {
        rihla_words: analyzer(['lowercase', 'asciifolding']),
        rihla_en: analyzer(['lowercase', 'asciifolding', 'rihla_stems_en']),
        /** The endings of French are known by their accents, which go only afterwards. */
        rihla_fr: analyzer(['lowercase', 'rihla_stems_fr', 'asciifolding']),
        rihla_es: analyzer(['lowercase', 'asciifolding', 'rihla_stems_es']),
      },
    },
  }
}

/** As `wordsOf` in words.ts: "l’emploi" is "emploi", "worker’s" is "worker", "131,000" is "131000". */
const apostrophe = `['’ʼ‘\`´]`
const elidedArticle = `(?i)(?<![\\p{L}\\p{N}])(?:l|d|j|m|n|s|t|c|qu|jusqu|lorsqu|puisqu|quoiqu)${apostrophe}(?=\\p{L})`
const possessive = `(?i)(?<=\\p{L})${apostrophe}s?(?![\\p{L}\\p{N}])`
const groupMark = '(?<=\\d)[,.](?=\\d{3}(?!\\d))'

function replacing(pattern: string, replacement: string) {
  return { type: 'pattern_replace', pattern, replacement }
}

function analyzer(filter: string[]) {
  const char_filter = ['rihla_articles', 'rihla_possessives', 'rihla_grouped_digits']
  return { type: 'custom', char_filter, tokenizer: 'standard', filter }
}
