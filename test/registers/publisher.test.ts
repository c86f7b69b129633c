import { expect, test } from 'vitest'
import { citationOf } from '../../src/registers/citation.ts'
import { publisherOf } from '../../src/registers/publisher.ts'
import { toIndexDocument } from '../../src/search/index-document.ts'
import { readDocument } from './rows-kit.ts'

const notice = 'Published by the International Labour Organization. In 2010, there were 300 nurses in Kenya.'

test('the organisation that a document names as its author is its publisher, by its usual name', () => {
  const { parsed, extracted, summary, rows } = readDocument('notice', notice)
  expect(publisherOf(parsed, extracted)).toBe('ILO')
  for (const row of rows) expect(row.publisher).toBe('ILO')
  const about = { ...summary, schema: 1, sizeBytes: 1, mediaType: 'application/pdf', generation: 0 } as const
  const at = { state: 'extracted', stateAt: summary.receivedAt, incomplete: [], outcome: 'working' } as const
  expect(toIndexDocument({ ...about, ...at, incomplete: [] }, parsed, extracted).publisher).toBe('ILO')
  const address = 'http://localhost/file'
  expect(citationOf(parsed, { title: 'A notice', address, publisher: 'ILO' }).text).toContain('ILO')
})

test('what the properties of the file say comes first', () => {
  const { parsed, extracted } = readDocument('notice', notice)
  const metadata = { ...parsed.metadata, publisher: 'Harbour Press' }
  expect(publisherOf({ ...parsed, metadata }, extracted)).toBe('Harbour Press')
})

test('who is named as anything else published nothing', () => {
  const { parsed, extracted } = readDocument('other', 'The project is funded by the ILO and run by UNHCR.')
  expect(publisherOf(parsed, extracted)).toBeUndefined()
})
