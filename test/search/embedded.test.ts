import { openDatabase } from '../../src/database/pglite.ts'
import { openEmbeddedIndex } from '../../src/search/embedded.ts'
import { searchIndexSuite } from './suite.ts'

searchIndexSuite({
  name: 'the embedded database',
  lacks: [],
  async open() {
    const database = await openDatabase()
    const index = await openEmbeddedIndex(database)
    return {
      index,
      async close() {
        await index.close()
        await database.close()
      },
    }
  },
})
