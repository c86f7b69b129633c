import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { z } from 'zod'
import { createClient, type Client } from '../../src/http/client.ts'
import { eventually } from '../eventually.ts'
import { freePort } from '../services/service.ts'
import { supervise, type Launch, type Supervised } from './processes.ts'

export const programs = ['api', 'ingester', 'parser', 'recogniser', 'extractor', 'indexer'] as const
export type Program = (typeof programs)[number]

/** The processes of docker-compose.yml on this machine: one of each program, over one store, one Redis, one Elasticsearch. */
export type Cluster = {
  settings: Record<string, string>
  folder: string
  client: Client
  processes: Record<Program, Supervised>
  /** SIGTERM to all; their exit codes. What they kept on the servers and on the disk is removed. */
  stop(): Promise<Record<string, number | null>>
}

let clusters = 0

/** Starts them all and waits until each has started: what a test then drops or stops is not still to come. */
export async function startCluster(
  { redis, elasticsearch }: { redis: string; elasticsearch: string },
  changes: Record<string, string> = {},
  launch: Launch = {},
): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'rihla-cluster-'))
  const prefix = `rihla-cluster-${process.pid}-${++clusters}`
  const port = await freePort()
  const settings = {
    REDIS_URL: redis,
    ELASTICSEARCH_URL: elasticsearch,
    REDIS_PREFIX: prefix,
    ELASTICSEARCH_PREFIX: prefix,
    RIHLA_DATA: join(folder, 'data'),
    RIHLA_DROP: join(folder, 'drop'),
    RIHLA_DROP_STABLE_SECONDS: '0',
    RIHLA_PORT: String(port),
    ...changes,
  }
  const started = programs.map((program) => [program, supervise(program, settings, launch)] as const)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- there is one of each program
  const processes = Object.fromEntries(started) as Cluster['processes']
  const client = createClient({ url: `http://127.0.0.1:${port}`, token: changes['RIHLA_TOKEN'] })
  const stop = async () => {
    const running = Object.entries(processes)
    const codes = await Promise.all(running.map(async ([program, one]) => [program, await one.stop()] as const))
    await Promise.all([removeIndices(elasticsearch, prefix), removeKeys(redis, prefix)])
    await rm(folder, { recursive: true, force: true })
    return Object.fromEntries(codes)
  }
  try {
    const patience = { timeoutSeconds: 180, intervalMilliseconds: 200 }
    await eventually(() => client.ready(), patience)
    for (const [program, one] of started) {
      await eventually(() => {
        if (!one.said().includes('"msg":"started"')) throw new Error(`${program} has not started`)
      }, patience)
    }
  } catch (error) {
    const said = started.map(([program, one]) => `${program}: ${one.said()}`).join('\n')
    await stop()
    throw new Error(`the processes are not ready: ${said}`, { cause: error })
  }
  return { settings, folder, client, processes, stop }
}

/** Elasticsearch deletes no index by a pattern. */
export async function removeIndices(elasticsearch: string, prefix: string): Promise<void> {
  const answer = await fetch(`${elasticsearch}/${prefix}-*/_alias`)
  const names = Object.keys(z.record(z.string(), z.unknown()).parse(await answer.json()))
  if (answer.ok && names.length > 0) await fetch(`${elasticsearch}/${names.join(',')}`, { method: 'DELETE' })
}

async function removeKeys(redis: string, prefix: string): Promise<void> {
  const client = new Redis(redis)
  const keys = await client.keys(`${prefix}:*`)
  if (keys.length > 0) await client.del(...keys)
  client.disconnect()
}
