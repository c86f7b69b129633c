import { openDatabase } from '../../src/database/pglite.ts'
import { openEmbeddedQueues } from '../../src/queue/embedded.ts'
import { queueSuite } from './suite.ts'

queueSuite('embedded queues', async () => {
  const database = await openDatabase()
  return {
    open: (log) => openEmbeddedQueues(database, { log }),
    clear: async () => void (await database.pglite.exec('DELETE FROM bullmq.job; DELETE FROM bullmq.meta')),
    close: () => database.close(),
  }
})
