import { cpSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openDatabase } from '../../src/database/pglite.ts'

/** Made once for all tests of a file: to copy a folder takes a tenth of what even a prepared database takes to unpack. */
let template: Promise<string> | undefined
afterAll(async () => {
  if (template) await rm(await template, { recursive: true, force: true })
})

/** Puts a database without tables into a data folder, as a first start would. */
export async function prepareDataFolder(folder: string): Promise<void> {
  cpSync(join(await (template ??= makeTemplate()), 'database'), join(folder, 'database'), { recursive: true })
}

async function makeTemplate(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'rihla-template-'))
  const database = await openDatabase(folder)
  await database.close()
  return folder
}
