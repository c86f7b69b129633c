import { Redis } from 'ioredis'
import { sharedService } from '../services/shared.ts'
import { removeIndices } from './cluster.ts'

/** Settings of an archive of its own on the servers of the run, and what takes its traces away; undefined without servers. */
export async function onServers(
  name: string,
): Promise<{ settings: Record<string, string>; remove: () => Promise<void> } | undefined> {
  const [redis, elasticsearch] = await Promise.all([sharedService('redis'), sharedService('elasticsearch')])
  if (!redis || !elasticsearch) return undefined
  const prefix = `rihla-${name}-${process.pid}`
  const settings = {
    REDIS_URL: redis,
    REDIS_PREFIX: prefix,
    ELASTICSEARCH_URL: elasticsearch,
    ELASTICSEARCH_PREFIX: prefix,
  }
  const remove = async () => {
    await removeIndices(elasticsearch, prefix)
    const client = new Redis(redis)
    const keys = await client.keys(`${prefix}:*`)
    if (keys.length > 0) await client.del(...keys)
    client.disconnect()
  }
  return { settings, remove }
}
