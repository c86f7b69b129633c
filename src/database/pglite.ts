import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { unaccent } from '@electric-sql/pglite/contrib/unaccent'
import { messageOf, RihlaError } from '../errors.ts'
import { readEmptyDatabase } from './empty-database.ts'
import { type HeldLock, takeLock } from './lock.ts'

/** The in-process Postgres that the embedded queue and the embedded index share. One process owns its folder. */
export type Database = {
  pglite: PGlite
  /** Why the database that was found could not be trusted; it was set aside, and this one is new and empty. */
  replaced?: { because: string; keptIn: string }
  /** Tells other processes on this data folder where the server listens. */
  announce(url: string): void
  /** Closes and sets aside a database that proved damaged after it was opened; the next one opened is new. */
  abandon(): Promise<void>
  close(): Promise<void>
}

/** PGlite has no background processes: nothing vacuums and nothing writes checkpoints unless we do. */
const housekeepingSeconds = 300
const worthTidyingBytes = 4 * 1024 * 1024

/**
 * What a search reads of a hundred thousand passages, rows and words, is about 70 MB; a page that is not held is read from
 * its file through two runtimes. Memory is taken only for pages that are read: a small archive stays as small. The log
 * would by the standards grow to 1 GB.
 */
const settings = ['shared_buffers=128MB', 'max_wal_size=64MB', 'min_wal_size=32MB']

/**
 * Opens the database of a data folder, or one in memory where no folder is given. A folder that a live process holds is
 * refused with `data-in-use`. What cannot be trusted is set aside and begun anew: the store is the truth, and whoever
 * opened the database sends the store's documents through again.
 *
 * PGlite never calls fsync, whatever it is told (seen by strace). A killed process loses nothing: what it wrote stays
 * with the system, and Postgres recovers from its log. A machine that loses its current may leave anything behind, also
 * damage that shows much later: a folder whose holder went down with its machine is therefore never trusted.
 */
export async function openDatabase(folder?: string): Promise<Database> {
  if (folder === undefined) return inMemory()
  const lock = takeLock(folder)
  try {
    return await openLocked(join(folder, 'database'), lock)
  } catch (error) {
    lock.release()
    throw error
  }
}

async function inMemory(): Promise<Database> {
  const pglite = await create('memory://')
  const close = () => pglite.close()
  return { pglite, announce: () => undefined, abandon: close, close }
}

async function openLocked(folder: string, lock: HeldLock): Promise<Database> {
  const began = Date.now()
  const { pglite, replaced } = await openOrReplace(folder, lock.previous)
  const tidy = housekeeper(pglite)
  // Failing to tidy is no reason to stop, and whoever uses the database learns what ails it: the next round tries again.
  const timer = setInterval(() => void tidy().catch(() => undefined), housekeepingSeconds * 1000).unref()
  return {
    pglite,
    ...(replaced && { replaced }),
    announce: (url) => lock.announce(url),
    async abandon() {
      clearInterval(timer)
      // whatever it says at its end, it is given up
      await pglite.close().catch(() => undefined)
      setAside(folder)
      lock.release()
    },
    async close() {
      clearInterval(timer)
      await pglite.close()
      // after an orderly end all the rest is on the disk already
      syncFiles(folder, lock.previous === 'closed' ? began : 0)
      lock.release()
    },
  }
}

async function openOrReplace(
  folder: string,
  previous: HeldLock['previous'],
): Promise<{ pglite: PGlite; replaced?: NonNullable<Database['replaced']> }> {
  let because = 'the machine went down while it was open'
  if (previous !== 'cut-off' || !exists(folder)) {
    try {
      return { pglite: await create(folder) }
    } catch (error) {
      because = messageOf(error)
    }
  }
  const keptIn = setAside(folder)
  try {
    return { pglite: await create(folder), replaced: { because, keptIn } }
  } catch (cause) {
    // an empty folder fails as well: it is no damage, and starting again and again would not mend it
    throw new RihlaError('folder-unwritable', `database cannot be made: ${folder}: ${messageOf(cause)}`, { cause })
  }
}

async function create(folder: string): Promise<PGlite> {
  const empty = exists(folder) ? undefined : await readEmptyDatabase()
  if (folder !== 'memory://') mkdirSync(folder, { recursive: true })
  const pglite = await PGlite.create({
    dataDir: folder,
    ...(empty && { loadDataDir: empty }),
    extensions: { unaccent },
    startParams: [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])],
  })
  giveOthersTheirTurn(pglite)
  // a damaged cluster may open and fail at its first statement
  await pglite.query('SELECT count(*) FROM pg_class')
  return pglite
}

/**
 * PGlite works on this thread and answers in microtasks: timers and sockets would wait until the last of many statements,
 * and a document of many passages takes seconds. Statements queue up all the same; only the thread is lent in between.
 */
function giveOthersTheirTurn(pglite: PGlite): void {
  const longestHoldMilliseconds = 10
  const run = pglite.execProtocolStream.bind(pglite)
  let since = 0
  pglite.execProtocolStream = async (...message) => {
    if (performance.now() - since > longestHoldMilliseconds) {
      await breathe()
      since = performance.now()
    }
    return run(...message)
  }
}

/** Keeps the damaged database for whoever wants to look at it: the last one only. */
function setAside(folder: string): string {
  const parent = dirname(folder)
  const prefix = `${basename(folder)}.damaged-`
  try {
    for (const name of readdirSync(parent))
      if (name.startsWith(prefix)) rmSync(join(parent, name), { recursive: true, force: true })
    const keptIn = join(parent, `${prefix}${new Date().toISOString().replaceAll(/[-:.]/g, '')}`)
    renameSync(folder, keptIn)
    return keptIn
  } catch (cause) {
    const message = `damaged database cannot be set aside: ${folder}: ${messageOf(cause)}`
    throw new RihlaError('folder-unwritable', message, { cause })
  }
}

/** Returns what tidies our own tables (Postgres' own hardly change), unless little was written since the last time. */
function housekeeper(pglite: PGlite): () => Promise<void> {
  let tidiedAt = '0/0'
  return async () => {
    const [log] = (
      await pglite.query<{ at: string; bytes: number }>(
        'SELECT pg_current_wal_lsn()::text AS at, (pg_current_wal_lsn() - $1::pg_lsn)::float8 AS bytes',
        [tidiedAt],
      )
    ).rows
    if (!log || log.bytes < worthTidyingBytes) return
    // The session's search path decides what is ours to see, not what is there: the catalogue has all.
    const { rows } = await pglite.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    )
    if (rows.length > 0) await pglite.exec(`VACUUM (ANALYZE) ${rows.map(({ name }) => name).join(', ')}`)
    await pglite.exec('CHECKPOINT')
    tidiedAt = log.at
  }
}

/** Confirms what changed since then on the disk, so that a machine that goes down after an orderly end does no harm. */
function syncFiles(folder: string, since: number): void {
  const clockTickMilliseconds = 2000
  for (const entry of [
    folder,
    ...readdirSync(folder, { encoding: 'utf8', recursive: true }).map((name) => join(folder, name)),
  ]) {
    if (statSync(entry).mtimeMs < since - clockTickMilliseconds) continue
    const file = openSync(entry, 'r')
    try {
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  }
}

function exists(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0
  } catch {
    return false
  }
}
