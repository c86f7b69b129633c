import { describe, test } from 'vitest'
import { openElasticsearchRegisters } from '../../src/search/elasticsearch-registers.ts'
import { removeIndices } from '../servers/cluster.ts'
import { sharedService } from '../services/shared.ts'
import { registersSuite } from './registers-suite.ts'

const url = await sharedService('elasticsearch')
let opened = 0

if (!url) describe.skip('the registers on Elasticsearch', () => test('is not tried', () => undefined))
else {
  registersSuite({
    name: 'Elasticsearch',
    async open() {
      const prefix = `rihla-test-rows-${process.pid}-${++opened}`
      const registers = await openElasticsearchRegisters({ url, prefix, refreshSeconds: 3600 })
      return {
        registers,
        async close() {
          await registers.close()
          await removeIndices(url, prefix)
        },
      }
    },
  })
}
