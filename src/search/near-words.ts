import type { Sql, Tables } from './embedded-schema.ts'
import { lexeme } from './lexemes.ts'

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
  const near = rows.map(({ term, passages }) => ({
    word: term.slice(1),
    passages,
    distance: distanceWithin(word, term.slice(1), most),
  }))
  return near
    .filter((other) => other.distance <= most)
    .sort(
      (one, other) =>
        one.distance - other.distance || other.passages - one.passages || (one.word < other.word ? -1 : 1),
    )
}

/** As Elasticsearch's `AUTO`: short words must be right. */
export function allowedDistance(word: string): 0 | 1 | 2 {
  return word.length < 3 ? 0 : word.length < 6 ? 1 : 2
}

/** Letters to change, add, leave out or exchange with their neighbour; `most + 1` where it is more than `most`. */
export function distanceWithin(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      let cost = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + (same ? 0 : 1))
      const exchanged = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      if (exchanged) cost = Math.min(cost, beforeLast[j - 2]! + 1)
      row.push(cost)
    }
    if (Math.min(...row) > most) return most + 1
    beforeLast = last
    last = row
  }
  return last[other.length]!
}
