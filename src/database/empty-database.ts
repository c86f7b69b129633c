import { existsSync, openAsBlob, readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')
const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/**
 * Where `npm ci` leaves a database that is empty, as a tar (scripts/build-database.ts); with the version of what made it,
 * for another one may lay it out in another way.
 */
export const emptyDatabase = join(root, 'dist', `empty-database-${dependencies['@electric-sql/pglite']}.tar`)

/** That database, or undefined where nobody has made it: then Postgres makes a new one itself, which takes seconds. */
export async function readEmptyDatabase(): Promise<Blob | undefined> {
  return existsSync(emptyDatabase) ? openAsBlob(emptyDatabase, { type: 'application/x-tar' }) : undefined
}
