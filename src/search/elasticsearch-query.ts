import type { QueryNode } from '../contracts/search.ts'
import { currenciesOf } from './currencies.ts'
import { dayNumbers } from './dates.ts'
import { stemmedLanguages } from './elasticsearch-mapping.ts'
import { comparable } from './labels.ts'
import { textNodes, typedText, type TextNode } from './query-leaves.ts'
import { leastOf } from './relax.ts'
import { idleWords } from './stop-words.ts'
import type { Phrase } from './phrases.ts'
import { storable, wordsOf } from './words.ts'

/** A query in the language of Elasticsearch. */
export type Clause = Record<string, unknown>

const fieldsOf = (name: string, boost = ''): string[] => [
  `${name}${boost}`,
  ...stemmedLanguages.map((language) => `${name}_${language}${boost}`),
]
const own = fieldsOf('text')
const anywhere = [...own, ...fieldsOf('context', '^0.3')]

/**
 * `found` matches; `query` matches the same and ranks; `highlight` marks the words of a text that matched, undefined where
 * no text was asked for, and `phrases` are those of them that are one mark. Where `ranks` is false, all are as good.
 */
export type Clauses = {
  found: Clause
  query: Clause
  highlight: Clause | undefined
  phrases: readonly Phrase[]
  ranks: boolean
}

/** With `explain` the parts of the query bear the names of what was typed, and the answer tells what each gave. */
export function clausesOf(query: QueryNode, { explain = false } = {}): Clauses {
  const idle = idleOf(query)
  const found = clauseOf(query, { idle, explain }) ?? { match_all: {} }
  const positive = speakingNodes(query)
  if (positive.length === 0)
    return { found, query: { bool: { filter: [found] } }, highlight: undefined, phrases: [], ranks: false }
  const terms = positive.map(heldClause)
  const preferred: Clause[] = [{ constant_score: { filter: { terms: { kind: ['title', 'heading'] } }, boost: 0.8 } }]
  const words = positive.flatMap((node) => (node.type === 'word' && node.match === 'word' ? [node.word] : []))
  if (words.length > 1) preferred.push(nearEachOther(words, explain))
  return {
    found,
    query: { bool: { must: [found], should: preferred } },
    highlight: { bool: { should: terms } },
    phrases: positive.flatMap((node) => phraseOf(node) ?? []),
    ranks: true,
  }
}

/** What of the query is looked for in texts and says something. */
export function speakingNodes(query: QueryNode): TextNode[] {
  const idle = idleOf(query)
  return textNodes(query).flatMap(({ node, negated }) => (negated || idle(node) ? [] : [node]))
}

/** What of the query is found only where its words stand in a row. */
function phraseOf(node: TextNode): Phrase | undefined {
  const words = wordsOf(storable(typedText(node))).map((word) => word.folded)
  return words.length > 1 ? { words, goesOn: node.type === 'word' && node.match === 'prefix' } : undefined
}

/** What a passage matches that holds this itself, in the passage's language or as typed. */
export function heldClause(node: TextNode): Clause {
  return textClause(node, own, false)
}

/** Words that say nothing in the query's language, unless it has no others. */
function idleOf(query: QueryNode): (node: TextNode) => boolean {
  const nodes = textNodes(query)
  const plain = nodes.filter(({ node, negated }) => !negated && node.type === 'word' && node.match === 'word')
  const idle = idleWords(plain.flatMap(({ node }) => wordsOf(typedText(node)).map((word) => word.folded)))
  const saysNothing = (node: TextNode) => {
    const words = node.type === 'word' && node.match === 'word' ? wordsOf(node.word) : []
    return words.length === 1 && idle.has(words[0]!.folded)
  }
  return nodes.every(({ node }) => saysNothing(node)) ? () => false : saysNothing
}

type Reading = { idle: (node: TextNode) => boolean; explain: boolean }

function clauseOf(node: QueryNode, reading: Reading): Clause | undefined {
  switch (node.type) {
    case 'everything':
      return { match_all: {} }
    case 'nothing':
      return { match_none: {} }
    case 'word':
    case 'phrase':
      return reading.idle(node) ? undefined : textClause(node, own, reading.explain)
    case 'and':
      return all(node.nodes, reading)
    case 'or':
      return {
        bool: { should: node.nodes.flatMap((child) => clauseOf(child, reading) ?? []), minimum_should_match: 1 },
      }
    case 'some':
      return some(node, reading)
    case 'not': {
      const clause = clauseOf(node.node, { idle: () => false, explain: false })
      return clause && { bool: { must_not: [clause] } }
    }
    case 'filter':
      return labelled(labelsOf(node))
    case 'corridor':
      return labelled(corridorLabels(node))
    case 'date':
      return dateClause(node)
    case 'figure':
      return figureClause(node)
  }
  throw new TypeError('a query node of no known type')
}

