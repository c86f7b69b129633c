import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { NeededRole } from '../contracts/access.ts'
import { RihlaError } from '../errors.ts'
import { answerCors } from './cors.ts'
import { auditChange, auditUnanswered } from './audit.ts'
import { serveBoard } from './board.ts'
import { isRefusal, signInPage } from './desk/page.ts'
import { textsFor } from './desk/texts.ts'
import { refuseGarbage } from './garbage.ts'
import { makeGuard, WrongToken, type Caller } from './guard.ts'
import { limitRequests, TooManyRequests } from './limits.ts'
import { describeApi } from './openapi.ts'
import { servePage } from './page.ts'
import { problemOf, problemType } from './problem.ts'
import { openLiveEvents } from './live-events.ts'
import { defineRoute, noValues, type Route } from './route.ts'
import { rememberResults } from './remembered-results.ts'
import { routes as documented } from './routes/all.ts'
import { followEvents } from './routes/events.ts'
import { silentConnections } from './silent-connections.ts'
import { pagePolicy, securityHeaders } from './security-headers.ts'
import type { RouteParts, ServerParts } from './server-parts.ts'
import { makeSessions } from './sessions.ts'

export type { ServerParts } from './server-parts.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; undefined where anyone may, and nobody is known. */
    caller: Caller | undefined
  }
  interface FastifyContextConfig {
    role?: NeededRole
  }
}

/** The API over the parts handed in; it does not listen yet. Throws `settings-invalid` where it would be open to anyone. */
export function createServer(parts: ServerParts): FastifyInstance {
  const sessions = makeSessions({ minutes: parts.limits.sessionMinutes })
  const guard = makeGuard(parts, sessions)
  const store = rememberResults(parts.store, { mostPages: parts.limits.rememberedPages })
  const routeParts: RouteParts = { ...parts, store, access: { tokenOf: (text) => guard.tokenOf(text), sessions } }
  const events = openLiveEvents(parts.store, { mostReaders: parts.limits.maxEventReaders })
  const undescribed = [...documented, followEvents(events)]
  const routes = [...undescribed, descriptionRoute(undescribed, parts.version)]
  const server = fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    connectionTimeout: 60_000,
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: refuseGarbage,
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
  })
  server.decorateRequest('caller', undefined)
  const limits = limitRequests({
    host: parts.host,
    requestsPerMinute: parts.limits.maxRequestsPerMinute,
    wrongTokensPerMinute: parts.limits.maxWrongTokensPerMinute,
  })
  server.addHook('onRequest', async (request, reply) => {
    reply.raw.once('close', () => reply.raw.writableFinished || auditUnanswered(parts.log, request))
    void reply.headers(securityHeaders)
    limits.take(request.ip)
    const answered = answerCors(request, reply, parts.corsOrigins ?? [])
    if (answered) return reply.status(204).send()
    request.caller = guard.identify(request)
    guard.allow(request.caller, neededRole(request))
    return undefined
  })
  server.addHook('onResponse', async (request, reply) => {
    const { method, url, routeOptions } = request
    auditChange(parts.log, request, reply)
    // an address that is none has no name of ours: whoever asks for a thousand of them is one
    const route = routeOptions.url ?? 'none'
    parts.metrics.requestAnswered({ route, method, status: reply.statusCode, seconds: reply.elapsedTime / 1000 })
    const milliseconds = Math.round(reply.elapsedTime)
    parts.log.debug(
      { method, url: routeOptions.url ?? url, status: reply.statusCode, milliseconds },
      'request answered',
    )
  })
  const cutSilent = silentConnections(server.server)
  // Streams that are followed and connections that wait would keep the server from closing.
  server.addHook('preClose', async () => {
    events.close()
    cutSilent()
  })
  server.setErrorHandler((error, request, reply) => {
    if (error instanceof WrongToken) limits.wrongToken(request.ip)
    // What is wrong with the body of a request matters only where there is an address for it.
    if (request.is404 && !(error instanceof RihlaError))
      return sendProblem(notFound(routes, request, reply), request, reply)
    const { status } = problemOf(error, request.url)
    if (status >= 500) parts.log.error({ err: error, method: request.method, url: request.url }, 'request failed')
    return sendProblem(error, request, reply)
  })
  server.setNotFoundHandler((request, reply) => sendProblem(notFound(routes, request, reply), request, reply))
  server.removeContentTypeParser('text/plain')
  // Files are streamed: whoever handles the request reads its bytes.
  server.addContentTypeParser(['application/pdf', 'application/octet-stream'], (_request, _body, done) => done(null))
  void server.register(multipart, { throwFileSizeLimit: false })
  void server.register(async (scope) => {
    for (const route of routes) addRoute(scope, route, routeParts)
    serveBoard(scope, parts)
    await servePage(scope, parts.pageFolder)
  })
  return server
}

