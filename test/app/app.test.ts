import { copyFileSync, existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { everything, openApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/database/pglite.ts'
import { eventually } from '../eventually.ts'
import { pdfOf } from './pdf.ts'
import { startServer, temporarySettings } from './server-process.ts'

// Each starts whole processes, which takes long where others use the machine as well.
const hostile = join(import.meta.dirname, '..', '..', 'fixtures', 'hostile')

async function openTemporaryApp(settings: Record<string, string>) {
  const app = await openApp(readConfig({ RIHLA_LOG_LEVEL: 'silent', ...settings }), everything)
  onTestFinished(() => app.close())
  return app
}

async function found(url: string, query: string): Promise<{ documentCount: number; pages: number[] }> {
  const answer: any = await (await fetch(`${url}/search?q=${encodeURIComponent(query)}`)).json()
  return {
    documentCount: answer.documentCount,
    pages: answer.hits.flatMap(({ passages }: any) => passages.map(({ page }: any) => page)),
  }
}

test('a file dropped in the folder is found by what it says, with its page, and moved to done/', async () => {
  const settings = await temporarySettings()
  const app = await openTemporaryApp(settings)
  writeFileSync(
    join(settings['RIHLA_DROP']!, 'note.pdf'),
    await pdfOf([
      'Domestic work',
      'Remittances sent to Nepal grew under the Domestic Workers Convention, 2011 (No. 189).',
    ]),
  )
  await eventually(async () => expect(await app.store.counts()).toMatchObject({ byOutcome: { done: 1 } }))
  expect(await found(app.url!, 'remittances')).toEqual({ documentCount: 1, pages: [1] })
  expect((await found(app.url!, 'country:Népal convention:C189')).documentCount).toBe(1)
  expect((await found(app.url!, 'country:Lebanon')).documentCount).toBe(0)
  await eventually(() => expect(existsSync(join(settings['RIHLA_DROP']!, 'done', 'note.pdf'))).toBe(true))
})

test('each file that cannot be read gets its own code, and the others go through', async () => {
  const settings = await temporarySettings()
  const app = await openTemporaryApp(settings)
  const names = readdirSync(hostile).filter((name) => name.endsWith('.pdf'))
  for (const name of names) copyFileSync(join(hostile, name), join(settings['RIHLA_DROP']!, name))
  writeFileSync(join(settings['RIHLA_DROP']!, 'good.pdf'), await pdfOf(['An honest document about migrant workers.']))
  await eventually(
    async () => expect(await app.store.counts()).toMatchObject({ total: names.length + 1, byOutcome: { working: 0 } }),
    { timeoutSeconds: 60 },
  )
  const { documents } = await app.store.documents({ size: 100 })
  const codes = Object.fromEntries(documents.map(({ names: [name], failure }) => [name, failure?.code]))
  expect(codes).toMatchObject({
    'good.pdf': undefined,
    'empty.pdf': 'file-empty',
    'encrypted.pdf': 'pdf-encrypted',
    'no-pages.pdf': 'pdf-without-pages',
    'text-named.pdf': 'not-a-pdf',
    'truncated.pdf': 'pdf-damaged',
  })
  for (const {
    names: [name],
    failure,
  } of documents)
    if (failure) expect(failure.message).toContain(name)
})

test('what cannot be opened leaves nothing open behind it', async () => {
  const settings = await temporarySettings({ RIHLA_LOG_LEVEL: 'silent' })
  writeFileSync(settings['RIHLA_DROP']!, 'no folder')
  await expect(openApp(readConfig(settings), everything)).rejects.toMatchObject({ code: 'folder-unwritable' })
  const database = await openDatabase(settings['RIHLA_DATA'])
  await database.close()
})

/** Where the in-process Postgres keeps a table, below the data folder. */
async function fileOf(table: string, data: string): Promise<string> {
  const database = await openDatabase(data)
  const { rows } = await database.pglite.query<{ path: string }>(`SELECT pg_relation_filepath('${table}') AS path`)
  await database.close()
  return join(data, 'database', rows[0]!.path)
}

test.for(['rihla.index_state', 'bullmq.migration'])(
  'where the database is damaged in %s, all is built anew from the store, and said',
  async (table) => {
    const settings = await temporarySettings()
    mkdirSync(settings['RIHLA_DROP']!)
    writeFileSync(join(settings['RIHLA_DROP']!, 'note.pdf'), await pdfOf(['A note about labour migration.']))
    const first = await startServer(settings)
    await eventually(async () => expect((await found(first.url, 'migration')).documentCount).toBe(1), {
      timeoutSeconds: 60,
    })
    await first.end('SIGTERM')
    truncateSync(await fileOf(table, settings['RIHLA_DATA']!), 100)

    const second = await startServer(settings)
    await eventually(async () => expect((await found(second.url, 'migration')).documentCount).toBe(1), {
      timeoutSeconds: 60,
    })
    expect(second.said()).toContain('database was damaged: it is built anew from the store')
    await second.end('SIGTERM')
  },
)
