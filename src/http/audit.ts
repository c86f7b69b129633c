import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../contracts/stage-context.ts'
import { isSafe } from './guard.ts'

/** One line for every request that changes something, or was to: who, what, which, from where, and what became of it. */
export function auditChange(log: Log, request: FastifyRequest, reply: FastifyReply): void {
  const { method, routeOptions, params, query, ip, caller } = request
  if (isSafe(method)) return
  const who = caller ? { who: caller.name, role: caller.role, by: caller.by } : { who: 'unknown' }
  const which = { parameters: params, query }
  log.info(
    { audit: true, ...who, what: `${method} ${routeOptions.url ?? '?'}`, ...which, from: ip, status: reply.statusCode },
    'change asked for',
  )
}
