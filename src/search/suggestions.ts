import type { Completion, FilterField, SearchResponse } from '../contracts/search.ts'
import type { Embedded } from './embedded-search.ts'
import { lexeme } from './lexemes.ts'
import { mistakable, mostCorrections, nearWords } from './near-words.ts'
import type { WeightedTerm } from './ranking.ts'
import { foldedText } from './words.ts'

/** Fields whose values are names that people type. */
const named = new Set<FilterField>(['country', 'region', 'convention', 'organisation', 'donor', 'project', 'publisher'])

export type Corrections = NonNullable<SearchResponse['corrections']>

/**
 * For words that no passage holds, the nearest that some do; the commonest of those that are as near. Asked for where no
 * passage holds all that was asked.
 */
export async function correctionsOf(
  weighted: readonly WeightedTerm[],
  index: Pick<Embedded, 'sql' | 'tables'>,
): Promise<Corrections> {
  const corrections: Corrections = []
  for (const { term, known } of weighted) {
    const word = known ? undefined : mistakable(term.node)
    if (word === undefined || corrections.length >= mostCorrections) continue
    const [near] = await nearWords(word, index)
    if (near) corrections.push({ typed: term.typed, meant: near.word })
  }
  return corrections
}

/** Entities of which a word begins with what was typed, the commonest first, then words of the texts. */
export async function complete({ sql, tables, columns }: Embedded, typed: string, size: number): Promise<Completion[]> {
  const start = foldedText(typed)
  if (start.length < 2) return []
  await columns.load()
  const entities = columns
    .valuesWhere(([field, value]) => named.has(field) && ` ${foldedText(value)}`.includes(` ${start}`))
    .map(({ value: [field, value], count }): Completion => ({ field, value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
  const first = lexeme.word(start)
  const { rows } = await sql.query<{ term: string; passages: number }>(
    `select term, passages from ${tables.term} where term >= $1 and term < $2 order by passages desc, term limit $3`,
    [first, `${first}\u{10FFFF}`, size],
  )
  const words = start.includes(' ') ? [] : rows.map(({ term, passages }) => ({ value: term.slice(1), count: passages }))
  return [...entities, ...words].slice(0, size)
}
