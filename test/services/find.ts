import { startElasticsearchContainer, startRedisContainer } from './containers.ts'
import { type Compiler, startElasticsearch } from './elasticsearch.ts'
import { startRedis } from './redis.ts'
import type { FoundService } from './service.ts'

/**
 * Where tests find a server: the one that the environment names, a container where a Docker engine answers, a server of
 * this machine; undefined where there is none, and then those tests are skipped by name.
 */
export async function findRedis(): Promise<FoundService | undefined> {
  return named('REDIS_URL') ?? (await startRedisContainer()) ?? (await startRedis())
}

/** As `findRedis`; `compiler` is that of a server of this machine. */
export async function findElasticsearch(compiler: Compiler = 'quick'): Promise<FoundService | undefined> {
  return (
    named('ELASTICSEARCH_URL') ?? (await startElasticsearchContainer()) ?? (await startElasticsearch([], { compiler }))
  )
}

function named(variable: string): FoundService | undefined {
  const url = process.env[variable]
  return url ? { url, stop: async () => undefined } : undefined
}