/** What was registered without saying what it needs is for operators only; an address that does not exist, for readers. */
const neededRole = ({ routeOptions, is404 }: FastifyRequest): NeededRole =>
  routeOptions.config.role ?? (is404 ? 'read' : 'operate')

function addRoute(server: FastifyInstance, route: Route, parts: RouteParts): void {
  server.route({
    method: route.method,
    // "/documents/{id}" is "/documents/:id" to Fastify
    url: route.path.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { role: route.role },
    async handler(request, reply) {
      if (route.body) refuseOtherBodies(route.body, request)
      return route.handle(request, reply, parts)
    },
  })
}

/** As much as a client needs to know of it: the rest is said by OpenAPI itself. */
const OpenApi: z.ZodType = z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) })

function descriptionRoute(others: readonly Route[], version: string): Route {
  const route: Route = defineRoute({
    method: 'GET',
    path: '/openapi.json',
    role: 'read',
    operationId: 'describe',
    summary: 'This description',
    parameters: noValues,
    query: noValues,
    answers: { 200: 'the description of the API as OpenAPI 3.1' },
    answer: OpenApi,
    errors: [],
    handle: async (): Promise<object> => (description ??= describeApi([...others, route], version)),
  })
  let description: object | undefined
  return route
}

function refuseOtherBodies(bodies: object, { headers }: FastifyRequest): void {
  const mediaType = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  if (Object.hasOwn(bodies, mediaType)) return
  throw new RihlaError('media-type-unsupported', `a body of type ${JSON.stringify(mediaType)} is not taken here`)
}

/** Tells an address that does not exist from one that is asked in the wrong way. */
function notFound(routes: readonly Route[], { method, url }: FastifyRequest, reply: FastifyReply): RihlaError {
  const path = pathOf(url)
  const methods = routes.filter((route) => patternOf(route).test(path)).map((route) => route.method)
  if (methods.length === 0) return new RihlaError('route-unknown', 'there is nothing at this address')
  void reply.header('allow', [...methods, ...(methods.includes('GET') ? ['HEAD'] : [])].join(', '))
  return new RihlaError('method-not-allowed', `${method} is not possible at this address`)
}

const patternOf = ({ path }: Route): RegExp =>
  new RegExp(`^${path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+')}$`)

const pathOf = (url: string): string => url.split('?')[0]!

function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = problemOf(error, pathOf(request.url))
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer')
  if (error instanceof TooManyRequests) void reply.header('retry-after', String(error.retryAfterSeconds))
  // Headers of the answer that was meant to be (a length, a range) do not fit this one.
  for (const name of ['content-length', 'content-disposition', 'etag']) void reply.removeHeader(name)
  void reply.headers(securityHeaders).status(problem.status)
  const { code } = problem
  if (!isRefusal(code) || !opensTheDesk(request)) return reply.type(problemType).send(JSON.stringify(problem))
  return reply
    .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pagePolicy })
    .send(signInPage(code, textsFor(request.headers)))
}

/** A browser that opens the desk and may not, or not yet, is shown where to sign in. */
function opensTheDesk({ method, url, headers }: FastifyRequest): boolean {
  return (
    method === 'GET' && /^\/ops(?:\/queues\/.*)?$/.test(pathOf(url)) && (headers.accept ?? '').includes('text/html')
  )
}
