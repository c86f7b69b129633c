import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type AccessToken, type NeededRole, Role } from '../../src/contracts/access.ts'
import type { Description } from './description.ts'

/** A token for each role, by the role's name. */
export const secrets: Record<Role, string> = {
  read: 'the-token-of-a-reader',
  add: 'the-token-of-an-archivist',
  operate: 'the-token-of-an-operator',
}

export const tokens: AccessToken[] = Role.options.map((role) => ({
  name: `one-who-may-${role}`,
  role,
  sha256: createHash('sha256').update(secrets[role]).digest('hex'),
}))

export type Address = { method: z.infer<typeof Method>; path: string; needs: NeededRole }

const Method = z.enum(['GET', 'POST', 'DELETE'])
const Described = z.object({ 'x-role': z.enum(['anyone', ...Role.options]) })

/** Every address of the description with the role that it needs; one that does not say it fails here. */
export function describedAddresses({ document }: Description): Address[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: Method.parse(method.toUpperCase()),
      path: path
        .replaceAll('{id}', '0'.repeat(64))
        .replaceAll('{number}', '1')
        .replaceAll(/\{\w+\}/g, 'x'),
      needs: Described.parse(operation)['x-role'],
    })),
  )
}
