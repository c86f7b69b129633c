import type { QueryNode } from '../contracts/search.ts'
import type { Sql, Tables } from './embedded-schema.ts'
import { lexeme, quoted } from './lexemes.ts'
import { closeWords } from './near-words.ts'
import { pairHashes } from './pairs.ts'
import { textNodes, typedText, type TextNode } from './query-leaves.ts'
import { stems, type Stemmer } from './stemmers.ts'
import { idleWords } from './stop-words.ts'
import { wordsOf, type Word } from './words.ts'

/**
 * What a text part of a query is looked for by. `own`: in the passage's text, `anywhere`: also in the titles above it,
 * `heading`: in the passage as a heading, `context`: in those titles only; all in the notation of tsquery.
 */
export type Term = {
  node: TextNode
  typed: string
  negated: boolean
  own: string
  anywhere: string
  heading: string
  context: string
  /** Of a phrase, the bits of a passage's pair filter that must be set. */
  pairs: readonly number[]
  /** Alternatives in `anywhere`; by so much Postgres divides a rank. */
  alternatives: number
  /** One entry a word in order, each the lexemes of which one must stand there; of a prefix, how they begin. */
  sequence: { lexemes: ReadonlySet<string>; prefix?: string }[]
  /** Words that say nothing in the query's language need not be found, unless there are no others. */
  saysNothing: boolean
}

export type TermContext = { sql: Pick<Sql, 'query'>; tables: Tables; stemmer: Stemmer; languages: readonly string[] }

export const keyOf = (node: TextNode): string => JSON.stringify(node)

/** The terms of a query by `keyOf` their nodes, words reduced to stems in every language that the index holds. */
export async function termsOf(query: QueryNode, context: TermContext): Promise<Map<string, Term>> {
  const nodes = textNodes(query)
  const words = nodes.flatMap(({ node }) => wordsOf(typedText(node)))
  const stemsByLanguage = new Map<string, ReadonlyMap<string, readonly string[]>>()
  for (const language of context.languages.filter(stems))
    stemsByLanguage.set(language, await context.stemmer.stemsOf(language, words))
  const plain = nodes.filter(({ node }) => node.type === 'word' && node.match === 'word')
  const idle = idleWords(plain.flatMap(({ node }) => wordsOf(typedText(node)).map((word) => word.folded)))
  const terms = new Map<string, Term>()
  for (const { node, negated } of nodes) {
    const term = await termOf({ node, negated, stemsByLanguage, idle, context })
    if (!terms.has(keyOf(node)) || !negated) terms.set(keyOf(node), term)
  }
  if ([...terms.values()].every((term) => term.saysNothing)) for (const term of terms.values()) term.saysNothing = false
  return terms
}

type StemsByLanguage = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>

type TermInput = {
  node: TextNode
  negated: boolean
  stemsByLanguage: StemsByLanguage
  idle: ReadonlySet<string>
  context: TermContext
}

async function termOf({ node, negated, stemsByLanguage, idle, context }: TermInput): Promise<Term> {
  const typed = typedText(node)
  const words = wordsOf(typed)
  const term = { node, typed, negated, saysNothing: false }
  if (node.type === 'word' && node.match === 'prefix') return { ...term, ...prefixTerm(words) }
  if (node.type === 'word' && node.match === 'fuzzy' && words.length === 1)
    return { ...term, ...alternativesTerm([await closeWords(words[0]!.folded, context)].flat().map(lexeme.word)) }
  if (node.type === 'phrase' || words.length !== 1) return { ...term, ...phraseTerm(words) }
  const [word] = words
  const saysNothing = idle.has(word!.folded) && !negated
  return { ...term, ...wordTerm(word!, stemsByLanguage), saysNothing }
}

type Found = Pick<Term, 'own' | 'anywhere' | 'heading' | 'context' | 'pairs' | 'alternatives' | 'sequence'>

function wordTerm(word: Word, stemsByLanguage: StemsByLanguage): Found {
  const own = new Set([lexeme.word(word.folded)])
  for (const [language, known] of stemsByLanguage)
    for (const stem of known.get(word.lower) ?? []) own.add(lexeme.stem(language, stem))
  return alternativesTerm([...own])
}

function alternativesTerm(own: string[]): Found {
  return {
    own: anyOf(own),
    anywhere: anyOf([...own, ...own.map(lexeme.context)]),
    heading: anyOf(own.map(lexeme.heading)),
    context: anyOf(own.map(lexeme.context)),
    pairs: [],
    alternatives: own.length * 2,
    sequence: [{ lexemes: new Set(own) }],
  }
}

function prefixTerm(words: readonly Word[]): Found {
  const last = lexeme.word(words.at(-1)!.folded)
  const before = words.slice(0, -1).map((word) => lexeme.word(word.folded))
  const own = [...before.map(quoted), `${quoted(last)}:*`].join(' <-> ')
  const sequence = [
    ...before.map((text) => ({ lexemes: new Set([text]) })),
    { lexemes: new Set<string>(), prefix: last },
  ]
  return {
    own: `(${own})`,
    anywhere: `(${own})`,
    heading: `(${own})`,
    context: `(${own})`,
    pairs: pairHashes(words.slice(0, -1)),
    alternatives: words.length,
    sequence,
  }
}

function phraseTerm(words: readonly Word[]): Found {
  const lexemes = words.map((word) => lexeme.word(word.folded))
  const own = `(${lexemes.map(quoted).join(' <-> ')})`
  const sequence = lexemes.map((text) => ({ lexemes: new Set([text]) }))
  return {
    own,
    anywhere: own,
    heading: own,
    context: own,
    pairs: pairHashes(words),
    alternatives: words.length,
    sequence,
  }
}

const anyOf = (lexemes: readonly string[]): string => `(${lexemes.map(quoted).join(' | ')})`
