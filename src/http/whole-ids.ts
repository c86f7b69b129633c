import type { QueryNode } from '../contracts/search.ts'
import type { ServerParts } from './server-parts.ts'

type Store = Pick<ServerParts['store'], 'documentIds'>

/** The query with the ids of all documents that begin so in the place of each beginning of an id. */
export async function withWholeIds(query: QueryNode, store: Store): Promise<QueryNode> {
  const beginnings = new Set(beginningsIn(query))
  if (beginnings.size === 0) return query
  return replaced(query, await idsBegunBy(beginnings, store))
}

/** The ids of all documents that begin so, in the place of each beginning; what no document begins with stays as it is. */
export async function wholeIds(values: readonly string[], store: Store): Promise<string[]> {
  const beginnings = new Set(values.filter(isBeginning))
  return beginnings.size === 0 ? [...values] : completed(values, await idsBegunBy(beginnings, store))
}

async function idsBegunBy(beginnings: ReadonlySet<string>, store: Store): Promise<Map<string, string[]>> {
  const whole = new Map([...beginnings].map((beginning): [string, string[]] => [beginning, []]))
  for await (const documentId of store.documentIds())
    for (const [beginning, ids] of whole) if (documentId.startsWith(beginning)) ids.push(documentId)
  return whole
}

/** What no document begins with finds nothing. */
function completed(values: readonly string[], whole: ReadonlyMap<string, string[]>): string[] {
  const ids = values.flatMap((value) => {
    const found = whole.get(value) ?? []
    return found.length > 0 ? found : [value]
  })
  return [...new Set(ids)]
}

const isBeginning = (value: string): boolean => /^[0-9a-f]{4,63}$/.test(value)

function beginningsIn(node: QueryNode): string[] {
  if (node.type === 'filter') return node.field === 'document' ? node.values.filter(isBeginning) : []
  if (node.type === 'not') return beginningsIn(node.node)
  return 'nodes' in node ? node.nodes.flatMap(beginningsIn) : []
}

function replaced(node: QueryNode, whole: ReadonlyMap<string, string[]>): QueryNode {
  if (node.type === 'not') return { ...node, node: replaced(node.node, whole) }
  if ('nodes' in node) return { ...node, nodes: node.nodes.map((child) => replaced(child, whole)) }
  if (node.type !== 'filter' || node.field !== 'document') return node
  return { ...node, values: completed(node.values, whole) }
}
