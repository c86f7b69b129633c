import { type Hit, type HitPassage, IndexDocument, Passage } from '../contracts/search.ts'
import { arrayOf } from './embedded-schema.ts'
import type { Embedded, OrderedDocument } from './embedded-search.ts'
import { highlightsOf } from './highlights.ts'
import { boxesIn, pageIn } from './passage-boxes.ts'
import type { RankedPassage } from './ranking.ts'
import type { Term } from './terms.ts'
import { type Word, wordsOf } from './words.ts'

const Record = IndexDocument.omit({ passages: true, entities: true })

/** The documents of a page with their best passages. One that was removed meanwhile is left out. */
export async function hitsOf(
  index: Embedded,
  page: readonly OrderedDocument[],
  { terms, passagesPerDocument }: { terms: readonly Term[]; passagesPerDocument: number },
): Promise<Hit[]> {
  const shown = page.map((entry) => ({ ...entry, passages: entry.passages.slice(0, passagesPerDocument) }))
  const records = await recordsOf(index, shown)
  const bodies = await bodiesOf(index, shown)
  const readings = await readingsOf(index, [...bodies.values()])
  const hits: Hit[] = []
  for (const { document, passages, score, passageCount } of shown) {
    const record = records.get(document.documentKey)
    if (!record) continue
    const { keyPhrases: _, ...known } = record
    const found = passages.flatMap((ranked) => {
      const passage = bodies.get(ranked.passageKey)
      return passage ? [{ ranked, passage }] : []
    })
    hits.push({
      ...known,
      completeness: known.incomplete.length > 0 ? 'partial' : 'complete',
      score,
      passageCount,
      passages: found.map(({ ranked, passage }) => hitPassage(terms, ranked, passage, readings.get(passage)!)),
    })
  }
  return hits
}

/** The words of a passage and what they are reduced to. */
type Reading = { words: Word[]; stems: ReadonlyMap<string, readonly string[]> }

/** Every passage read; the stems of all are asked for at once, language by language. */
async function readingsOf({ stemmer }: Embedded, passages: readonly Passage[]): Promise<Map<Passage, Reading>> {
  const readings = new Map<Passage, Reading>()
  const byLanguage = Map.groupBy(passages, (passage) => passage.language)
  for (const [language, group] of byLanguage) {
    const read = group.map((passage) => ({ passage, words: wordsOf(passage.text) }))
    const stems = await stemmer.stemsOf(
      language,
      read.flatMap(({ words }) => words),
    )
    for (const { passage, words } of read) readings.set(passage, { words, stems })
  }
  return readings
}

function hitPassage(
  terms: readonly Term[],
  { score, explanation }: RankedPassage,
  passage: Passage,
  { words, stems }: Reading,
): HitPassage {
  const highlights = highlightsOf({ words, language: passage.language, stems, terms })
  const boxes = boxesIn(passage, highlights)
  const page = highlights.length > 0 ? pageIn(passage, boxes) : passage.page
  const { ordinal: _, runs: __, activeYears: ___, headings: ____, ...shown } = passage
  return { ...shown, score, highlights, page, boxes, ...(explanation ? { explanation } : {}) }
}

async function recordsOf({ sql, tables }: Embedded, page: readonly OrderedDocument[]) {
  const { rows } = await sql.query<{ document_key: number; record: string }>(
    `select document_key, record from ${tables.document}
     where document_key = any($1::text::int[])`,
    [arrayOf(page.map(({ document }) => document.documentKey))],
  )
  return new Map(rows.map((row) => [row.document_key, Record.parse(JSON.parse(row.record))]))
}

async function bodiesOf({ sql, tables }: Embedded, page: readonly OrderedDocument[]) {
  const { rows } = await sql.query<{ passage_key: number; body: string }>(
    `select passage_key, body from ${tables.passage}
     where passage_key = any($1::text::int[])`,
    [arrayOf(page.flatMap(({ passages }) => passages.map(({ passageKey }) => passageKey)))],
  )
  return new Map(rows.map((row) => [row.passage_key, Passage.parse(JSON.parse(row.body))]))
}
