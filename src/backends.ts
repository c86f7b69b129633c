import type { Config } from './config.ts'
import type { StageQueues } from './contracts/queue.ts'
import type { Log } from './contracts/stage-context.ts'
import { type Database, openDatabase } from './database/pglite.ts'
import { messageOf, RihlaError } from './errors.ts'
import { openEmbeddedQueues } from './queue/embedded.ts'
import { openEmbeddedIndex } from './search/embedded.ts'
import { openEmbeddedRegisters } from './search/embedded-registers.ts'
import type { RegisterIndex } from './search/register-index.ts'
import type { SearchIndex } from './search/search-index.ts'

/** Queues and index, wherever they are kept. */
export type Backends = {
  queues: StageQueues
  index: SearchIndex
  registers: RegisterIndex
  /** Tells other processes on the data folder where the server listens. */
  announce(url: string): void
  close(): Promise<void>
}

/** Opens queues and index; a database of ours that turns out to be damaged is set aside and begun anew, and that is said. */
export async function openBackends(config: Config, log: Log): Promise<Backends> {
  if (config.ELASTICSEARCH_URL)
    throw new RihlaError(
      'settings-invalid',
      'ELASTICSEARCH_URL is set: this version keeps its index in RIHLA_DATA only',
    )
  const database = await openDatabase(config.RIHLA_DATA)
  if (database.replaced) log.warn(database.replaced, 'database was damaged: it is built anew from the store')
  try {
    return await openOn(database, config, log)
  } catch (error) {
    if (database.replaced || !saysDamage(error)) {
      await database.close()
      throw error
    }
    await database.abandon()
    log.warn({ err: error, because: messageOf(error) }, 'database was damaged: it is built anew from the store')
  }
  const fresh = await openDatabase(config.RIHLA_DATA)
  try {
    return await openOn(fresh, config, log)
  } catch (error) {
    await fresh.close()
    throw error
  }
}

/** A database that opens and then fails at our own tables; a queue or an index elsewhere names its failure otherwise. */
function saysDamage(error: unknown): boolean {
  return !(error instanceof RihlaError) || error.code === 'index-unavailable'
}

async function openOn(database: Database, config: Config, log: Log): Promise<Backends> {
  const queues = await openQueues(database, config, log)
  try {
    const index = await openEmbeddedIndex(database)
    const registers = await openEmbeddedRegisters(database)
    return {
      queues,
      index,
      registers,
      announce: (url) => database.announce(url),
      async close() {
        await queues.close()
        await registers.close()
        await index.close()
        await database.close()
      },
    }
  } catch (error) {
    await queues.close()
    throw error
  }
}

async function openQueues(database: Database, { REDIS_URL }: Config, log: Log): Promise<StageQueues> {
  if (REDIS_URL === undefined) return openEmbeddedQueues(database, { log })
  const { openRedisQueues } = await import('./queue/redis.ts')
  return openRedisQueues(REDIS_URL, { log })
}
