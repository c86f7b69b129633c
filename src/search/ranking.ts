import type { Explanation } from '../contracts/search.ts'
import { arrayOf, type Sql, type Tables } from './embedded-schema.ts'
import type { Term } from './terms.ts'

/** A term with its weight: the rarer its words, the more it tells. `known`: the index holds all of its words. */
export type WeightedTerm = { term: Term; weight: number; known: boolean }

export type RankedPassage = { passageKey: number; score: number; explanation?: Explanation }

/** Weights of D, C, B, A: the document's title, the section's heading, text, and text that is a heading itself. */
const weights = "'{0.1, 0.2, 0.6, 0.8}'"
const proximityWeights = "'{0, 0, 0.6, 0.8}'"
const mostTerms = 16
/** Passages about as long as this are neither favoured nor held back. */
const usualWordCount = 80

/** The terms that rank, in the query's order; weights by how many passages hold the term's words. */
export async function weightedTerms(
  terms: Iterable<Term>,
  { sql, tables, passageCount }: { sql: Pick<Sql, 'query'>; tables: Tables; passageCount: number },
): Promise<WeightedTerm[]> {
  const ranking = rankingTerms(terms)
  const held = await passagesHolding(ranking, sql, tables)
  return ranking.map((term) => {
    const counts = term.sequence.map((step) => {
      const lexemes = step.prefix === undefined ? [...step.lexemes] : [`${step.prefix}*`]
      return Math.max(0, ...lexemes.map((text) => held.get(text) ?? 0))
    })
    const steps = counts.map((count) => rarity(count, passageCount))
    const rarest = Math.max(...steps)
    return { term, weight: rounded(rarest + 0.3 * (sum(steps) - rarest)), known: counts.every((count) => count > 0) }
  })
}

/** The terms that count towards a score. */
export function rankingTerms(terms: Iterable<Term>): Term[] {
  return [...terms].filter((term) => !term.negated && !term.saysNothing)
}

/** Scores for passages that match, best first. */
export async function rank(
  passageKeys: readonly number[],
  terms: readonly WeightedTerm[],
  { sql, tables, explain }: { sql: Pick<Sql, 'query'>; tables: Tables; explain: boolean },
): Promise<RankedPassage[]> {
  const weighted = terms.toSorted((one, other) => other.weight - one.weight).slice(0, mostTerms)
  const values: unknown[] = [arrayOf(passageKeys)]
  const parts = weighted.map(({ term, weight }) => {
    values.push(term.anywhere, weight * term.alternatives)
    return `(ts_rank(${weights}, p.words, $${values.length - 1}::tsquery)::float8 * $${values.length}::float8)`
  })
  const near = weighted.length > 1 ? proximityPart(weighted, values) : '0::float8'
  const { rows } = await sql.query<{ passage_key: number; length: number; parts: number[] }>(
    `select p.passage_key, ${lengthFactor} as length, array[${[...parts, near].join(', ')}] as parts
     from (${vectorsInMemory(tables)}) p`,
    values,
  )
  const ranked = rows.map((row): RankedPassage => {
    const share = shareOf(row.parts, weighted.length)
    const score = rounded(sum(row.parts) * row.length * share)
    const passage: RankedPassage = { passageKey: row.passage_key, score }
    if (explain) passage.explanation = explanationOf({ ...row, length: row.length * share }, weighted)
    return passage
  })
  return ranked.sort((one, other) => other.score - one.score || one.passageKey - other.passageKey)
}

/** How many of the words a passage holds: with most of them it answers better than with the rarest alone. */
function shareOf(parts: readonly number[], terms: number): number {
  if (terms === 0) return 1
  return parts.slice(0, terms).filter((part) => part > 0).length / terms
}

/**
 * A vector is kept apart from its row, and every function that is given it would fetch it again: joined with nothing, it
 * is a new one in memory. `offset 0` keeps the planner from putting that expression in the place of each use.
 */
function vectorsInMemory(tables: Tables): string {
  return `select passage_key, word_count, words || ''::tsvector as words from ${tables.passage}
          where passage_key = any($1::text::int[]) offset 0`
}

const lengthFactor = `1 / (0.75 + 0.25 * greatest(p.word_count, 25)::float8 / ${usualWordCount})`

/** Words near each other, in any order; as much again as the terms' mean weight where they stand side by side. */
function proximityPart(weighted: readonly WeightedTerm[], values: unknown[]): string {
  const together = weighted.slice(0, 6)
  const mean = sum(together.map(({ weight }) => weight)) / together.length
  values.push(together.map(({ term }) => term.own).join(' & '), mean)
  const cover = `ts_rank_cd(${proximityWeights}, p.words, $${values.length - 1}::tsquery)::float8`
  return `(least(1, ${cover}) * $${values.length}::float8)`
}

function explanationOf(row: { length: number; parts: number[] }, weighted: readonly WeightedTerm[]): Explanation {
  const names = [...weighted.map(({ term }) => term.typed), 'words near each other']
  return { parts: row.parts.map((part, index) => ({ part: names[index]!, score: rounded(part * row.length) })) }
}

async function passagesHolding(
  terms: readonly Term[],
  sql: Pick<Sql, 'query'>,
  tables: Tables,
): Promise<Map<string, number>> {
  const steps = terms.flatMap((term) => term.sequence)
  const whole = steps.flatMap((step) => [...step.lexemes])
  const { rows } = await sql.query<{ term: string; passages: number }>(
    `select term, passages from ${tables.term} where term in (select json_array_elements_text($1::json) collate "C")`,
    [JSON.stringify(whole)],
  )
  const held = new Map(rows.map((row) => [row.term, row.passages]))
  for (const { prefix } of steps) {
    if (prefix === undefined) continue
    const { rows: counted } = await sql.query<{ passages: number }>(
      `select coalesce(sum(passages), 0)::int as passages from ${tables.term} where term >= $1 and term < $2`,
      [prefix, `${prefix}\u{10FFFF}`],
    )
    held.set(`${prefix}*`, counted[0]!.passages)
  }
  return held
}

/** As in BM25: near 0 for a word of every passage. */
function rarity(holding: number, all: number): number {
  const capped = Math.min(holding, all)
  return Math.log(1 + (all - capped + 0.5) / (capped + 0.5))
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
/** Scores travel in cursors and are compared for equality. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6
