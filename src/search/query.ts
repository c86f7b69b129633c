import type { QueryNode } from '../contracts/search.ts'
import { RihlaError } from '../errors.ts'
import type { NameResolvers } from './names.ts'
import type { FieldName } from './query-fields.ts'
import { instrumentCode, isKnownName, nodeOfField } from './query-values.ts'
import { type FieldValue, type Token, queryTokens } from './query-tokens.ts'
import { wordsOf } from './words.ts'

const limits = { depth: 50, parts: 400, prefixCharacters: 2, nameWords: 6 }

/**
 * What a person asks, as a tree that every index understands. Forgives what is plainly meant (a missing quotation mark or
 * bracket, an operator without words); throws nothing but `query-invalid`, with the offset of the character at fault.
 */
export function parseQuery(text: string, names: NameResolvers = {}): QueryNode {
  const tokens = queryTokens(text)
  const parser: Parser = { tokens, names, at: 0, depth: 0, parts: 0, sawSign: false }
  const node = alternatives(parser)
  const implied = tokens.some((token) => token.type === 'field' && token.name === 'implied' && saysYes(token.values[0]))
  if (!node) return { type: parser.sawSign ? 'nothing' : 'everything' }
  return implied ? withImplied(node) : node
}

/** `at` moves on; `sawSign` remembers a bare token that holds no word (an emoji): such a query finds nothing. */
type Parser = {
  tokens: Token[]
  names: NameResolvers
  at: number
  depth: number
  parts: number
  sawSign: boolean
}

function alternatives(parser: Parser): QueryNode | undefined {
  const nodes: QueryNode[] = []
  for (;;) {
    const node = sequence(parser)
    if (node) nodes.push(node)
    const token = parser.tokens[parser.at]
    const strayClose = token?.type === 'close' && parser.depth === 0
    if (token?.type !== 'or' && !strayClose) break
    parser.at++
    if (strayClose && nodes.length > 0) {
      const rest = alternatives(parser)
      return rest ? joined('and', [joined('or', nodes)!, rest]) : joined('or', nodes)
    }
  }
  return joined('or', nodes)
}

function sequence(parser: Parser): QueryNode | undefined {
  const nodes: QueryNode[] = []
  for (;;) {
    const token = parser.tokens[parser.at]
    if (!token || token.type === 'or' || token.type === 'close') break
    const node = operand(parser)
    if (node) nodes.push(node)
  }
  return joined('and', withCorridors(nodes))
}

function operand(parser: Parser): QueryNode | undefined {
  let negated = false
  while (parser.tokens[parser.at]?.type === 'not') {
    negated = true
    parser.at++
  }
  const node = primary(parser)
  return node && negated ? { type: 'not', node } : node
}

function primary(parser: Parser): QueryNode | undefined {
  const token = parser.tokens[parser.at]
  if (!token || token.type === 'or' || token.type === 'close' || token.type === 'not') return undefined
  parser.at++
  if (token.type === 'open') return bracketed(parser)
  if (++parser.parts > limits.parts)
    throw new RihlaError('query-invalid', `the query has more than ${limits.parts} parts`, { offset: token.offset })
  if (token.type === 'phrase') return phrase(token.text)
  return token.type === 'word' ? word(parser, token) : field(parser, token)
}

/** Brackets nested beyond any sense are read as if they were not there. */
function bracketed(parser: Parser): QueryNode | undefined {
  if (parser.depth >= limits.depth) return undefined
  parser.depth++
  const node = alternatives(parser)
  if (parser.tokens[parser.at]?.type === 'close') parser.at++
  parser.depth--
  return node
}

function phrase(text: string): QueryNode | undefined {
  const words = text.split(/\s+/).filter((part) => wordsOf(part).length > 0)
  return words.length === 0 ? undefined : { type: 'phrase', words }
}

function word(parser: Parser, token: Extract<Token, { type: 'word' }>): QueryNode | undefined {
  const words = wordsOf(token.text)
  if (words.length === 0) {
    if (/[^\p{P}\p{Sm}\p{Sk}\p{C}\s]/u.test(token.text)) parser.sawSign = true
    return undefined
  }
  const code = instrumentCode(token.text, parser.names)
  if (code) return { type: 'filter', field: 'convention', values: code }
  const meant = token.text.replace(/~[012]?$/, '')
  if (meant !== token.text && wordsOf(meant).length > 0) return { type: 'word', word: meant, match: 'fuzzy' }
  if (!token.text.endsWith('*')) return { type: 'word', word: token.text, match: 'word' }
  if (words.at(-1)!.folded.length < limits.prefixCharacters)
    throw new RihlaError('query-invalid', `give at least ${limits.prefixCharacters} characters before the *`, {
      offset: token.offset,
    })
  return { type: 'word', word: token.text.replace(/\*+$/, ''), match: 'prefix' }
}

function field(parser: Parser, token: Extract<Token, { type: 'field' }>): QueryNode | undefined {
  if (token.name === 'implied') return undefined
  if (token.values.length === 0)
    throw new RihlaError('query-invalid', `a value is missing after ${token.name}:`, { offset: token.offset })
  const last = token.values.at(-1)!
  const values = [...token.values.slice(0, -1), wholeName(parser, token.name, last)]
  const nodes = values.map((value) => nodeOfField(token.name, value, parser.names))
  const first = nodes[0]!
  if (first.type !== 'filter') return joined('or', nodes)
  return { ...first, values: [...new Set(nodes.flatMap((node) => (node.type === 'filter' ? node.values : [])))] }
}

/** `country:Sri Lanka` without quotation marks: takes in the following words for as long as they make a known name. */
function wholeName(parser: Parser, name: FieldName, value: FieldValue): FieldValue {
  if (value.quoted) return value
  const words = [value.text]
  let best: { text: string; taken: number } | undefined
  for (let taken = 1; taken < limits.nameWords; taken++) {
    const next = parser.tokens[parser.at + taken - 1]
    if (next?.type !== 'word') break
    words.push(next.text)
    const text = words.join(' ')
    if (isKnownName(name, text, parser.names)) best = { text, taken }
  }
  if (!best) return value
  parser.at += best.taken
  return { ...value, text: best.text }
}

/** An origin and a destination side by side are the ends of one corridor. */
function withCorridors(nodes: QueryNode[]): QueryNode[] {
  const ends = nodes.filter((node) => node.type === 'corridor')
  const origin = ends.find((node) => node.origin && !node.destination)
  const destination = ends.find((node) => node.destination && !node.origin)
  if (!origin?.origin || !destination?.destination) return nodes
  const whole: QueryNode = { type: 'corridor', origin: origin.origin, destination: destination.destination }
  return nodes.flatMap((node) => (node === origin ? [whole] : node === destination ? [] : [node]))
}

function withImplied(node: QueryNode): QueryNode {
  if (node.type === 'filter') return node.field === 'country' ? { ...node, implied: true } : node
  if (node.type === 'not') return { ...node, node: withImplied(node.node) }
  if (node.type === 'and' || node.type === 'or') return { ...node, nodes: node.nodes.map(withImplied) }
  return node
}

function saysYes(value: FieldValue | undefined): boolean {
  return /^(yes|y|true|1|oui|si|sí)$/i.test(value?.text ?? 'yes')
}

function joined(type: 'and' | 'or', nodes: QueryNode[]): QueryNode | undefined {
  const flat = nodes.flatMap((node) => (node.type === type ? node.nodes : [node]))
  return flat.length < 2 ? flat[0] : { type, nodes: flat }
}
