import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { once } from 'node:events'

/** What a proxy does with a request: passes it on, answers that too much is asked, or hangs up as one that is down. */
export type Verdict = 'pass' | 'busy' | 'down'

export type Proxy = { url: string; close(): void }

/** Stands before a server and decides of every request. */
export async function startProxy(target: string, decide: (path: string) => Verdict): Promise<Proxy> {
  const answer = (incoming: IncomingMessage, response: ServerResponse) => {
    const verdict = decide(incoming.url ?? '')
    if (verdict === 'down') return void incoming.socket.destroy()
    if (verdict === 'busy') return turnAway(incoming, response)
    const { method, headers, url } = incoming
    const onward = request(new URL(url ?? '/', target), { method, headers }, (given) => {
      response.writeHead(given.statusCode ?? 502, given.headers)
      given.pipe(response)
    })
    onward.on('error', () => response.destroy())
    incoming.pipe(onward)
  }
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

function turnAway(incoming: IncomingMessage, response: ServerResponse): void {
  incoming.resume()
  response.writeHead(429, { 'content-type': 'application/json', 'x-elastic-product': 'Elasticsearch' })
  response.end(JSON.stringify({ error: { type: 'es_rejected_execution_exception', reason: 'too much is asked' } }))
}
