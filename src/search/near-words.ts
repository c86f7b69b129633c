import { distanceWithin } from './edit-distance.ts'
import type { Sql, Tables } from './embedded-schema.ts'
import { lexeme } from './lexemes.ts'
import type { TextNode } from './query-leaves.ts'
import { wordsOf } from './words.ts'

type Context = { sql: Pick<Sql, 'query'>; tables: Tables }

const mostWords = 50

/** Words of the index that differ from this one in a letter or two, nearest first, then the commonest; and the word itself. */
export async function closeWords(word: string, { sql, tables }: Context): Promise<string[]> {
  const near = await nearWords(word, { sql, tables })
  return [...new Set([word, ...near.map((other) => other.word)])].slice(0, mostWords)
}

export type NearWord = { word: string; passages: number; distance: number }

/** As `closeWords`, with how near and how common they are. The first letter must be right. */
export async function nearWords(word: string, { sql, tables }: Context): Promise<NearWord[]> {
  const most = allowedDistance(word)
  if (most === 0) return []
  const { length } = lexeme.word(word)
  const start = lexeme.word(word.slice(0, /^[\uD800-\uDBFF]/.test(word) ? 2 : 1))
  const { rows } = await sql.query<{ term: string; passages: number }>(
    `select term, passages from ${tables.term}
     where term >= $1 and term < $2 and length(term) between $3 and $4`,
    [start, `${start}\u{10FFFF}`, length - most, length + most],
  )
  return nearestFirst(
    word,
    rows.map(({ term, passages }) => ({ word: term.slice(1), passages })),
  )
}

/** Those of the words that are as near as a mistake may lie: nearest first, then the commonest. */
export function nearestFirst(word: string, others: readonly Omit<NearWord, 'distance'>[]): NearWord[] {
  const most = allowedDistance(word)
  return others
    .map((other) => ({ ...other, distance: distanceWithin(word, other.word, most) }))
    .filter((other) => other.distance <= most)
    .sort(
      (one, other) =>
        one.distance - other.distance || other.passages - one.passages || (one.word < other.word ? -1 : 1),
    )
}

/** So many words at most of one query are told to be mistaken. */
export const mostCorrections = 3

/** The word, folded, if it is one that may be misspelt: no phrase, no beginning, no number, not too short. */
export function mistakable(node: TextNode): string | undefined {
  if (node.type !== 'word' || node.match !== 'word') return undefined
  const [word, ...others] = wordsOf(node.word)
  if (!word || others.length > 0 || /\d/.test(word.folded) || allowedDistance(word.folded) === 0) return undefined
  return word.folded
}

/** As Elasticsearch's `AUTO`: short words must be right. */
export function allowedDistance(word: string): 0 | 1 | 2 {
  return word.length < 3 ? 0 : word.length < 6 ? 1 : 2
}
