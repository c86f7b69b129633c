import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { messageOf, RihlaError } from '../errors.ts'

export type Address = { address: string; family: 4 | 6 }

/** Networks that are not the public internet, after the registries of special addresses (RFC 6890 and what came later). */
const special = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // also where clouds tell a machine its secrets: 169.254.169.254
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  special.addSubnet(network, bits, 'ipv4')

/** Of the sixth version only this is given out to the public; in it, some is special again. */
const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  // wraps an address of the fourth version, which may be any
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  special.addSubnet(network, bits, 'ipv6')

/** Whether an address is one of the public internet. */
export function isPublic({ address, family }: Address): boolean {
  if (family === 4) return !special.check(address, 'ipv4')
  return global.check(address, 'ipv6') && !special.check(address, 'ipv6')
}

/** The address that a host name stands for, to be used as it is: asked again, the name may lead elsewhere. */
export async function addressOf(host: string, { allowPrivate }: { allowPrivate: boolean }): Promise<Address> {
  const found = await resolved(host)
  // One that leads to both is a trap.
  const refused = allowPrivate ? undefined : found.find((one) => !isPublic(one))
  if (refused)
    throw new RihlaError('webhook-refused', `the webhook leads to ${refused.address}, which is no public address`)
  return found[0]
}

/** What can be told without asking anybody: an address in place of a name. */
export function refuseLiteral(host: string, { allowPrivate }: { allowPrivate: boolean }): void {
  const literal = literalOf(host)
  if (literal && !allowPrivate && !isPublic(literal))
    throw new RihlaError('webhook-refused', `the webhook is at ${literal.address}, which is no public address`)
}

async function resolved(host: string): Promise<[Address, ...Address[]]> {
  const literal = literalOf(host)
  if (literal) return [literal]
  try {
    const [first, ...others] = (await lookup(host, { all: true })).map(({ address, family }): Address => ({
      address,
      family: family === 6 ? 6 : 4,
    }))
    if (first) return [first, ...others]
  } catch (error) {
    throw new RihlaError('webhook-failed', `the host of the webhook cannot be found: ${messageOf(error)}`, {
      cause: error,
    })
  }
  throw new RihlaError('webhook-failed', 'the host of the webhook has no address')
}

/** URLs write every form of an IPv4 address in dots, and IPv6 in brackets. */
function literalOf(host: string): Address | undefined {
  const address = host.replace(/^\[(.*)\]$/, '$1')
  const family = isIP(address)
  return family === 4 || family === 6 ? { address, family } : undefined
}
