import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../eventually.ts'
import { sharedService } from '../services/shared.ts'
import { startCluster, programs, type Cluster } from './cluster.ts'
import { pdfOf } from '../app/pdf.ts'
import { addNote, noteOf, unfound } from './notes.ts'
import { supervise } from './processes.ts'

const [redis, elasticsearch] = await Promise.all([sharedService('redis'), sharedService('elasticsearch')])

describe.skipIf(!redis || !elasticsearch)('the processes of docker-compose.yml, on redis and Elasticsearch', () => {
  let cluster: Cluster
  beforeAll(async () => {
    cluster = await startCluster({ redis: redis!, elasticsearch: elasticsearch! })
  })
  afterAll(() => cluster.stop())
  const outcomes = async () => (await cluster.client.status()).documents.byOutcome
  const allDone = (done: number) =>
    eventually(
      async () => expect(await outcomes()).toEqual({ working: 0, done, partial: 0, parked: 0, dismissed: 0 }),
      {
        timeoutSeconds: 90,
        intervalMilliseconds: 200,
      },
    )

  test('a document that is sent and one that is dropped can be searched, and nothing is kept in a database of ours', async () => {
    expect((await addNote(cluster.client, 0)).outcome).toBe('working')
    writeFileSync(join(cluster.settings['RIHLA_DROP']!, 'dropped.pdf'), await noteOf(1))
    await allDone(2)
    await eventually(async () => expect(await unfound(cluster.client, 2)).toEqual([]))
    expect(existsSync(join(cluster.settings['RIHLA_DATA']!, 'database'))).toBe(false)
    await eventually(() => expect(existsSync(join(cluster.settings['RIHLA_DROP']!, 'done', 'dropped.pdf'))).toBe(true))
  })

  test('what several documents say of a project is one entry, and one activity of the export', async () => {
    for (const [years, donor] of [
      ['2010-2013', 'the Swiss Agency for Development and Cooperation (SDC)'],
      ['2010-2014', 'Norway'],
    ]) {
      const text = `The Fair Crossings project (FAIRCROSS), ${years}, financed by ${donor}, works in Nepal and Lebanon.`
      const body = new Blob([await pdfOf(['Projects', text])])
      await cluster.client.addFile({ name: `brief ${years}.pdf`, body })
    }
    await allDone(4)
    const { entries, total } = await cluster.client.register('projects', { country: ['Nepal'] })
    expect(total).toBe(1)
    expect(entries).toMatchObject([{ documentCount: 2, values: { acronym: 'FAIRCROSS' } }])
    expect(entries[0]!.disagreements.map(({ field }) => field)).toContain('to')
    const { evidence } = await cluster.client.registerEntry('projects', entries[0]!.key)
    expect(new Set(evidence.map(({ documentId }) => documentId)).size).toBe(2)
    const iati = await (await cluster.client.export('projects.iati.xml')).text()
    expect(iati.match(/<iati-activity[ >]/g)).toHaveLength(1)
    expect(iati).toContain('Fair Crossings')
  })

  test('each ends in order on SIGTERM in the midst of work, and what it held goes on without it', async () => {
    for (let index = 2; index < 30; index++) await addNote(cluster.client, index)
    for (const program of programs.filter((name) => name !== 'api')) {
      const stopped = cluster.processes[program]
      expect(await stopped.stop(), stopped.said()).toBe(0)
      expect(stopped.said()).toContain('"msg":"stopped"')
      cluster.processes[program] = supervise(program, cluster.settings)
    }
    await allDone(32)
    await eventually(async () => expect(await unfound(cluster.client, 30)).toEqual([]))
  })
})
