import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { runCli, startCli } from '../cli/run-cli.ts'
import { eventually } from '../eventually.ts'
import { sharedService } from '../services/shared.ts'
import { startCluster, type Cluster } from '../servers/cluster.ts'
import { addNote, unfound } from '../servers/notes.ts'

const count = 60
const [redis, elasticsearch] = await Promise.all([sharedService('redis'), sharedService('elasticsearch')])

describe.skipIf(!redis || !elasticsearch)('rihla reindex beside a client that asks ten times a second', () => {
  let cluster: Cluster
  let settings: Record<string, string>
  beforeAll(async () => {
    cluster = await startCluster({ redis: redis!, elasticsearch: elasticsearch! })
    settings = { RIHLA_URL: cluster.client.url, RIHLA_DATA: cluster.settings['RIHLA_DATA']! }
    for (let index = 0; index < count; index++) await addNote(cluster.client, index)
    await eventually(async () => expect((await found()).documentCount).toBe(count))
  })
  afterAll(() => cluster?.stop())
  const found = () => cluster.client.search({ q: 'migrant' })
  const indices = async () => {
    const answer = await fetch(`${elasticsearch}/${cluster.settings['ELASTICSEARCH_PREFIX']}-*/_alias`)
    return Object.keys(z.record(z.string(), z.unknown()).parse(await answer.json())).toSorted()
  }

  /** Asks until it is told to stop; every number of documents seen, and what failed. */
  function asking() {
    const seen: number[] = []
    const failures: unknown[] = []
    const stop = new AbortController()
    const ended = (async () => {
      while (!stop.signal.aborted) {
        await Promise.all([
          wait(100),
          found().then(
            ({ documentCount }) => seen.push(documentCount),
            (error) => failures.push(error),
          ),
        ])
      }
    })()
    return {
      async stop() {
        stop.abort()
        await ended
        return { seen, failures }
      },
    }
  }

  test('no query fails and none sees fewer documents, also while documents arrive, and the old index is kept', async () => {
    const before = await indices()
    const client = asking()
    const running = startCli(['reindex', '--json'], { settings })
    for (let index = count; index < count + 10; index++) await addNote(cluster.client, index)
    expect(await running.ended, running.outcome.stderr).toBe(0)
    await eventually(async () => expect((await found()).documentCount).toBe(count + 10))
    const { seen, failures } = await client.stop()
    console.log(
      `reindex of ${count} documents and 10 more under ${seen.length + failures.length} queries: ${failures.length} failed, fewest documents seen ${Math.min(...seen)}`,
    )
    expect(failures).toEqual([])
    expect(seen.length).toBeGreaterThan(3)
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(count)
    expect(seen).toEqual(seen.toSorted((one, other) => one - other))
    expect(await unfound(cluster.client, count + 10)).toEqual([])
    expect(JSON.parse(running.outcome.stdout)).toMatchObject({ kind: 'report', oldKept: true })
    const after = await indices()
    expect(after).toHaveLength(before.length + 2)
    expect(after).toEqual(expect.arrayContaining(before))
  })

  test('a run that is cut off goes on where it was, and searches go on meanwhile', async () => {
    const client = asking()
    const events: number[] = []
    const interrupted = async () => {
      for await (const event of cluster.client.reindex()) {
        if (event.kind === 'progress' && event.written >= 20) {
          events.push(event.written)
          await cluster.processes.api.kill()
        }
      }
    }
    await expect(interrupted()).rejects.toThrow()
    expect(events.length).toBeGreaterThan(0)
    await eventually(() => cluster.client.ready())
    const { code, stdout } = await runCli(['reindex', '--drop-old', '--json'], { settings })
    expect(code).toBe(0)
    const report = JSON.parse(stdout)
    expect(report).toMatchObject({ documents: count + 10, oldKept: false })
    expect(report.resumed).toBeGreaterThanOrEqual(20)
    const { seen } = await client.stop()
    expect(Math.min(...seen)).toBe(count + 10)
    expect(await unfound(cluster.client, count + 10)).toEqual([])
    const verified = await runCli(['verify', '--json'], { settings })
    expect(verified.code, verified.stdout).toBe(0)
  })
})
