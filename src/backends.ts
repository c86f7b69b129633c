import type { Config } from './config.ts'
import type { StageQueues } from './contracts/queue.ts'
import type { Log } from './contracts/stage-context.ts'
import { Closers } from './closers.ts'
import { type Database, openDatabase } from './database/pglite.ts'
import { messageOf, RihlaError } from './errors.ts'
import { openEmbeddedQueues } from './queue/embedded.ts'
import { openEmbeddedIndex } from './search/embedded.ts'
import { openEmbeddedRegisters } from './search/embedded-registers.ts'
import type { RegisterIndex } from './search/register-index.ts'
import type { SearchIndex } from './search/search-index.ts'
import { elasticsearchSettings } from './elasticsearch-settings.ts'
import { type Late, openLate } from './late.ts'

/** Queues and index, wherever they are kept. */
export type Backends = {
  queues: StageQueues
  index: SearchIndex
  registers: RegisterIndex
  /** Resolve as soon as the queues, or both, are open; reject where they never will be. */
  reached: { queues: Promise<void>; all: Promise<void> }
  /** Tells other processes on the data folder where the server listens; where many may serve it, none is told of. */
  announce(url: string): void
  close(): Promise<void>
}

/**
 * Opens queues and index. Only where one of them is embedded a database is opened, and the data folder is then this
 * process's alone; one that turns out to be damaged is set aside and begun anew, and that is said. A `patient` process
 * waits for a server that is away; see `reached`.
 */
export async function openBackends(config: Config, log: Log, { patient = false } = {}): Promise<Backends> {
  if (config.REDIS_URL && config.ELASTICSEARCH_URL) return openOn(undefined, { config, log, patient })
  const database = await openDatabase(config.RIHLA_DATA)
  if (database.replaced) log.warn(database.replaced, 'database was damaged: it is built anew from the store')
  try {
    return await openOn(database, { config, log, patient })
  } catch (error) {
    if (database.replaced || !saysDamage(error, config)) {
      await database.close()
      throw error
    }
    await database.abandon()
    log.warn({ err: error, because: messageOf(error) }, 'database was damaged: it is built anew from the store')
  }
  const fresh = await openDatabase(config.RIHLA_DATA)
  try {
    return await openOn(fresh, { config, log, patient })
  } catch (error) {
    await fresh.close()
    throw error
  }
}

/** A database that opens and then fails at our own tables; a queue or an index elsewhere names its failure otherwise. */
function saysDamage(error: unknown, { ELASTICSEARCH_URL }: Config): boolean {
  if (!(error instanceof RihlaError)) return true
  return error.code === 'index-unavailable' && ELASTICSEARCH_URL === undefined
}

type Opening = { config: Config; log: Log; patient: boolean }

/** Where opening fails, the database is left open for whoever opened it. */
async function openOn(database: Database | undefined, { config, log, patient }: Opening): Promise<Backends> {
  const closers = new Closers()
  const open = async <Port extends { close(): Promise<void> }>(
    { name, server }: { name: string; server: string | undefined },
    opening: () => Promise<Port>,
  ): Promise<Pick<Late<Port>, 'port' | 'part' | 'opened'>> => {
    if (patient && server !== undefined) {
      const late = await openLate(server, opening, { log })
      closers.add(name, () => late.close())
      return late
    }
    const port = await opening()
    closers.add(name, () => port.close())
    return { port, part: (one) => port[one], opened: Promise.resolve() }
  }
  try {
    const redis = config.REDIS_URL === undefined ? undefined : 'redis'
    const elasticsearch = config.ELASTICSEARCH_URL === undefined ? undefined : 'elasticsearch'
    const queues = await open({ name: 'queues', server: redis }, () => openQueues(database, config, log))
    const found = await open({ name: 'index', server: elasticsearch }, () => openFound(database, config))
    const all = Promise.all([queues.opened, found.opened]).then(() => undefined)
    // whoever waits for them hears of it; nobody has to
    for (const reached of [queues.opened, all]) reached.catch(() => undefined)
    return {
      queues: queues.port,
      index: found.part('index'),
      registers: found.part('registers'),
      reached: { queues: queues.opened, all },
      announce: (url) => database?.announce(url),
      async close() {
        await closers.close()
        await database?.close()
      },
    }
  } catch (error) {
    await closers.close()
    throw error
  }
}

async function openQueues(database: Database | undefined, config: Config, log: Log): Promise<StageQueues> {
  const { REDIS_URL, REDIS_PREFIX } = config
  if (REDIS_URL === undefined) return openEmbeddedQueues(present(database), { log })
  const { openRedisQueues } = await import('./queue/redis.ts')
  return openRedisQueues(REDIS_URL, { log, prefix: REDIS_PREFIX })
}

type Found = Pick<Backends, 'index' | 'registers' | 'close'>

/** Where the index is kept, the registers are. */
async function openFound(database: Database | undefined, config: Config): Promise<Found> {
  const index = await openIndex(database, config)
  try {
    const registers = await openRegisters(database, config)
    const close = async () => void (await Promise.all([registers.close(), index.close()]))
    return { index, registers, close }
  } catch (error) {
    await index.close()
    throw error
  }
}

async function openIndex(database: Database | undefined, config: Config): Promise<SearchIndex> {
  const settings = elasticsearchSettings(config)
  if (!settings) return openEmbeddedIndex(present(database))
  const { openElasticsearchIndex } = await import('./search/elasticsearch.ts')
  return usable(() => openElasticsearchIndex(settings))
}

async function openRegisters(database: Database | undefined, config: Config): Promise<RegisterIndex> {
  const settings = elasticsearchSettings(config)
  if (!settings) return openEmbeddedRegisters(present(database))
  const { openElasticsearchRegisters } = await import('./search/elasticsearch-registers.ts')
  return usable(() => openElasticsearchRegisters(settings))
}

async function usable<Port>(open: () => Promise<Port>): Promise<Port> {
  try {
    return await open()
  } catch (error) {
    if (error instanceof RihlaError) throw error
    throw new RihlaError('index-unusable', `elasticsearch cannot be used: ${messageOf(error)}`, { cause: error })
  }
}

function present(database: Database | undefined): Database {
  if (!database) throw new Error('an embedded half needs a database')
  return database
}
