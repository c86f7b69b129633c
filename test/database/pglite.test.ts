import { readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Database, openDatabase } from '../../src/database/pglite.ts'
import { readLock } from '../../src/database/lock.ts'
import { temporaryFolder } from '../ingest/store-kit.ts'
import { prepareDataFolder } from './prepared-folder.ts'

async function preparedFolder(): Promise<string> {
  const folder = temporaryFolder()
  await prepareDataFolder(folder)
  return folder
}

const keep = async ({ pglite }: Database) => {
  await pglite.exec('CREATE TABLE IF NOT EXISTS note (text text)')
  await pglite.query('INSERT INTO note VALUES ($1)', ['kept'])
}
const kept = async ({ pglite }: Database) =>
  (await pglite.query<{ tables: number }>(`SELECT count(*)::int AS tables FROM pg_tables WHERE tablename = 'note'`))
    .rows[0]?.tables === 1

test('what was written is there when it is opened again, and the lock is gone in between', async () => {
  const folder = await preparedFolder()
  const first = await openDatabase(folder)
  await keep(first)
  await expect(openDatabase(folder)).rejects.toMatchObject({ code: 'data-in-use' })
  await first.close()
  expect(readLock(folder)).toBeUndefined()
  const second = await openDatabase(folder)
  expect(second.replaced).toBeUndefined()
  expect(await kept(second)).toBe(true)
  await second.close()
})

const damage: Record<string, (database: string) => void> = {
  'its control file is broken': (database) => writeFileSync(join(database, 'global', 'pg_control'), 'x'.repeat(8192)),
  'its log is broken': (database) => {
    const log = join(database, 'pg_wal')
    for (const name of readdirSync(log)) if (/^[0-9A-F]{24}$/.test(name)) truncateSync(join(log, name), 100)
  },
  'its tables are empty': (database) => {
    const tables = join(database, 'base', '5')
    for (const name of readdirSync(tables)) truncateSync(join(tables, name), 0)
  },
}

test.for(Object.keys(damage))('it is set aside and begun anew where %s', async (what) => {
  const folder = await preparedFolder()
  const first = await openDatabase(folder)
  await keep(first)
  await first.close()
  damage[what]!(join(folder, 'database'))
  const second = await openDatabase(folder)
  expect(second.replaced?.because).not.toBe('')
  expect(readdirSync(second.replaced!.keptIn)).toContain('PG_VERSION')
  expect(await kept(second)).toBe(false)
  await second.close()
  const third = await openDatabase(folder)
  expect(third.replaced).toBeUndefined()
  await third.close()
})

test.runIf(process.platform === 'linux')('it is not trusted where the machine went down with it', async () => {
  const folder = await preparedFolder()
  const first = await openDatabase(folder)
  await keep(first)
  await first.close()
  writeFileSync(join(folder, 'rihla.lock'), JSON.stringify({ processId: 1, boot: 'another boot' }))
  const second = await openDatabase(folder)
  expect(second.replaced?.because).toBe('the machine went down while it was open')
  expect(await kept(second)).toBe(false)
  await second.close()
})

test('one that is abandoned is set aside, and only the last one is kept', async () => {
  const folder = await preparedFolder()
  for (let time = 0; time < 2; time++) {
    const database = await openDatabase(folder)
    await keep(database)
    await database.abandon()
  }
  const database = await openDatabase(folder)
  expect(await kept(database)).toBe(false)
  await database.close()
  expect(readdirSync(folder).filter((name) => name.startsWith('database.damaged-'))).toHaveLength(1)
})

test('a new one is a copy of the empty one that npm ci has made', async () => {
  const identifierOf = async (database: Database) => {
    const { rows } = await database.pglite.query('SELECT system_identifier::text AS made FROM pg_control_system()')
    await database.close()
    return rows
  }
  const inMemory = await identifierOf(await openDatabase())
  expect(await identifierOf(await openDatabase(temporaryFolder()))).toEqual(inMemory)
})

test('many statements in one transaction do not keep the process from serving', async () => {
  const database = await openDatabase()
  let turns = 0
  const timer = setInterval(() => turns++, 1)
  const began = performance.now()
  await database.pglite.transaction(async (sql) => {
    while (performance.now() - began < 500) await sql.query('SELECT count(*) FROM generate_series(1, 2000)')
  })
  clearInterval(timer)
  expect(turns).toBeGreaterThan(10)
  await database.close()
})

test('it can take accents from words', async () => {
  const database = await openDatabase()
  await database.pglite.exec('CREATE EXTENSION IF NOT EXISTS unaccent')
  const { rows } = await database.pglite.query(`SELECT unaccent('Hôtel') AS word`)
  expect(rows).toEqual([{ word: 'Hotel' }])
  await database.close()
})
