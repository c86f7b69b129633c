import { Passage, type QueryNode, type SearchRequest, type SearchResponse } from '../contracts/search.ts'
import { RihlaError } from '../errors.ts'
import { type Embedded, search } from './embedded-search.ts'
import { lexeme } from './lexemes.ts'
import { wordsOf } from './words.ts'

const tellingWords = 14
/** So much of the telling words' weight must another passage hold. */
const share = 0.25

/** Passages that share the words by which this one stands out. */
export async function similar(
  index: Embedded,
  passageId: string,
  { size, passagesPerDocument }: Pick<SearchRequest, 'size' | 'passagesPerDocument'>,
): Promise<SearchResponse> {
  const { passageKey, text } = await passageOf(index, passageId)
  const words = await tellingWordsOf(index, text)
  const nodes = words.map((word): QueryNode => ({ type: 'word', word, match: 'word' }))
  const query: QueryNode = nodes.length === 0 ? { type: 'nothing' } : { type: 'some', nodes, share }
  return search(index, { query, size, passagesPerDocument, facets: [] }, passageKey)
}

async function passageOf({ sql, tables, columns }: Embedded, passageId: string) {
  const [documentId, ordinal] = passageId.split('-')
  const document = [...(await columns.load()).values()].find((column) => column.documentId === documentId)
  const passageKey = document && /^\d{1,9}$/.test(ordinal ?? '') ? document.firstKey + Number(ordinal) : undefined
  const { rows } = await sql.query<{ body: string }>(`select body from ${tables.passage} where passage_key = $1`, [
    passageKey ?? null,
  ])
  if (passageKey === undefined || !rows[0] || Number(ordinal) >= document!.passageCount)
    throw new RihlaError('document-unknown', `the index holds no such passage: ${passageId.slice(0, 100)}`)
  return { passageKey, text: Passage.parse(JSON.parse(rows[0].body)).text }
}

/** The words that are frequent here and rare elsewhere; words of this passage alone cannot lead to another. */
async function tellingWordsOf({ sql, tables }: Embedded, text: string): Promise<string[]> {
  const counts = new Map<string, number>()
  for (const { folded } of wordsOf(text)) if (folded.length > 2) counts.set(folded, (counts.get(folded) ?? 0) + 1)
  const { rows } = await sql.query<{ term: string; passages: number }>(
    `select term, passages from ${tables.term}
     where term in (select json_array_elements_text($1::json) collate "C") and passages > 1`,
    [JSON.stringify([...counts.keys()].map(lexeme.word))],
  )
  return rows
    .map(({ term, passages }) => ({
      word: term.slice(1),
      weight: (1 + Math.log(counts.get(term.slice(1))!)) / Math.log(1 + passages),
    }))
    .sort((one, other) => other.weight - one.weight || (one.word < other.word ? -1 : 1))
    .slice(0, tellingWords)
    .map(({ word }) => word)
}
