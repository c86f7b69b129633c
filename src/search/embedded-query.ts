import type { QueryNode } from '../contracts/search.ts'
import { currenciesOf } from './currencies.ts'
import { dayNumbers } from './dates.ts'
import type { Tables } from './embedded-schema.ts'
import { comparable } from './labels.ts'
import { lexeme, quoted } from './lexemes.ts'
import { leastOf } from './relax.ts'
import { keyOf, type Term } from './terms.ts'
import { storable } from './words.ts'

/**
 * Conditions on rows of the passage table `p`, of which one must be met, each to be asked for by itself; with their values:
 * nothing that was typed is ever part of the statement.
 */
export type Condition = { texts: string[]; values: unknown[] }

/**
 * A node as one expression of tsquery, which one index answers, or as SQL where it speaks of numbers;
 * undefined where it asks for nothing.
 */
type Asked = { words: string } | { sql: Writing; alternatives?: Writing[] }
type Writing = (values: unknown[]) => string
type Part = Asked | undefined

export type ConditionContext = {
  terms: ReadonlyMap<string, Term>
  tables: Tables
}

/** The condition that a passage meets if and only if it matches the query. */
export function conditionOf(query: QueryNode, context: ConditionContext): Condition {
  const values: unknown[] = []
  const part = partOf(query, context) ?? everything
  const writings = ('alternatives' in part && part.alternatives) || [(into: unknown[]) => sqlOf(part, into)]
  return { texts: writings.map((write) => write(values)), values }
}

const everything: Asked = { sql: () => 'true' }
const nothing: Asked = { sql: () => 'false' }

function partOf(node: QueryNode, context: ConditionContext): Part {
  switch (node.type) {
    case 'everything':
      return everything
    case 'nothing':
      return nothing
    case 'word':
    case 'phrase':
      return ownPart(context.terms.get(keyOf(node))!)
    case 'and':
      return all(node.nodes, context)
    case 'some':
      return some(node, context)
    case 'or':
      return joined(
        'or',
        node.nodes.map((child) => partOf(child, context)),
        context.tables,
      )
    case 'not':
      return negated(partOf(node.node, context))
    case 'filter':
      return { words: anyLabel(node) }
    case 'corridor':
      return { words: corridorLabels(node) }
    case 'date':
      return { sql: (values) => dateSql(node, context.tables, values) }
    case 'figure':
      return { sql: (values) => figureSql(node, context.tables, values) }
  }
  throw new TypeError('a query node of no known type')
}

function ownPart(term: Term): Part {
  return term.saysNothing ? undefined : textPart(term, term.own)
}

function textPart(term: Term, words: string): Asked {
  return isPhrase(words) ? { sql: (values) => heldSql([term], words, values) } : { words }
}

/**
 * That a passage meets an expression in which these terms are all asked for. Of phrases, the index is asked for the words,
 * and the vector, which lies apart from its row, is read only where the pair filter says that they may stand in a row: a
 * case keeps that order, and hides the expression from the planner, who would give it to the index.
 */
export function heldSql(terms: readonly Term[], words: string, values: unknown[]): string {
  if (!isPhrase(words)) return sqlOf({ words }, values)
  const bits = terms
    .flatMap((term) => term.pairs)
    .map((hash) => `get_bit(p.pairs, ${parameter(values, hash)}::int % (8 * length(p.pairs))) = 1`)
  const together = sqlOf({ words: words.replaceAll(' <-> ', ' & ') }, values)
  const inRow = sqlOf({ words }, values)
  return `(case when ${bits.join(' and ') || 'true'} then ${inRow} else false end and ${together})`
}

const isPhrase = (words: string): boolean => words.includes(' <-> ')

/**
 * Where several words are asked for, a word may also stand in the titles above the passage; but one at least must stand
 * in the passage itself, or else every passage of a document would answer for its title.
 */
function all(nodes: readonly QueryNode[], context: ConditionContext): Part {
  const terms = nodes.flatMap((node) =>
    node.type === 'word' || node.type === 'phrase' ? [context.terms.get(keyOf(node))!] : [],
  )
  const speaking = terms.filter((term) => !term.saysNothing)
  const others = nodes.filter((node) => node.type !== 'word' && node.type !== 'phrase')
  const text = speaking.map((term) => textPart(term, speaking.length > 1 ? term.anywhere : term.own))
  const needsOwn = speaking.length > 1 && speaking.every((term) => term.anywhere !== term.own)
  const own: Part[] = needsOwn ? [{ words: `(${speaking.map((term) => term.own).join(' | ')})` }] : []
  return joined('and', [...text, ...own, ...others.map((node) => partOf(node, context))], context.tables)
}

/**
 * So many of the words, one of them at least in the passage itself. The index lists who holds each, and who is listed so
 * often is told from the lists: told from the passages, the vector of each that holds a common word would be read.
 */
