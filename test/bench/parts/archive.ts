import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../../src/database/pglite.ts'
import { openElasticsearchIndex } from '../../../src/search/elasticsearch.ts'
import { openElasticsearchRegisters } from '../../../src/search/elasticsearch-registers.ts'
import { openEmbeddedIndex } from '../../../src/search/embedded.ts'
import { openEmbeddedRegisters } from '../../../src/search/embedded-registers.ts'
import type { RegisterIndex } from '../../../src/search/register-index.ts'
import type { SearchIndex } from '../../../src/search/search-index.ts'
import { eventually } from '../../eventually.ts'
import { removeIndices } from '../../servers/cluster.ts'
import { supervise } from '../../servers/processes.ts'
import { findElasticsearch } from '../../services/find.ts'
import { freePort } from '../../services/service.ts'
import { askJson } from './http.ts'

const engineNames = ['embedded', 'elasticsearch'] as const
export type EngineName = (typeof engineNames)[number]

/** Puts into the indices whatever is to be measured. */
export type Fill = (indices: { index: SearchIndex; registers: RegisterIndex }) => Promise<void>

/** Indices of their own, and a server that answers from them. */
export type Archive = {
  /** Where the server listens, in a process of its own. */
  url: string
  processId(): number
  /** Where the engine itself is asked: a copy of the database, or Elasticsearch. */
  engine: { name: 'embedded'; folder: string } | { name: 'elasticsearch'; url: string; prefix: string }
  close(): Promise<void>
}

/** With `keep` the indices stay, under that name, and are found there by the next archive of the same name. */
async function openArchive(name: EngineName, fill: Fill, { keep }: { keep?: string | undefined }): Promise<Archive> {
  const folder =
    keep === undefined ? mkdtempSync(join(tmpdir(), 'rihla-bench-')) : join(tmpdir(), `rihla-bench-${keep}`)
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const open = name === 'embedded' ? embedded : elasticsearch
  return open({
    folder,
    fill,
    prefix: `rihla-bench-${keep ?? process.pid}`,
    remove: keep === undefined ? remove : undefined,
  })
}

/** Does this with an archive of each engine that is chosen, of all where none is, one after the other. */
export async function withArchives(
  chosen: readonly string[],
  fill: Fill,
  { keep }: { keep?: string | undefined },
  work: (archive: Archive) => Promise<void>,
): Promise<void> {
  for (const name of engineNames.filter((one) => chosen.length === 0 || chosen.includes(one))) {
    const archive = await openArchive(name, fill, { keep })
    try {
      await work(archive)
    } finally {
      await archive.close()
    }
  }
}

type Opening = { folder: string; prefix: string; fill: Fill; remove: (() => void) | undefined }

async function embedded({ folder, fill, remove }: Opening): Promise<Archive> {
  const [data, copy] = [join(folder, 'data'), join(folder, 'copy')]
  if (!existsSync(copy)) {
    const database = await openDatabase(data)
    await fill({ index: await openEmbeddedIndex(database), registers: await openEmbeddedRegisters(database) })
    // as the database's own housekeeping does in time
    await database.pglite.exec('vacuum analyze')
    await database.close()
    cpSync(data, copy, { recursive: true })
  }
  const server = await startServer(folder, {})
  const close = async () => {
    await server.stop()
    remove?.()
  }
  return { ...server, engine: { name: 'embedded', folder: copy }, close }
}

async function elasticsearch({ folder, prefix, fill, remove }: Opening): Promise<Archive> {
  const node = await findElasticsearch('whole')
  if (!node) throw new Error('there is no Elasticsearch here, and none could be fetched')
  const { url } = node
  const index = await openElasticsearchIndex({ url, prefix })
  const registers = await openElasticsearchRegisters({ url, prefix })
  if (await index.needsRebuild()) {
    await fill({ index, registers })
    await index.markRebuilt()
  }
  await Promise.all([index.close(), registers.close()])
  const server = await startServer(folder, { ELASTICSEARCH_URL: url, ELASTICSEARCH_PREFIX: prefix })
  const close = async () => {
    await server.stop()
    if (remove) await removeIndices(url, prefix)
    await node.stop()
    remove?.()
  }
  return { ...server, engine: { name: 'elasticsearch', url, prefix }, close }
}

async function startServer(folder: string, settings: Record<string, string>) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = supervise('all', {
    RIHLA_DATA: join(folder, 'data'),
    RIHLA_DROP: join(folder, 'drop'),
    RIHLA_PORT: String(port),
    RIHLA_MAX_REQUESTS_PER_MINUTE: '10000000',
    ...settings,
  })
  try {
    await eventually(() => askJson(`${url}/healthz`), { timeoutSeconds: 300, intervalMilliseconds: 200 })
  } catch (error) {
    await server.stop()
    throw new Error(`the server did not start: ${server.said()}`, { cause: error })
  }
  return { url, processId: () => server.processId()!, stop: () => server.stop() }
}
