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
  const { rows } = await sql.query<{ keys: string | null }>(
    `select ${keysWhere(condition.text, tables)} as keys`,
    condition.values,
  )
  return byDocument(numbersOf(rows[0]?.keys ?? '{}'), documents)
}

/** Every passage that meets one of these expressions of tsquery, in their order, each by document. */
export async function holdingEach(
  expressions: readonly string[],
  documents: Documents,
  { sql, tables }: Database,
): Promise<MatchedDocument[][]> {
  const lists = expressions.map((_, at) => keysWhere(`p.words @@ $${at + 1}::tsquery`, tables))
  const { rows } = await sql.query<{ lists: (string | null)[] }>(`select array[${lists.join(', ')}] as lists`, [
    ...expressions,
  ])
  return rows[0]!.lists.map((keys) => byDocument(numbersOf(keys ?? '{}'), documents))
}

function keysWhere(condition: string, tables: Tables): string {
  return `(select array_agg(passage_key order by passage_key)::text
    from (select p.passage_key from ${tables.passage} p where ${condition}) as matching)`
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
