import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { QueueBoard } from '../contracts/queue-board.ts'
import { z } from 'zod'
import { RihlaError } from '../errors.ts'
import { boardPolicy } from './security-headers.ts'
import type { ServerParts } from './server-parts.ts'

const address = '/ops/queues'

const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}

/** Serves the board of the queues to operators. It is opened when somebody first looks: that takes a while, and a start need not. */
export function serveBoard(server: FastifyInstance, { queues }: Pick<ServerParts, 'queues'>): void {
  const config = { role: 'operate' as const }
  let board: Promise<QueueBoard> | undefined
  async function opened(): Promise<QueueBoard> {
    board ??= queues.board(`${address}/`)
    try {
      return await board
    } catch (error) {
      // who looks next tries again
      board = undefined
      throw error
    }
  }
  server.get(address, { config }, (_request, reply) => reply.redirect(`${address}/`))
  server.get<{ Params: { '*': string } }>(`${address}/*`, { config }, async (request, reply) => {
    void reply.header('content-security-policy', boardPolicy)
    const path = request.params['*']
    if (path.startsWith('static/')) return sendFile((await opened()).filesFolder, path.slice('static/'.length), reply)
    if (path.startsWith('api/')) return sendAnswer(await opened(), path, request, reply)
    // The script of the page reads the rest of the address itself.
    return reply.type('text/html; charset=utf-8').send((await opened()).page)
  })
}

async function sendAnswer(board: QueueBoard, path: string, { query }: FastifyRequest, reply: FastifyReply) {
  const answer = await board.answer(path, Query.parse(query))
  if (!answer) throw notThere()
  return reply.status(answer.status).send(answer.body)
}

async function sendFile(folder: string, name: string, reply: FastifyReply) {
  const type = mediaTypes[extname(name)]
  // names of the package's files: nothing else leads anywhere
  if (!type || !/^[\w-]+(?:[./][\w-]+)*$/.test(name)) throw notThere()
  const path = join(folder, name)
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw notThere()
  return reply.type(type).send(createReadStream(path))
}

const Query = z.record(z.string(), z.unknown())

const notThere = () => new RihlaError('route-unknown', 'there is nothing at this address')