function some({ nodes, share }: Extract<QueryNode, { type: 'some' }>, context: ConditionContext): Part {
  const terms = nodes
    .flatMap((node) => (node.type === 'word' ? [context.terms.get(keyOf(node))!] : []))
    .filter((term) => !term.saysNothing)
  if (terms.length === 0) return undefined
  const least = leastOf(terms.length, share)
  const own = `(${terms.map(({ own }) => own).join(' | ')})`
  if (least === 1) return { words: own }
  return {
    sql: (values) => {
      const select = (words: string) =>
        `select p.passage_key from ${context.tables.passage} p where ${sqlOf({ words }, values)}`
      const held = terms.map(({ anywhere }) => select(anywhere)).join(' union all ')
      return `(p.passage_key in (
        select h.passage_key from (${held}) h group by h.passage_key having count(*) >= ${parameter(values, least)}::int
        intersect ${select(own)}))`
    },
  }
}

function joined(type: 'and' | 'or', parts: readonly Part[], tables: Tables): Part {
  const asked = parts.filter((part) => part !== undefined)
  const words = asked.flatMap((part) => ('words' in part ? [part.words] : []))
  const sqls = asked.flatMap((part) => ('sql' in part ? [part.sql] : []))
  if (asked.length === 0) return undefined
  const together: Asked[] = words.length > 0 ? [{ words: `(${words.join(type === 'and' ? ' & ' : ' | ')})` }] : []
  if (sqls.length === 0) return together[0]
  const all = [...sqls.map((sql): Asked => ({ sql })), ...together]
  const writings = all.map((part) => (values: unknown[]) => sqlOf(part, values))
  const written = (values: unknown[]) => writings.map((write) => write(values))
  if (type === 'and' || all.length === 1) return { sql: (values) => `(${written(values).join(` ${type} `)})` }
  return { sql: (values) => unionOf(written(values), tables), alternatives: writings }
}

/** Asked for in one, Postgres would hold each row that one of them finds against the others, and read its vector for it. */
function unionOf(clauses: readonly string[], tables: Tables): string {
  const selects = clauses.map((clause) => `select p.passage_key from ${tables.passage} p where ${clause}`)
  return `(p.passage_key in (${selects.join(' union ')}))`
}

function negated(part: Part): Part {
  if (part === undefined) return undefined
  if ('words' in part) return { words: `!${part.words}` }
  return { sql: (values) => `not ${part.sql(values)}` }
}

function sqlOf(part: Asked, values: unknown[]): string {
  return 'sql' in part ? part.sql(values) : `p.words @@ ${parameter(values, part.words)}::tsquery`
}

function anyLabel({ field, values, implied }: Extract<QueryNode, { type: 'filter' }>): string {
  const labels = values.map((value) => lexeme.label(field, comparable(field, value)))
  if (implied) labels.push(...values.map((value) => lexeme.label('implied', comparable('country', value))))
  return `(${[...new Set(labels)].map(quoted).join(' | ')})`
}

function corridorLabels({ origin, destination }: Extract<QueryNode, { type: 'corridor' }>): string {
  if (origin !== undefined && destination !== undefined) {
    const undirected = [origin, destination].sort().join('-')
    return anyLabel({ type: 'filter', field: 'corridor', values: [`${origin}>${destination}`, undirected] })
  }
  if (origin !== undefined) return `(${quoted(lexeme.label('origin', origin))})`
  return `(${quoted(lexeme.label('destination', destination ?? ''))})`
}

function dateSql({ from, to }: Extract<QueryNode, { type: 'date' }>, tables: Tables, values: unknown[]): string {
  const clauses = ['d.first_day is not null']
  if (from !== undefined) clauses.push(`d.last_day >= ${parameter(values, dayNumbers(from).first)}::int`)
  if (to !== undefined) clauses.push(`d.first_day <= ${parameter(values, dayNumbers(to).last)}::int`)
  return `(p.document_key in (select d.document_key from ${tables.document} d where ${clauses.join(' and ')}))`
}

/** A range matches where it shares a value with what is asked for. */
function figureSql(node: Extract<QueryNode, { type: 'figure' }>, tables: Tables, values: unknown[]): string {
  const clauses = ['true']
  if (node.kinds) clauses.push(`f.kind = any(${jsonArray(values, node.kinds)})`)
  if (node.currency !== undefined) clauses.push(`f.currency = any(${jsonArray(values, currenciesOf(node.currency))})`)
  if (node.low !== undefined) clauses.push(`f.high ${node.openLow ? '>' : '>='} ${parameter(values, node.low)}::float8`)
  if (node.high !== undefined)
    clauses.push(`f.low ${node.openHigh ? '<' : '<='} ${parameter(values, node.high)}::float8`)
  return `(p.passage_key in (select f.passage_key from ${tables.figure} f where ${clauses.join(' and ')}))`
}

/** A list as one value; the driver's own arrays are not quoted the same in every version. */
function jsonArray(values: unknown[], list: readonly string[]): string {
  return `array(select json_array_elements_text(${parameter(values, JSON.stringify(list))}::json))`
}

function parameter(values: unknown[], value: unknown): string {
  values.push(typeof value === 'string' ? storable(value) : value)
  return `$${values.length}`
}
