import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { RihlaError } from '../errors.ts'
import { pagePolicy } from './security-headers.ts'

/** Views of the page: each is the same file, which reads from its address what to show. */
const views = ['/', '/read/*', '/registers', '/registers/*', '/add', '/sign-in'] as const

const pageHeaders = { 'content-security-policy': pagePolicy, 'cache-control': 'no-cache' }
const builtHeaders = { 'cache-control': 'public, max-age=31536000, immutable' }

/**
 * Serves the page that `npm ci` has built into this folder. It holds nothing of the archive, so that it is given to anyone:
 * whoever may not read is shown where to sign in. Where it was not built, its addresses say so.
 */
export async function servePage(server: FastifyInstance, folder: string): Promise<void> {
  const file = join(folder, 'index.html')
  const built = existsSync(file)
  const html = built ? readFileSync(file) : undefined
  const config = { role: 'anyone' as const }
  for (const url of views)
    server.get(url, { config }, async (_request, reply) => {
      if (!html) throw new RihlaError('page-unbuilt', `there is no page in ${folder}`)
      return reply.headers(pageHeaders).type('text/html; charset=utf-8').send(html)
    })
  if (!built) return
  await server.register(fastifyStatic, {
    root: folder,
    serve: false,
    cacheControl: false,
    index: false,
    preCompressed: true,
  })
  server.get<{ Params: { '*': string } }>('/assets/*', { config }, async ({ params }, reply) =>
    sendFile(reply.headers(builtHeaders), `assets/${params['*']}`),
  )
  server.get<{ Params: { '*': string } }>('/viewer/*', { config }, async ({ params }, reply) =>
    sendFile(reply.header('cache-control', 'public, max-age=86400'), `viewer/${params['*']}`),
  )
  server.get('/icon.svg', { config }, async (_request, reply) =>
    sendFile(reply.header('cache-control', 'public, max-age=86400'), 'icon.svg'),
  )
}

const sendFile = (reply: FastifyReply, path: string): FastifyReply => reply.sendFile(path)
