import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../contracts/stage-context.ts'
import { isSafe } from './guard.ts'

/** One line for every request that changes something, or was to: who, what, which, from where, and what became of it. */
export function auditChange(log: Log, request: FastifyRequest, reply: FastifyReply): void {
  auditRequest(log, request, { status: reply.statusCode })
}

/** As `auditChange`, where whoever asked left before the answer: what was asked for may have been done all the same. */
export function auditUnanswered(log: Log, request: FastifyRequest): void {
  auditRequest(log, request, { answered: false })
}

function auditRequest(log: Log, request: FastifyRequest, became: { status: number } | { answered: false }): void {
  if (isSafe(request.method)) return
  const { params: parameters, query } = request
  log.info({ ...asker(request), parameters, query, ...became }, 'change asked for')
}

/** One line for a document that a request brought, which its address does not tell. */
export function auditDocument(
  log: Log,
  request: FastifyRequest,
  which: { documentId: string; already: boolean },
): void {
  log.info({ ...asker(request), ...which }, 'document taken in')
}

function asker({ method, routeOptions, ip, caller }: FastifyRequest) {
  const who = caller ? { who: caller.name, role: caller.role, by: caller.by } : { who: 'unknown' }
  return { audit: true, ...who, what: `${method} ${routeOptions.url ?? '?'}`, from: ip }
}
