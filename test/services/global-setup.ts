import { createServer, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { TestProject } from 'vitest/node'
import { findElasticsearch, findRedis } from './find.ts'
import type { FoundService } from './service.ts'

const finders = { redis: findRedis, elasticsearch: findElasticsearch }
const started = new Map<string, Promise<FoundService | undefined>>()
const server = createServer((request, response) => void answer(request.url ?? '', response))

/** Starts the servers that tests share when the first one asks for them: a run without such tests does not wait. */
export async function setup(project: TestProject): Promise<void> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port for the shared services')
  project.provide('sharedServices', `http://127.0.0.1:${address.port}`)
}

/** Stops what was started; what the tests did without is said in the last lines of the run. */
export async function teardown(): Promise<void> {
  server.close()
  server.closeAllConnections()
  for (const [name, service] of started) {
    const found = await service.catch(() => undefined)
    await found?.stop()
    if (!found) process.stderr.write(`SKIPPED: every test on ${name}, for there is none here\n`)
  }
}

async function answer(path: string, response: ServerResponse): Promise<void> {
  const name = path.slice(1)
  if (name !== 'redis' && name !== 'elasticsearch') return void response.writeHead(404).end()
  const service = started.get(name) ?? finders[name]()
  started.set(name, service)
  try {
    const url = (await service)?.url
    response.end(JSON.stringify({ url }))
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
}
