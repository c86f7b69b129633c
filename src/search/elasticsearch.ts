import { CountAnswer, ListAnswer } from './elasticsearch-answers.ts'
import { completeSettings, type ElasticsearchSettings, named, openEngine } from './elasticsearch-client.ts'
import type { Engine, Names } from './elasticsearch-engine.ts'
import { leasesIndex, takeLease } from './elasticsearch-lease.ts'
import { markRebuilt, needsRebuild, openIndex, openIndices } from './elasticsearch-open.ts'
import { complete, similar } from './elasticsearch-related.ts'
import { search } from './elasticsearch-search.ts'
import { sharedRefresh } from './elasticsearch-refresh.ts'
import { openRebuild, rebuildOf, removeIndices, swap } from './elasticsearch-rebuild.ts'
import { sizeBytes } from './elasticsearch-size.ts'
import { remove, write, type Writer } from './elasticsearch-write.ts'
import { type IndexOptions, metaOf } from './elasticsearch-mapping.ts'
import type { IndexRebuild, SearchIndex } from './search-index.ts'

/** The index in Elasticsearch; refuses with `index-unusable` a server, credentials or an index that it cannot work with. */
export async function openElasticsearchIndex(given: ElasticsearchSettings): Promise<SearchIndex> {
  const settings = completeSettings(given)
  const engine = openEngine(settings)
  const names = namesOf(settings)
  const writer = { engine, names, limits: settings.bulk }
  const indices = { ...names, rows: `${settings.prefix}-rows` }
  const refresh = sharedRefresh(writer, `${names.documents},${names.passages}`)
  try {
    await named(() => open(engine, names, settings), { opening: true })
  } catch (error) {
    await engine.close()
    throw error
  }
  return {
    write: (document, signal) =>
      named(async () => {
        const written = await write(writer, document, signal)
        await refresh()
        // Looked for afterwards: one begun before this document was recorded as indexed is not missed.
        const next = await rebuildOf(engine, names)
        if (next) await write({ ...writer, names: next }, document, signal)
        return written
      }),
    remove: (documentId) =>
      named(async () => {
        await remove(writer, documentId)
        const next = await rebuildOf(engine, names)
        if (next) await remove({ ...writer, names: next }, documentId)
      }),
    rebuild: () => named(() => rebuild({ ...writer, leases: names.leases }, settings)),
    refresh: () => named(refresh),
    search: (request) => named(() => search(writer, request)),
    similar: (passageId, page) => named(() => similar(writer, passageId, page)),
    complete: (typed, size) => named(() => complete(writer, typed, size)),
    needsRebuild: () => named(() => needsRebuild(engine, names.documents)),
    markRebuilt: () => named(() => markRebuilt(engine, [names.documents, names.passages])),
    documents: () => documents(writer),
    sizeBytes: () => named(() => sizeBytes(engine, Object.values(indices))),
    ready: () => named(async () => void (await engine.request({ method: 'GET', path: `/${names.passages}/_count` }))),
    close: () => engine.close(),
  }
}

const namesOf = ({ prefix }: { prefix: string }): Names & { leases: string } => ({
  documents: `${prefix}-documents`,
  passages: `${prefix}-passages`,
  leases: `${prefix}-leases`,
})

async function open(engine: Engine, names: ReturnType<typeof namesOf>, options: IndexOptions): Promise<void> {
  await openIndices(engine, names, options)
  await openIndex(engine, names.leases, leasesIndex(metaOf(true)))
}

async function rebuild(writer: Writer & { leases: string }, options: IndexOptions): Promise<IndexRebuild> {
  const { engine, names, limits } = writer
  const lease = await takeLease({ engine, limits, index: writer.leases })
  const next = await openRebuild(engine, names, options).catch(async (error: unknown) => {
    await lease.release()
    throw error
  })
  return {
    write: (document, signal) => named(() => write({ ...writer, names: next }, document, signal)),
    documents: () => documents({ ...writer, names: next }),
    swap: () =>
      named(async () => {
        await lease.confirm()
        const old = await swap(engine, names, next)
        return { dropOld: () => named(() => removeIndices(engine, old)) }
      }),
    close: () => named(() => lease.release()),
  }
}

async function* documents({ engine, names }: Writer) {
  const size = 500
  await named(() => engine.request({ method: 'POST', path: `/${names.documents},${names.passages}/_refresh` }))
  for (let after: unknown[] | undefined; ;) {
    const body = {
      size,
      sort: [{ documentId: 'asc' }],
      _source: ['documentId', 'passageCount'],
      ...(after ? { search_after: after } : {}),
    }
    const answer = await named(() => engine.request({ method: 'POST', path: `/${names.documents}/_search`, body }))
    const { hits } = ListAnswer.parse(answer).hits
    const ids = hits.map(({ _source }) => _source.documentId)
    const counts = await named(() => passageCounts(engine, names, ids))
    for (const documentId of ids) yield { documentId, passageCount: counts.get(documentId) ?? 0 }
    if (hits.length < size) return
    after = hits.at(-1)!.sort
  }
}

/** Counted anew: the record says how many there should be. */
async function passageCounts(engine: Engine, names: Names, ids: readonly string[]): Promise<Map<string, number>> {
  const body = {
    size: 0,
    query: { terms: { documentId: ids } },
    aggs: { documents: { terms: { field: 'documentId', size: Math.max(1, ids.length) } } },
  }
  const answer = await engine.request({ method: 'POST', path: `/${names.passages}/_search`, body })
  const { buckets } = CountAnswer.parse(answer).aggregations.documents
  return new Map(buckets.map(({ key, doc_count }) => [key, doc_count]))
}
