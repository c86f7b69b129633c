import { parseArgs } from 'node:util'
import { startAlone } from '../servers/alone.ts'
import { startCluster } from '../servers/cluster.ts'
import { findElasticsearch, findRedis } from '../services/find.ts'
import { inspectable } from './inspected.ts'
import { soak, type Soaked } from './soak.ts'

/** `npm run soak -- [--minutes 30] [--on embedded|servers|both]`: so many minutes on each. */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, on: { type: 'string', default: 'both' } },
})
const minutes = Number(values.minutes)
if (!(minutes > 0) || !['both', 'embedded', 'servers'].includes(values.on)) {
  console.error('usage: npm run soak -- [--minutes 30] [--on embedded|servers|both]')
  process.exit(2)
}

const faults: string[] = []
if (values.on !== 'servers') faults.push(...(await soaked('embedded', () => startAlone({}, inspectable))))
if (values.on !== 'embedded') faults.push(...(await soakedOnServers()))
for (const fault of faults) console.error(`FAULT: ${fault}`)
console.log(faults.length === 0 ? 'soak: nothing grew and nothing failed' : `soak: ${faults.length} faults`)
process.exit(faults.length === 0 ? 0 : 1)

async function soaked(where: string, start: () => Promise<Soaked & { stop(): Promise<unknown> }>): Promise<string[]> {
  const archive = await start()
  try {
    return await soak(where, archive, minutes)
  } finally {
    await archive.stop()
  }
}

async function soakedOnServers(): Promise<string[]> {
  const [redis, elasticsearch] = await Promise.all([findRedis(), findElasticsearch()])
  try {
    if (!redis || !elasticsearch) return ['servers: redis-server or Elasticsearch is missing: nothing was soaked there']
    const urls = { redis: redis.url, elasticsearch: elasticsearch.url }
    return await soaked('servers', () => startCluster(urls, {}, inspectable))
  } finally {
    await Promise.all([redis?.stop(), elasticsearch?.stop()])
  }
}
