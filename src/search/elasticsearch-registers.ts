import type { RegisterName } from '../contracts/registers.ts'
import { completeSettings, type ElasticsearchSettings, named, openEngine } from './elasticsearch-client.ts'
import { markRebuilt, needsRebuild, openIndex, refuseOtherServers } from './elasticsearch-open.ts'
import { sharedRefresh } from './elasticsearch-refresh.ts'
import { groupRows, isGrouped } from './elasticsearch-register-groups.ts'
import { rowsIndex } from './elasticsearch-register-mapping.ts'
import { allEntries, allRows, listEntries, oneEntry } from './elasticsearch-register-read.ts'
import { rowCounts } from './elasticsearch-register-documents.ts'
import { removeRows, type RowWriter, writeRows } from './elasticsearch-register-write.ts'
import type { RegisterIndex } from './register-index.ts'

/** The registers in Elasticsearch; refuses what it cannot work with as the index does. */
export async function openElasticsearchRegisters(given: ElasticsearchSettings): Promise<RegisterIndex> {
  const settings = completeSettings(given)
  const engine = openEngine(settings)
  const rows: RowWriter = { engine, limits: settings.bulk, index: `${settings.prefix}-rows` }
  const refresh = sharedRefresh(rows, rows.index)
  const grouped = projectsGrouped(rows)
  const open = async () => {
    await refuseOtherServers(engine)
    await openIndex(engine, rows.index, rowsIndex(settings))
  }
  try {
    await named(open, { opening: true })
  } catch (error) {
    await engine.close()
    throw error
  }
  return {
    write: (documentId, written, signal) =>
      named(async () => {
        const refused = await writeRows(rows, documentId, { rows: written, ...(signal && { signal }) })
        await refresh()
        return { refused }
      }),
    remove: (documentId) =>
      named(async () => {
        await removeRows(rows, documentId)
        await refresh()
      }),
    list: (request) =>
      named(async () => {
        await grouped(request.register)
        return listEntries(rows, request)
      }),
    entry: (request) =>
      named(async () => {
        await grouped(request.register)
        return oneEntry(rows, request)
      }),
    async *entries(register, filters) {
      await named(() => grouped(register))
      yield* namedEach(allEntries(rows, { register, filters }))
    },
    async *rows(register, filters) {
      await named(() => grouped(register))
      yield* namedEach(allRows(rows, { register, filters }))
    },
    async *documents() {
      await named(refresh)
      yield* namedEach(rowCounts(rows))
    },
    needsRebuild: () => named(() => needsRebuild(engine, rows.index)),
    markRebuilt: () => named(() => markRebuilt(engine, [rows.index])),
    ready: () => named(async () => void (await engine.request({ method: 'GET', path: `/${rows.index}/_count` }))),
    close: () => engine.close(),
  }
}

/** Compares projects before a question about them, where rows changed since they were; one question after the other. */
function projectsGrouped(rows: RowWriter): (register: RegisterName) => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  const groupedAfter = async (before: Promise<void>) => {
    await before.catch(() => undefined)
    if (!(await isGrouped(rows))) await groupRows(rows)
  }
  return async (register) => {
    if (register !== 'projects') return
    last = groupedAfter(last)
    await last
  }
}

async function* namedEach<Item>(items: AsyncIterable<Item>): AsyncIterable<Item> {
  const iterator = items[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value } = await named(() => iterator.next())
      if (done) return
      yield value
    }
  } finally {
    await iterator.return?.()
  }
}
