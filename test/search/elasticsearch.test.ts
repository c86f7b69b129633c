import { afterAll, describe, test } from 'vitest'
import { openElasticsearchIndex } from '../../src/search/elasticsearch.ts'
import { findElasticsearch } from '../elasticsearch-node/start.ts'
import { searchIndexSuite } from './suite.ts'

const node = await findElasticsearch()
if (!node) console.warn('no Elasticsearch here: the suite of the index is skipped on it (see test/elasticsearch-node)')
let opened = 0

if (!node) describe.skip('the index on Elasticsearch', () => test('is not tried', () => undefined))
else {
  afterAll(() => node.close(), 60_000)

  searchIndexSuite({
    name: 'Elasticsearch',
    lacks: ['completes words'],
    async open() {
      const prefix = `rihla-test-${process.pid}-${++opened}`
      const index = await openElasticsearchIndex({ url: node.url, prefix })
      return {
        index,
        async close() {
          await index.close()
          await fetch(`${node.url}/${prefix}-documents-1,${prefix}-passages-1`, { method: 'DELETE' })
        },
      }
    },
  })
}
