import { openDatabase } from '../../src/database/pglite.ts'
import { openEmbeddedRegisters } from '../../src/search/embedded-registers.ts'
import { registersSuite } from './registers-suite.ts'

registersSuite({
  name: 'the embedded database',
  async open() {
    const database = await openDatabase()
    const registers = await openEmbeddedRegisters(database)
    return {
      registers,
      async close() {
        await registers.close()
        await database.close()
      },
    }
  },
})
