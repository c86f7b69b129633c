import { describe, test } from 'vitest'
import { openElasticsearchIndex } from '../../src/search/elasticsearch.ts'
import { removeIndices } from '../servers/cluster.ts'
import { sharedService } from '../services/shared.ts'
import { searchIndexSuite } from './suite.ts'

const url = await sharedService('elasticsearch')
let opened = 0

if (!url) describe.skip('the index on Elasticsearch', () => test('is not tried', () => undefined))
else {
  searchIndexSuite({
    name: 'Elasticsearch',
    lacks: ['completes words'],
    async open() {
      const prefix = `rihla-test-${process.pid}-${++opened}`
      const index = await openElasticsearchIndex({ url, prefix, refreshSeconds: 3600 })
      return {
        index,
        async close() {
          await index.close()
          await removeIndices(url, prefix)
        },
      }
    },
  })
}
