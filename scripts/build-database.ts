import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { emptyDatabase } from '../src/database/empty-database.ts'

/** What `npm ci` does in the end: makes the empty database that every new one is a copy of. */
const pglite = await PGlite.create('memory://')
await pglite.exec('CHECKPOINT')
const tar = await pglite.dumpDataDir('none')
await pglite.close()
mkdirSync(dirname(emptyDatabase), { recursive: true })
const unfinished = `${emptyDatabase}.${process.pid}`
writeFileSync(unfinished, Buffer.from(await tar.arrayBuffer()))
renameSync(unfinished, emptyDatabase)
