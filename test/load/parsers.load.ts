import { availableParallelism, tmpdir } from 'node:os'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { expect, onTestFinished, test } from 'vitest'
import { createClient, type Client } from '../../src/http/client.ts'
import { pdfOf } from '../app/pdf.ts'
import { eventually } from '../eventually.ts'
import { removeIndices } from '../servers/cluster.ts'
import { supervise, type Supervised } from '../servers/processes.ts'
import { freePort } from '../services/service.ts'
import { sharedService } from '../services/shared.ts'

const count = Number(process.env['LOAD_PARSED'] ?? 60)
const patience = { timeoutSeconds: 240, intervalMilliseconds: 20 }
const [redis, elasticsearch] = await Promise.all([sharedService('redis'), sharedService('elasticsearch')])

const cores = availableParallelism()
const bounds = cores < 2 ? ['0'] : ['0', '0,1']

test.skipIf(!redis || !elasticsearch)(
  'three parser processes take about three times the documents of one, as far as the cores allow',
  async () => {
    const archive = await openArchive()
    const ratios: Record<string, number> = {}
    for (const processors of bounds) {
      const alone = await parsedPerSecond(archive, { parsers: 1, processors })
      const three = await parsedPerSecond(archive, { parsers: 3, processors })
      const named = `${processors.split(',').length} of ${cores} cores`
      ratios[processors] = three / alone
      console.log(
        `on ${named}: one parser ${alone.toFixed(1)} documents/s, three ${three.toFixed(1)}: ${(three / alone).toFixed(2)} times`,
      )
    }
    // on one core there is nothing to win, and little may be lost; on two the second must be used
    expect(ratios['0']).toBeGreaterThan(0.6)
    if (cores >= 2) expect(ratios['0,1']).toBeGreaterThan(1.2)
  },
)

type Archive = { client: Client; settings: Record<string, string>; sent: number }

/** An API over a store and queues of its own, and nobody who parses. */
async function openArchive(): Promise<Archive> {
  const folder = mkdtempSync(join(tmpdir(), 'rihla-parsers-'))
  const prefix = `rihla-parsers-${process.pid}`
  const port = await freePort()
  const settings = {
    REDIS_URL: redis!,
    ELASTICSEARCH_URL: elasticsearch!,
    REDIS_PREFIX: prefix,
    ELASTICSEARCH_PREFIX: prefix,
    RIHLA_DATA: join(folder, 'data'),
    RIHLA_PORT: String(port),
    RIHLA_PARSE_PROCESSES: '1',
  }
  const api = supervise('api', settings)
  onTestFinished(async () => {
    await api.stop()
    await removeIndices(elasticsearch!, prefix)
    const keys = new Redis(redis!)
    const names = await keys.keys(`${prefix}:*`)
    if (names.length > 0) await keys.del(...names)
    keys.disconnect()
    rmSync(folder, { recursive: true, force: true })
  })
  const client = createClient({ url: `http://127.0.0.1:${port}` })
  await eventually(() => client.ready(), patience)
  return { client, settings, sent: 0 }
}

/** Fills the queue, then lets the parsers at it; their pace once all have begun, without the last ones. */
async function parsedPerSecond(
  archive: Archive,
  { parsers, processors }: { parsers: number; processors: string },
): Promise<number> {
  const { client, settings } = archive
  for (let index = 0; index < count; index++) {
    const body = new Blob([await longPdf(archive.sent++)])
    await client.addFile({ name: `long ${archive.sent}.pdf`, body })
  }
  const running = Array.from({ length: parsers }, () => supervise('parser', settings, { processors }))
  try {
    const left = async () => {
      const { waiting, active } = (await client.status()).queues.parse
      return waiting + active
    }
    const first = await whenLeft(left, Math.floor(0.75 * count))
    const last = await whenLeft(left, Math.floor(0.1 * count))
    await whenLeft(left, 0)
    return (first.left - last.left) / ((last.at - first.at) / 1000)
  } finally {
    await Promise.all(running.map((one: Supervised) => one.stop()))
  }
}

async function whenLeft(left: () => Promise<number>, most: number): Promise<{ left: number; at: number }> {
  return eventually(async () => {
    const now = await left()
    expect(now).toBeLessThanOrEqual(most)
    return { left: now, at: performance.now() }
  }, patience)
}

/** Long enough for parsing to be most of the work. */
const longPdf = (index: number) =>
  pdfOf([
    `Report ${index}`,
    ...Array.from(
      { length: 120 },
      (_, at) =>
        `Paragraph ${at} of report ${index}: Lebanon ratified Convention No. 189 in ${1950 + at} for ${at + 1},000 domestic workers from Ethiopia and the Philippines, and the inspectors visited their employers twice a year.`,
    ),
  ])
