import { describe, expect, onTestFinished, test } from 'vitest'
import { openElasticsearchIndex } from '../../src/search/elasticsearch.ts'
import { removeIndices } from '../servers/cluster.ts'
import { sharedService } from '../services/shared.ts'
import { documentOf } from './document-builder.ts'
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

  test.for([
    ['read_only_allow_delete', 'disk-full'],
    ['write', 'index-unusable'],
  ] as const)('an index that is locked (%s) refuses no passage for good, and says so', async ([block, code]) => {
    const prefix = `rihla-test-${process.pid}-${++opened}`
    const index = await openElasticsearchIndex({ url, prefix, refreshSeconds: 3600 })
    onTestFinished(async () => {
      await index.close()
      await removeIndices(url, prefix)
    })
    const lock = (locked: boolean | null) =>
      fetch(`${url}/${prefix}-passages/_settings`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ [`index.blocks.${block}`]: locked }),
      })
    const document = documentOf({ name: 'Paper', passages: ['nurses from Kenya'] })
    expect((await lock(true)).status).toBe(200)
    await expect(index.write(document)).rejects.toMatchObject({ code, message: expect.stringContaining('blocked') })
    expect((await lock(null)).status).toBe(200)
    expect(await index.write(document)).toMatchObject({ passageCount: 1, refused: [] })
  })
}
