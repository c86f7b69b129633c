import type { Sql, Tables } from './embedded-schema.ts'
import type { DocumentColumn, MatchedDocument } from './facet-columns.ts'
import type { Condition } from './embedded-query.ts'

type Documents = ReadonlyMap<number, DocumentColumn>
type Database = { sql: Pick<Sql, 'query'>; tables: Tables }

/** Every passage that meets the condition, by document. */
export async function matchesOf(
  condition: Condition,
  documents: Documents,
  { sql, tables }: Database,
): Promise<MatchedDocument[]> {
  const lists = await keysOf(condition, { sql, tables })
  return byDocument(lists.reduce(merged), documents)
}

/** Every passage that meets one of these conditions, in their order, each by document. */
export async function holdingEach(
  conditions: readonly ((values: unknown[]) => string)[],
  documents: Documents,
  { sql, tables }: Database,
): Promise<MatchedDocument[][]> {
  const values: unknown[] = []
  const texts = conditions.map((condition) => condition(values))
  const lists = await keysOf({ texts, values }, { sql, tables })
  return lists.map((keys) => byDocument(keys, documents))
}

/** The keys of the passages that meet each of the conditions, ascending. */
async function keysOf({ texts, values }: Condition, { sql, tables }: Database): Promise<number[][]> {
  const lists = texts.map(
    (text, at) => `(select array_agg(p.passage_key)::text from ${tables.passage} p where ${text}) as list_${at}`,
  )
  const { rows } = await sql.query<Record<string, string | null>>(`select ${lists.join(', ')}`, values)
  return texts.map((_, at) => ascending(numbersOf(rows[0]![`list_${at}`] ?? '{}')))
}

/** The keys of both, ascending as each of them is, each once. */
function merged(one: readonly number[], other: readonly number[]): number[] {
  const keys: number[] = []
  let [at, next] = [0, 0]
  while (at < one.length || next < other.length) {
    const [left, right] = [one[at] ?? Infinity, other[next] ?? Infinity]
    keys.push(Math.min(left, right))
    if (left <= right) at++
    if (right <= left) next++
  }
  return keys
}

/** As a rule they come as they were written, so they are put in order here, where they need it, and not in the database. */
function ascending(keys: number[]): number[] {
  for (let at = 1; at < keys.length; at++) if (keys[at]! < keys[at - 1]!) return keys.sort((one, other) => one - other)
  return keys
}

/** Every passage of every document. */
export function allOf(documents: ReadonlyMap<number, DocumentColumn>): MatchedDocument[] {
  return [...documents.values()].map((document) => ({
    document,
    passageKeys: Array.from({ length: document.passageCount }, (_, index) => document.firstKey + index),
  }))
}

/** Both keys and documents ascend by passage key: a document written later has the later keys. */
function byDocument(keys: readonly number[], documents: ReadonlyMap<number, DocumentColumn>): MatchedDocument[] {
  const matched: MatchedDocument[] = []
  let at = 0
  for (const document of documents.values()) {
    if (at >= keys.length) break
    while (at < keys.length && keys[at]! < document.firstKey) at++
    const from = at
    while (at < keys.length && keys[at]! < document.firstKey + document.passageCount) at++
    if (at > from) matched.push({ document, passageKeys: keys.slice(from, at) })
  }
  return matched
}

/** "{1,2,3}": read by hand, for the driver's own reader takes ten times as long over a hundred thousand. */
function numbersOf(text: string): number[] {
  const numbers: number[] = []
  let value = -1
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit >= 0 && digit <= 9) value = value < 0 ? digit : value * 10 + digit
    else if (value >= 0) {
      numbers.push(value)
      value = -1
    }
  }
  return numbers
}
