import type { RegisterName } from '../contracts/registers.ts'
import { asDiskFull } from '../database/out-of-space.ts'
import { messageOf, RihlaError } from '../errors.ts'
import { groupRows } from './embedded-register-groups.ts'
import { allEntries, allRows, listEntries, oneEntry } from './embedded-register-read.ts'
import {
  isGrouped,
  markRegistersRebuilt,
  openRegisterTables,
  registersNeedRebuild,
  rowTable,
} from './embedded-register-schema.ts'
import { eraseRows, replaceRows } from './embedded-register-write.ts'
import type { SqlDatabase } from './embedded-schema.ts'
import type { RegisterIndex } from './register-index.ts'

/** The registers in the database that the process itself runs; it does not close the database, which others use as well. */
export async function openEmbeddedRegisters({ pglite }: { pglite: SqlDatabase }): Promise<RegisterIndex> {
  await named(() => openRegisterTables(pglite))
  let closed = false
  const open = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (closed) throw new RihlaError('index-unavailable', 'the registers are closed')
    return named(work)
  }
  const grouped = async (register: RegisterName) => {
    if (register === 'projects' && !(await isGrouped(pglite))) await groupRows(pglite)
  }
  return {
    write: (documentId, rows, signal) =>
      open(async () => {
        signal?.throwIfAborted()
        await pglite.transaction((sql) => replaceRows(sql, documentId, rows))
        return { refused: [] }
      }),
    remove: (documentId) => open(() => pglite.transaction((sql) => eraseRows(sql, documentId))),
    list: (request) =>
      open(async () => {
        await grouped(request.register)
        return listEntries(pglite, request)
      }),
    entry: (request) =>
      open(async () => {
        await grouped(request.register)
        return oneEntry(pglite, request)
      }),
    async *entries(register, filters) {
      await open(() => grouped(register))
      yield* namedEach(allEntries(pglite, register, filters))
    },
    async *rows(register, filters) {
      await open(() => grouped(register))
      yield* namedEach(allRows(pglite, register, filters))
    },
    async *documents() {
      const { rows } = await open(() =>
        pglite.query<{ documentId: string; rowCount: number }>(
          `select document_id as "documentId", count(*)::int as "rowCount" from ${rowTable} group by document_id`,
        ),
      )
      yield* rows
    },
    needsRebuild: () => open(() => registersNeedRebuild(pglite)),
    markRebuilt: () => open(() => markRegistersRebuilt(pglite)),
    ready: () => open(async () => void (await pglite.query(`select 1 from ${rowTable} limit 1`))),
    async close() {
      closed = true
    },
  }
}

async function* namedEach<Item>(items: AsyncIterable<Item>): AsyncIterable<Item> {
  try {
    yield* items
  } catch (error) {
    throw asNamed(error)
  }
}

async function named<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw asNamed(error)
  }
}

/** Gives a failure of the database its name; it may pass. A mistake of the code, or an order to stop, is none. */
function asNamed(error: unknown): unknown {
  if (error instanceof RihlaError || error instanceof TypeError) return error
  if (error instanceof Error && ['AbortError', 'TimeoutError', 'ZodError'].includes(error.name)) return error
  return (
    asDiskFull(error) ??
    new RihlaError('index-unavailable', `the registers failed: ${messageOf(error)}`, { cause: error })
  )
}
