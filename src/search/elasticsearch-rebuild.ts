import { z } from 'zod'
import { type Engine, EngineError, type Names } from './elasticsearch-engine.ts'
import { documentsIndex, type IndexOptions, mappingVersion, metaOf, passagesIndex } from './elasticsearch-mapping.ts'

/**
 * Indices beside the live ones, found by aliases of their own: every writer writes to both from the moment that these
 * exist, and a rebuilding that was interrupted finds them again.
 */
export async function openRebuild(engine: Engine, names: Names, options: IndexOptions): Promise<Names> {
  const begun = await rebuildOf(engine, names)
  if (begun) return begun
  const made = `${mappingVersion}-${Date.now()}`
  const next = { documents: `${names.documents}-${made}`, passages: `${names.passages}-${made}` }
  await engine.request({ method: 'PUT', path: `/${next.passages}`, body: passagesIndex(options) })
  await engine.request({ method: 'PUT', path: `/${next.documents}`, body: documentsIndex(options) })
  const aliases = nextAliases(names)
  const actions = kinds.map((kind) => ({ add: { index: next[kind], alias: aliases[kind] } }))
  await engine.request({ method: 'POST', path: '/_aliases', body: { actions } })
  return next
}

/** The indices that are being built, by their own names: an alias would be gone in the midst of a write. */
export async function rebuildOf(engine: Engine, names: Names): Promise<Names | undefined> {
  const aliases = nextAliases(names)
  const [documents, passages] = [await indexOf(engine, aliases.documents), await indexOf(engine, aliases.passages)]
  return documents !== undefined && passages !== undefined ? { documents, passages } : undefined
}

/** Puts the new indices in the place of the live ones, in one call; returns the names of the old ones, which stay. */
export async function swap(engine: Engine, names: Names, next: Names): Promise<Names> {
  const old = { documents: await live(engine, names.documents), passages: await live(engine, names.passages) }
  for (const kind of kinds)
    await engine.request({ method: 'PUT', path: `/${next[kind]}/_mapping`, body: { _meta: metaOf(true) } })
  await engine.request({ method: 'POST', path: `/${next.documents},${next.passages}/_refresh` })
  const aliases = nextAliases(names)
  const actions = kinds.flatMap((kind) => [
    { remove: { index: old[kind], alias: names[kind] } },
    { remove: { index: next[kind], alias: aliases[kind] } },
    { add: { index: next[kind], alias: names[kind], is_write_index: true } },
  ])
  await engine.request({ method: 'POST', path: '/_aliases', body: { actions } })
  return old
}

export async function removeIndices(engine: Engine, { documents, passages }: Names): Promise<void> {
  await engine.request({ method: 'DELETE', path: `/${documents},${passages}` })
}

const kinds = ['documents', 'passages'] as const

const nextAliases = ({ documents, passages }: Names): Names => ({
  documents: `${documents}-next`,
  passages: `${passages}-next`,
})

const AliasAnswer = z.record(z.string(), z.unknown())

async function indexOf(engine: Engine, alias: string): Promise<string | undefined> {
  try {
    return Object.keys(AliasAnswer.parse(await engine.request({ method: 'GET', path: `/_alias/${alias}` })))[0]
  } catch (error) {
    if (error instanceof EngineError && error.status === 404) return undefined
    throw error
  }
}

async function live(engine: Engine, alias: string): Promise<string> {
  const index = await indexOf(engine, alias)
  if (index === undefined) throw new EngineError(404, `the alias ${alias} is gone`)
  return index
}
