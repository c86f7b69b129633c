import { createHash } from 'node:crypto'
import type { IndexDocument, Passage } from '../../src/contracts/search.ts'
import type { SearchIndex } from '../../src/search/search-index.ts'
import { DocumentId } from '../../src/contracts/stored-document.ts'

const vocabularySize = 30_000
const passagesPerDocument = 200
const writtenTogether = 32
const seen = [
  'migration',
  'labour',
  'workers',
  'remittances',
  'recruitment',
  'domestic',
  'policy',
  'rights',
  'fees',
  'visa',
]
const countries = [
  'NPL',
  'LKA',
  'PHL',
  'IND',
  'BGD',
  'ARE',
  'QAT',
  'LBN',
  'JOR',
  'KWT',
  'MEX',
  'COL',
  'ESP',
  'FRA',
  'MAR',
]
const donors = ['SDC', 'EU', 'USDOL', 'Norway']
const syllables = [
  'ra',
  'mi',
  'to',
  'sel',
  'an',
  'der',
  'kin',
  'po',
  'lu',
  've',
  'tas',
  'gor',
  'ne',
  'shi',
  'bal',
  'qu',
]

/** Documents of made-up passages whose words are as unevenly common as those of a language; always the same ones. */
function* modelDocuments(passages: number): Generator<IndexDocument> {
  const random = randomness(1)
  for (let at = 0; at * passagesPerDocument < passages; at++)
    yield documentOf(at, Math.min(passagesPerDocument, passages - at * passagesPerDocument), random)
}

/** Writes so many passages of the model; several documents at once share what the engine does at the end of each. */
export function modelPassages(passages: number): (indices: { index: Pick<SearchIndex, 'write'> }) => Promise<void> {
  return async ({ index }) => {
    const documents = modelDocuments(passages)
    const writeAll = async () => {
      for (const document of documents) await index.write(document)
    }
    await Promise.all(Array.from({ length: writtenTogether }, writeAll))
  }
}

/** Queries as people ask them: a common word or two, a rarer one, at times a phrase or a filter. */
export function modelQueries(count: number): string[] {
  const random = randomness(2)
  return Array.from({ length: count }, (_, at) => {
    const words = [pick(seen, random), wordAt(rankOf(random)), wordAt(50 + Math.floor(random() * 2_000))]
    const text = words.slice(0, 1 + (at % 3)).join(' ')
    if (at % 5 === 1) return `${text} country:${pick(countries, random)}`
    if (at % 5 === 2) return `"${pick(seen, random)} ${pick(seen, random)}" OR ${text}`
    if (at % 5 === 3) return `${text} -${pick(seen, random)}`
    return text
  })
}

/** Whole sentences: five to eight words that are common, and one that no passage holds. */
export function modelSentences(count: number): string[] {
  const random = randomness(3)
  return Array.from({ length: count }, (_, at) => {
    const words = Array.from({ length: 5 + (at % 4) }, () => pick(seen, random))
    return [...new Set(words), wordAt(50 + Math.floor(random() * 2_000)), 'platypus'].join(' ')
  })
}

function documentOf(at: number, count: number, random: () => number): IndexDocument {
  const documentId = DocumentId.parse(createHash('sha256').update(`model ${at}`).digest('hex'))
  let start = 0
  const passages = Array.from({ length: count }, (_, ordinal): Passage => {
    const text = textOf(ordinal % 12 === 0 ? 6 : 40 + Math.floor(random() * 80), random)
    const passage: Passage = {
      passageId: `${documentId}-${ordinal}`,
      ordinal,
      kind: ordinal % 12 === 0 ? 'heading' : 'body',
      language: 'en',
      page: 1 + Math.floor(ordinal / 6),
      text,
      start,
      runs: [[start, start + text.length, 1 + Math.floor(ordinal / 6), 50, 100, 400, 12]],
      entities: {
        countries: some(countries, random),
        impliedCountries: [],
        regions: random() < 0.05 ? ['ASEAN'] : [],
        instruments: random() < 0.1 ? ['C189', 'C097'].slice(0, 1 + Math.floor(random() * 2)) : [],
        organisations: [],
        donors: random() < 0.05 ? [pick(donors, random)] : [],
        projects: [],
        corridors: [],
      },
      figures: random() < 0.2 ? [{ kind: 'percent', low: random() * 100, high: 100 }] : [],
      activeYears: [],
    }
    start += text.length + 2
    return passage
  })
  return {
    documentId,
    title: `Model ${at} ${textOf(4, random)}`,
    names: [`model-${at}.pdf`],
    language: 'en',
    date: String(2000 + (at % 25)),
    pageCount: 1 + Math.floor(count / 6),
    incomplete: [],
    entities: passages[0]!.entities,
    keyPhrases: [],
    passages,
  }
}

function textOf(words: number, random: () => number): string {
  return Array.from({ length: words }, () => (random() < 0.06 ? pick(seen, random) : wordAt(rankOf(random)))).join(' ')
}

/** Zipf's law: the nth word is about n times rarer than the first. */
function rankOf(random: () => number): number {
  return Math.min(vocabularySize - 1, Math.floor(vocabularySize ** random()))
}

function wordAt(rank: number): string {
  let word = ''
  for (let rest = rank + 300; rest > 0; rest = Math.floor(rest / syllables.length))
    word += syllables[rest % syllables.length]!
  return word
}

function some(values: string[], random: () => number): string[] {
  return random() < 0.6 ? [] : [...new Set([pick(values, random), pick(values, random)])].sort()
}

function pick<Value>(values: readonly Value[], random: () => number): Value {
  return values[Math.floor(random() * values.length)]!
}

/** Mulberry32: small, and the same everywhere. */
function randomness(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
