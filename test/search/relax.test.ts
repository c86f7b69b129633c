import { expect, test } from 'vitest'
import type { QueryNode } from '../../src/contracts/search.ts'
import { parseQuery } from '../../src/search/query.ts'
import { relaxed } from '../../src/search/relax.ts'

const kindsOf = (node: QueryNode | undefined): unknown =>
  node && 'nodes' in node ? { [node.type]: node.nodes.map(kindsOf) } : node?.type

test.for([
  ['labour mobility', { some: ['word', 'word'] }],
  ['labour mobility "fair recruitment" -fees', { and: [{ some: ['word', 'word'] }, 'phrase', 'not'] }],
  ['labour mobility country:NPL', { and: [{ some: ['word', 'word'] }, 'filter'] }],
  ['labour', undefined],
  ['labour country:NPL', undefined],
  ['labour OR mobility', undefined],
  ['"labour mobility"', undefined],
] as const)('of %s only the words may go missing', ([text, relaxation]) => {
  expect(kindsOf(relaxed(parseQuery(text)))).toEqual(relaxation)
})

test('words may go missing where filters were put around the query', () => {
  const filter: QueryNode = { type: 'filter', field: 'country', values: ['NPL'] }
  const query: QueryNode = { type: 'and', nodes: [parseQuery('labour mobility'), filter] }
  expect(kindsOf(relaxed(query))).toEqual({ and: [{ some: ['word', 'word'] }, 'filter'] })
})
