import type { QueryNode } from '../contracts/search.ts'

/** A part of a query that is looked for in text. */
export type TextNode = Extract<QueryNode, { type: 'word' | 'phrase' }>

/** Every text part of the query; `negated` where it stands under a `not`. Each once. */
export function textNodes(query: QueryNode): { node: TextNode; negated: boolean }[] {
  const found = new Map<string, { node: TextNode; negated: boolean }>()
  visit(query, false, (node, negated) => {
    const key = `${negated}${JSON.stringify(node)}`
    if (!found.has(key)) found.set(key, { node, negated })
  })
  return [...found.values()]
}

/** What was typed of a text part. */
export function typedText(node: TextNode): string {
  return node.type === 'phrase' ? node.words.join(' ') : node.word
}

function visit(node: QueryNode, negated: boolean, meet: (node: TextNode, negated: boolean) => void): void {
  if (node.type === 'word' || node.type === 'phrase') meet(node, negated)
  if (node.type === 'not') visit(node.node, !negated, meet)
  if (node.type === 'and' || node.type === 'or' || node.type === 'some')
    for (const child of node.nodes) visit(child, negated, meet)
}