/** As in the embedded index: of several words one at least must stand in the passage, the others may in its titles. */
function all(nodes: readonly QueryNode[], reading: Reading): Clause | undefined {
  const texts = nodes
    .filter((node) => node.type === 'word' || node.type === 'phrase')
    .filter((node) => !reading.idle(node))
  const others = nodes.filter((node) => node.type !== 'word' && node.type !== 'phrase')
  const fields = texts.length > 1 ? anywhere : own
  const must = texts.map((node) => textClause(node, fields, reading.explain))
  const needsOwn = texts.length > 1 && texts.every(mayStandInTitles)
  const filter = needsOwn
    ? [{ bool: { should: texts.map((node) => textClause(node, own, false)), minimum_should_match: 1 } }]
    : []
  const asked = others.flatMap((node) => {
    const clause = clauseOf(node, reading)
    return clause ? [{ clause, scores: node.type === 'or' || node.type === 'and' || node.type === 'some' }] : []
  })
  const scoring = asked.filter(({ scores }) => scores).map(({ clause }) => clause)
  const filtering = asked.filter(({ scores }) => !scores).map(({ clause }) => clause)
  if (must.length + asked.length === 0) return undefined
  return { bool: { must: [...must, ...scoring], filter: [...filter, ...filtering] } }
}

function some({ nodes, share }: Extract<QueryNode, { type: 'some' }>, reading: Reading): Clause | undefined {
  const texts = nodes.filter((node) => node.type === 'word').filter((node) => !reading.idle(node))
  if (texts.length === 0) return undefined
  return {
    bool: {
      should: texts.map((node) => textClause(node, anywhere, reading.explain)),
      minimum_should_match: leastOf(texts.length, share),
      filter: [{ bool: { should: texts.map((node) => textClause(node, own, false)), minimum_should_match: 1 } }],
    },
  }
}

function mayStandInTitles(node: TextNode): boolean {
  return node.type === 'word' && node.match === 'word' && wordsOf(node.word).length === 1
}

/** A word in any of the fields; a phrase, a prefix and a misspelt word by the words as printed. */
function textClause(node: TextNode, fields: readonly string[], explain: boolean): Clause {
  const typed = storable(typedText(node))
  const name = explain ? { _name: typed } : {}
  const words = wordsOf(typed)
  if (words.length === 0) return { match_none: {} }
  if (node.type === 'word' && node.match === 'prefix')
    return words.length === 1
      ? { prefix: { text: { value: words[0]!.folded, ...name } } }
      : { match_phrase_prefix: { text: { query: typed, max_expansions: 200, ...name } } }
  if (node.type === 'word' && node.match === 'fuzzy' && words.length === 1)
    return { match: { text: { query: words[0]!.folded, fuzziness: 'AUTO', prefix_length: 1, ...name } } }
  if (node.type === 'phrase' || words.length > 1) return { match_phrase: { text: { query: typed, ...name } } }
  return { multi_match: { query: words[0]!.lower, fields, type: 'best_fields', tie_breaker: 0.1, ...name } }
}

/** By the words as printed only: in every field it would cost as much as all the rest. */
function nearEachOther(words: readonly string[], explain: boolean): Clause {
  const query = storable(words.slice(0, 6).join(' '))
  const name = explain ? { _name: 'words near each other' } : {}
  return { match_phrase: { text: { query, slop: 40, boost: 2, ...name } } }
}

function labelled(labels: string[]): Clause {
  return { terms: { labels } }
}

function labelsOf({ field, values, implied }: Extract<QueryNode, { type: 'filter' }>): string[] {
  const plain = values.map((value) => `${field}:${comparable(field, value)}`)
  return implied ? [...plain, ...values.map((value) => `implied:${comparable('country', value)}`)] : plain
}

function corridorLabels({ origin, destination }: Extract<QueryNode, { type: 'corridor' }>): string[] {
  if (origin !== undefined && destination !== undefined)
    return [`corridor:${origin}>${destination}`, `corridor:${[origin, destination].sort().join('-')}`]
  return origin === undefined ? [`destination:${destination}`] : [`origin:${origin}`]
}

function dateClause({ from, to }: Extract<QueryNode, { type: 'date' }>): Clause {
  const filter: Clause[] = [{ exists: { field: 'firstDay' } }]
  if (from !== undefined) filter.push({ range: { lastDay: { gte: dayNumbers(from).first } } })
  if (to !== undefined) filter.push({ range: { firstDay: { lte: dayNumbers(to).last } } })
  return { bool: { filter } }
}

function figureClause(node: Extract<QueryNode, { type: 'figure' }>): Clause {
  const filter: Clause[] = [{ exists: { field: 'figures.low' } }]
  if (node.kinds) filter.push({ terms: { 'figures.kind': node.kinds } })
  if (node.currency !== undefined) filter.push({ terms: { 'figures.currency': currenciesOf(node.currency) } })
  if (node.low !== undefined) filter.push({ range: { 'figures.high': { [node.openLow ? 'gt' : 'gte']: node.low } } })
  if (node.high !== undefined) filter.push({ range: { 'figures.low': { [node.openHigh ? 'lt' : 'lte']: node.high } } })
  return { nested: { path: 'figures', query: { bool: { filter } } } }
}
