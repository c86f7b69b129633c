import { startCluster } from '../servers/cluster.ts'
import { supervise, type Supervised } from '../servers/processes.ts'
import { eventually } from '../eventually.ts'
import { findElasticsearch, findRedis } from '../services/find.ts'
import { pdfOf } from '../app/pdf.ts'

/** Pages of running text, as long as a short report, and each another. */
function reportOf(index: number, round: string): Promise<Uint8Array<ArrayBuffer>> {
  const sentence = 'Migrant workers from Nepal send home a third of what they earn, as the census of 2011 has it. '
  return pdfOf([`Report ${index} of ${round}`, ...Array.from({ length: 150 }, () => sentence.repeat(6))])
}

/** Measures how many documents a minute are parsed by one parser process and by three: `--documents 45`. */
export async function run(args: string[]): Promise<void> {
  const at = args.indexOf('--documents')
  const count = at < 0 ? 45 : Number(args[at + 1])
  const [redis, elasticsearch] = await Promise.all([findRedis(), findElasticsearch()])
  if (!redis || !elasticsearch) throw new Error('there is no redis or no Elasticsearch here')
  const cluster = await startCluster(
    { redis: redis.url, elasticsearch: elasticsearch.url },
    { RIHLA_PARSE_PROCESSES: '1' },
  )
  const more: Supervised[] = []
  try {
    const seconds: Record<string, number> = {}
    for (const parsers of [1, 3]) {
      await cluster.processes.parser.stop()
      for (let index = 0; index < count; index++) {
        const body = new Blob([await reportOf(index, `round ${parsers}`)])
        await cluster.client.addFile({ name: `${parsers}-${index}.pdf`, body })
      }
      const began = performance.now()
      cluster.processes.parser = supervise('parser', cluster.settings)
      while (more.length + 1 < parsers) more.push(supervise('parser', cluster.settings))
      await eventually(
        async () => {
          const { waiting, active } = (await cluster.client.status()).queues.parse
          if (waiting + active > 0) throw new Error('not yet')
        },
        { timeoutSeconds: 300, intervalMilliseconds: 50 },
      )
      seconds[parsers] = Math.round(performance.now() - began) / 1000
    }
    console.log(
      JSON.stringify({ documents: count, seconds, ratio: Math.round((100 * seconds['1']!) / seconds['3']!) / 100 }),
    )
  } finally {
    for (const one of more) await one.stop()
    await cluster.stop()
    await Promise.all([redis.stop(), elasticsearch.stop()])
  }
}

if (process.argv[1] === import.meta.filename) await run(process.argv.slice(2))
