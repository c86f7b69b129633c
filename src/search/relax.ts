import type { QueryNode } from '../contracts/search.ts'

/** Of so many of the words a passage must hold each where none holds them all; in a long sentence any, if need be. */
const shares = [0.4, 0]

/**
 * The query with most of its words instead of all, then with any of them: what is asked one after the other until
 * something is found. None where it has not two words that could go missing. What is asked for in another way (a phrase,
 * a filter, an exclusion) stays asked for.
 */
export function relaxations(query: QueryNode): QueryNode[] {
  const nodes = conjuncts(query)
  const words = nodes.filter((node) => node.type === 'word')
  if (words.length < 2) return []
  const others = nodes.filter((node) => node.type !== 'word')
  // the least of two words is any of them
  return shares.slice(0, words.length - 1).map((share): QueryNode => {
    const some: QueryNode = { type: 'some', nodes: words, share }
    return others.length === 0 ? some : { type: 'and', nodes: [some, ...others] }
  })
}

/** How many of so many words are meant by a share of them. */
export const leastOf = (words: number, share: number): number => Math.max(1, Math.ceil(words * share))

/** All that must hold at once, however it is bracketed: whoever adds filters to a query puts it inside another. */
function conjuncts(query: QueryNode): QueryNode[] {
  return query.type === 'and' ? query.nodes.flatMap(conjuncts) : [query]
}
