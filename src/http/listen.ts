import { isIPv6 } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { messageOf, RihlaError } from '../errors.ts'

/** Starts to listen and tells the address at which this machine reaches it. Throws `port-in-use` or `settings-invalid`. */
export async function listen(server: FastifyInstance, { host, port }: { host: string; port: number }): Promise<string> {
  try {
    await server.listen({ host, port })
  } catch (error) {
    throw refusedAddress(error, host, port)
  }
  const address = server.server.address()
  const bound = typeof address === 'object' && address ? address.port : port
  return `http://${reachable(host)}:${bound}`
}

/** "0.0.0.0" and "::" mean every address of the machine: its own is one of them. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return isIPv6(host) ? `[${host}]` : host
}

function refusedAddress(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new RihlaError('port-in-use', `something listens on ${host}:${port} already`, { cause: error })
  const impossible = ['EADDRNOTAVAIL', 'EACCES', 'ENOTFOUND', 'EINVAL', 'EAI_AGAIN']
  if (typeof code !== 'string' || !impossible.includes(code)) return error
  const message = `RIHLA_HOST ${host} with RIHLA_PORT ${port} cannot be listened on: ${messageOf(error)}`
  return new RihlaError('settings-invalid', message, { cause: error })
}
