import { expect, test } from 'vitest'
import type { QueryNode } from '../../src/contracts/search.ts'
import { parseQuery } from '../../src/search/query.ts'
import { relaxations } from '../../src/search/relax.ts'

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
  for (const node of relaxations(parseQuery(text))) expect(kindsOf(node)).toEqual(relaxation)
  expect(relaxations(parseQuery(text)).length > 0).toBe(relaxation !== undefined)
})

test('words may go missing where filters were put around the query', () => {
  const filter: QueryNode = { type: 'filter', field: 'country', values: ['NPL'] }
  const query: QueryNode = { type: 'and', nodes: [parseQuery('labour mobility'), filter] }
  expect(relaxations(query).map(kindsOf)).toEqual([{ and: [{ some: ['word', 'word'] }, 'filter'] }])
})

test('of many words most are asked for before any', () => {
  const shares = relaxations(parseQuery('one two three')).map((node) => node.type === 'some' && node.share)
  expect(shares).toEqual([0.4, 0])
})
