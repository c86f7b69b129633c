import { z } from 'zod'
import { RihlaError } from '../errors.ts'
import { type Engine, EngineError, type Names } from './elasticsearch-engine.ts'
import { documentsIndex, type IndexOptions, mappingVersion, metaOf, passagesIndex } from './elasticsearch-mapping.ts'

/** Versions of the server that are spoken to. */
const servers = new Set(['8', '9'])

/** Makes the indices where they are missing; those of an older version of ours are replaced by new, empty ones. */
export async function openIndices(engine: Engine, names: Names, options: IndexOptions): Promise<void> {
  await refuseOtherServers(engine)
  await openIndex(engine, names.passages, passagesIndex(options))
  await openIndex(engine, names.documents, documentsIndex(options))
}

/** True until `markRebuilt`, since the making of the indices. */
export async function needsRebuild(engine: Engine, alias: string): Promise<boolean> {
  const [found] = await mappingsOf(engine, alias)
  return found?.rebuilt !== true
}

export async function markRebuilt(engine: Engine, aliases: readonly string[]): Promise<void> {
  for (const name of aliases)
    await engine.request({ method: 'PUT', path: `/${name}/_mapping`, body: { _meta: metaOf(true) } })
}

const NodesAnswer = z.object({ nodes: z.record(z.string(), z.object({ version: z.string() })) })

/** Throws `index-unusable` where a node is of a version that is not spoken to. */
export async function refuseOtherServers(engine: Engine): Promise<void> {
  const answer = NodesAnswer.parse(await engine.request({ method: 'GET', path: '/_nodes/http' }))
  for (const { version } of Object.values(answer.nodes))
    if (!servers.has(version.split('.')[0] ?? ''))
      throw new RihlaError('index-unusable', `elasticsearch is of version ${version}: Rihla speaks to 8 and 9`)
}

/** Makes the index where it is missing or of an older version of ours; throws `index-unusable` where it is another's. */
export async function openIndex(engine: Engine, alias: string, body: object): Promise<void> {
  const held = await mappingsOf(engine, alias)
  const foreign = held.find(({ application }) => application !== 'rihla')
  if (foreign)
    throw new RihlaError('index-unusable', `the index ${foreign.index} is not Rihla's: its mapping says nothing of it`)
  const newest = held.find(({ version }) => version > mappingVersion)
  if (newest)
    throw new RihlaError(
      'index-unusable',
      `the index ${newest.index} was made by a later Rihla (version ${newest.version})`,
    )
  if (held.some(({ version }) => version === mappingVersion)) return
  await createIndex(engine, alias, body)
  for (const { index } of held) await engine.request({ method: 'DELETE', path: `/${index}` })
}

/** Another process may do the same at this moment: then its index is as good. */
async function createIndex(engine: Engine, alias: string, body: object): Promise<void> {
  const name = `${alias}-${mappingVersion}`
  try {
    await engine.request({ method: 'PUT', path: `/${name}`, body })
  } catch (error) {
    if (!(error instanceof EngineError) || error.status !== 400 || !/already_exists/.test(error.message)) throw error
  }
  const actions = [
    { remove: { index: '*', alias, must_exist: false } },
    { add: { index: name, alias, is_write_index: true } },
  ]
  await engine.request({ method: 'POST', path: '/_aliases', body: { actions } })
}

const MappingsAnswer = z.record(
  z.string(),
  z.object({
    mappings: z.object({
      _meta: z.object({ application: z.string(), version: z.int(), rebuilt: z.boolean() }).partial().optional(),
    }),
  }),
)

type Found = { index: string; application: string | undefined; version: number; rebuilt: boolean }

async function mappingsOf(engine: Engine, alias: string): Promise<Found[]> {
  try {
    const answer = MappingsAnswer.parse(await engine.request({ method: 'GET', path: `/${alias}/_mapping` }))
    return Object.entries(answer).map(([index, { mappings }]) => ({
      index,
      application: mappings._meta?.application,
      version: mappings._meta?.version ?? 0,
      rebuilt: mappings._meta?.rebuilt === true,
    }))
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return []
    throw error
  }
}
