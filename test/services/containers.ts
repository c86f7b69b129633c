import { existsSync } from 'node:fs'
import type { FoundService } from './service.ts'

/** A Redis in a container; undefined where no Docker engine answers. */
export async function startRedisContainer(): Promise<FoundService | undefined> {
  if (!(await engineAnswers())) return undefined
  const { RedisContainer } = await import('@testcontainers/redis')
  const container = await new RedisContainer('redis:7-alpine')
    .withCommand(['redis-server', '--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'])
    .start()
  return { url: container.getConnectionUrl(), stop: async () => void (await container.stop()) }
}

/** A single node of Elasticsearch in a container; undefined where no Docker engine answers. */
export async function startElasticsearchContainer(): Promise<FoundService | undefined> {
  if (!(await engineAnswers())) return undefined
  const { ElasticsearchContainer } = await import('@testcontainers/elasticsearch')
  const container = await new ElasticsearchContainer('elasticsearch:8.19.21')
    .withEnvironment({ 'xpack.security.enabled': 'false', ES_JAVA_OPTS: '-Xms1g -Xmx1g' })
    .start()
  return { url: container.getHttpUrl(), stop: async () => void (await container.stop()) }
}

/** Loading what speaks to Docker takes a second: where nothing can answer it is not even tried. */
async function engineAnswers(): Promise<boolean> {
  if (!process.env['DOCKER_HOST'] && !existsSync('/var/run/docker.sock')) return false
  const { getContainerRuntimeClient } = await import('testcontainers')
  return getContainerRuntimeClient().then(
    () => true,
    () => false,
  )
}
