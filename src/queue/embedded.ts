import { createPostgresBackend, Queue, runMigrations, Worker } from 'bullmq'
import type { StageQueues } from '../contracts/queue.ts'
import { StageName } from '../contracts/stored-document.ts'
import type { Log } from '../contracts/stage-context.ts'
import type { Database } from '../database/pglite.ts'
import { inOneTransaction, PGlitePool } from './pglite-pool.ts'
import { makeStageQueues } from './queues.ts'
import { boardInMemory } from './worker-board.ts'
import { warningsOnly } from './warnings-only.ts'

/**
 * The queues in the database that the process itself runs; closing them leaves the database open. Jobs that a killed
 * process held wait again at once: there is no other process that could still work on them.
 */
export async function openEmbeddedQueues(
  { pglite }: Pick<Database, 'pglite'>,
  { log = warningsOnly }: { log?: Log } = {},
): Promise<StageQueues> {
  await inOneTransaction(pglite, (client) => runMigrations(client))
  // BullMQ names its tables without their schema, and a pool of its own would set this for each of its sessions
  await pglite.exec('SET search_path TO bullmq, public')
  const connection = new PGlitePool(pglite)
  const queues = makeStageQueues(
    {
      makeQueue: (name, options) => new Queue(name, { ...options, connection }, createPostgresBackend),
      makeWorker: async (name, process, options) => ({
        worker: new Worker(
          name,
          (job, token, lost) => process(job, token, lost),
          { ...options, connection },
          createPostgresBackend,
        ),
        disconnect: () => undefined,
      }),
      // there is one process only, and what it tells is told to itself
      workers: boardInMemory(),
      close: () => connection.end(),
    },
    log,
  )
  await takeBackOrphans(pglite)
  return queues
}

/** Token "0" stands above every lock. */
async function takeBackOrphans(pglite: Database['pglite']): Promise<void> {
  await pglite.query(
    `SELECT move_active_to_wait(queue, id, '0', $1) FROM job WHERE state = 'active' AND queue = ANY($2)`,
    [Date.now(), StageName.options],
  )
}
