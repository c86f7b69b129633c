import type { QueryNode } from '../contracts/search.ts'

/** So much of the words' weight a passage must hold where none holds them all. */
const share = 0.4

/** The query with most of its words instead of all; undefined where it has not two words that could go missing. */
export function relaxed(query: QueryNode): QueryNode | undefined {
  if (query.type !== 'and') return undefined
  const words = query.nodes.filter(mayGoMissing)
  if (words.length < 2) return undefined
  const others = query.nodes.filter((node) => !mayGoMissing(node))
  const some: QueryNode = { type: 'some', nodes: words, share }
  return others.length === 0 ? some : { type: 'and', nodes: [some, ...others] }
}

function mayGoMissing(node: QueryNode): boolean {
  return node.type === 'word'
}
