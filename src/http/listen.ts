import { isIPv6 } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { messageOf, RihlaError } from '../errors.ts'

/** Starts to listen and tells where this machine reaches it. `settings` begin the names of those it comes from. Throws `port-in-use` or `settings-invalid`. */
export async function listen(
  server: FastifyInstance,
  { host, port, settings = 'RIHLA' }: { host: string; port: number; settings?: 'RIHLA' | 'RIHLA_METRICS' },
): Promise<string> {
  try {
    await server.listen({ host, port })
  } catch (error) {
    throw refusedAddress(error, { host, port, settings })
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

function refusedAddress(
  error: unknown,
  { host, port, settings }: { host: string; port: number; settings: string },
): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE')
    return new RihlaError('port-in-use', `something listens on ${host}:${port} already`, { cause: error })
  const impossible = ['EADDRNOTAVAIL', 'EACCES', 'ENOTFOUND', 'EINVAL', 'EAI_AGAIN']
  if (typeof code !== 'string' || !impossible.includes(code)) return error
  const message = `${settings}_HOST ${host} with ${settings}_PORT ${port} cannot be listened on: ${messageOf(error)}`
  return new RihlaError('settings-invalid', message, { cause: error })
}
