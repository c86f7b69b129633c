import { connect, createServer, type Socket } from 'node:net'
import { once } from 'node:events'

/** A wire to a server that can go dead: what is sent on it is swallowed, and nobody is told. */
export type Wire = {
  url: string
  /** How many connections were made by it so far. */
  connections(): number
  /** From the connection of this number on (from 0), those that are and those that come carry nothing any more. */
  die(from: number): void
  /** Those that come from now on carry everything. */
  mend(): void
  close(): void
}

/**
 * Lays a wire to the server at the address; only its host and port are replaced. What `carries` says no to is swallowed on
 * the way there: it is asked for everything sent, with the number of the connection.
 */
export async function layWire(
  target: string,
  { carries = () => true }: { carries?: (text: string, connection: number) => boolean } = {},
): Promise<Wire> {
  const { hostname, port } = new URL(target)
  const sockets: Socket[] = []
  const dead = new Set<number>()
  let deadFrom = Number.POSITIVE_INFINITY
  let count = 0
  const server = createServer((near) => {
    const number = count++
    if (number >= deadFrom) dead.add(number)
    const far = connect(Number(port), hostname)
    sockets.push(near, far)
    const carry = (from: Socket, to: Socket) => {
      from.on('data', (data) => {
        if (dead.has(number) || (from === near && !carries(data.toString('latin1'), number))) return
        to.write(data)
      })
      from.on('error', () => undefined)
      from.on('close', () => to.destroy())
    }
    carry(near, far)
    carry(far, near)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const url = new URL(target)
  url.host = `127.0.0.1:${address.port}`
  return {
    url: url.href,
    connections: () => count,
    die(from) {
      deadFrom = from
      for (let number = from; number < count; number++) dead.add(number)
    },
    mend() {
      deadFrom = Number.POSITIVE_INFINITY
    },
    close() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
