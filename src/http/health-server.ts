import fastify, { type FastifyInstance } from 'fastify'
import type { AccessToken } from '../contracts/access.ts'
import type { ReadyChecks } from '../contracts/http.ts'
import type { Metrics } from '../contracts/measures.ts'
import { RihlaError } from '../errors.ts'
import { makeGuard, WrongToken } from './guard.ts'
import { limitRequests } from './limits.ts'
import { problemOf, problemType } from './problem.ts'
import { check } from './ready-check.ts'
import { securityHeaders } from './security-headers.ts'
import { makeSessions } from './sessions.ts'

/** Prometheus' text format. */
export const metricsType = 'text/plain; version=0.0.4; charset=utf-8'

export type HealthParts = {
  metrics: Pick<Metrics, 'text'>
  /** What the process needs, by name: each throws why it cannot be used now. */
  needs: Partial<Record<keyof ReadyChecks, { ready(): Promise<void> }>>
  version: string
  host: string
  token?: string | undefined
  tokens?: readonly AccessToken[]
  wrongTokensPerMinute: number
}

/** `/metrics`, `/healthz` and `/readyz` of a process that serves nothing else; it does not listen yet. */
export function createHealthServer({
  metrics,
  needs,
  version,
  wrongTokensPerMinute,
  ...access
}: HealthParts): FastifyInstance {
  const guard = makeGuard(access, makeSessions({ minutes: 1 }))
  const server = fastify({ logger: false, connectionTimeout: 60_000, forceCloseConnections: true })
  // whoever asks with a token may ask as often as he likes: it is one collector
  const limits = limitRequests({ host: access.host, requestsPerMinute: Infinity, wrongTokensPerMinute })
  server.addHook('onRequest', async (request, reply) => {
    void reply.headers(securityHeaders)
    limits.take(request.ip)
    guard.allow(guard.identify(request), 'read')
  })
  server.setErrorHandler((error, { url, ip }, reply) => {
    if (error instanceof WrongToken) limits.wrongToken(ip)
    const problem = problemOf(error, url)
    return reply.status(problem.status).type(problemType).send(JSON.stringify(problem))
  })
  server.setNotFoundHandler(() => {
    throw new RihlaError('route-unknown', 'there is nothing at this address')
  })
  server.get('/healthz', async () => ({ status: 'alive', version, uptimeSeconds: Math.round(process.uptime()) }))
  server.get('/readyz', async (_request, reply) => {
    const checked = await Promise.all(
      Object.entries(needs).map(async ([name, part]) => [name, await check(part)] as const),
    )
    const ready = checked.every(([, one]) => one.ready)
    return reply
      .status(ready ? 200 : 503)
      .send({ status: ready ? 'ready' : 'not ready', checks: Object.fromEntries(checked) })
  })
  server.get('/metrics', async (_request, reply) => reply.type(metricsType).send(await metrics.text()))
  return server
}
