import { cpSync, globSync, mkdirSync, openAsBlob, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { everything, openApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createClient, type Client } from '../../src/http/client.ts'
import { temporarySettings } from '../app/server-process.ts'
import { runCli } from '../cli/run-cli.ts'
import { eventually } from '../eventually.ts'
import { temporaryFolder } from '../ingest/store-kit.ts'

// Whole processes with a database each: seconds on a free machine, more on a busy one.
const documents = join(import.meta.dirname, '..', '..', 'fixtures', 'documents')
const registers = ['conventions', 'corridors', 'countries', 'figures', 'organisations', 'projects'] as const
const questions = ['remittances', 'country:NPL', 'convention:C189', '"domestic workers"', 'figure:>1000']

async function open(settings: Record<string, string>): Promise<{ client: Client; close: () => Promise<void> }> {
  const app = await openApp(readConfig({ RIHLA_LOG_LEVEL: 'silent', ...settings }), everything)
  let closed: Promise<void> | undefined
  const close = () => (closed ??= app.close())
  onTestFinished(close)
  await app.recovered
  return { client: createClient({ url: app.url! }), close }
}

/** All that a reader can ask for, without what differs between two runs: times of changes and scores. */
async function answersOf(client: Client, documentIds: readonly string[]) {
  const listed = (await client.documents({ size: 100 })).documents
  const hits = async (q: string) =>
    (await client.search({ q, size: 100, passages: 100 })).hits.map(({ score: _score, passages, ...hit }) => ({
      ...hit,
      passages: passages.map(({ passageId, page, text, highlights }) => ({ passageId, page, text, highlights })),
    }))
  return {
    documents: listed.map(({ stateAt: _stateAt, ...document }) => document),
    found: await Promise.all(questions.map(async (q) => [q, await hits(q)])),
    registers: await Promise.all(registers.map(async (name) => [name, await client.register(name, { size: 100 })])),
    corrections: await Promise.all(documentIds.map((id) => client.corrections(id))),
    searches: await client.searches(),
  }
}

test('a backup made of a running archive gives the same answers on an empty machine', async () => {
  const settings = await temporarySettings()
  const { client, close } = await open(settings)
  const added: string[] = []
  const files = globSync('{note-retour-sahel,fact-sheet-remittances,brief-seasonal-work}/*.pdf', { cwd: documents })
  for (const file of files) {
    const body = await openAsBlob(join(documents, file))
    added.push((await client.addFile({ name: file, body })).documentId)
  }
  const settled = (of: Client, count: number) =>
    eventually(
      async () => expect((await of.status()).documents).toMatchObject({ total: count, byOutcome: { working: 0 } }),
      {
        timeoutSeconds: 120,
      },
    )
  await settled(client, 3)
  const [forgotten, ...kept] = added
  await client.forget(forgotten!, 'it is private')
  const { mentions } = await client.document(kept[0]!, { include: ['mentions'] })
  const { start, end, quote } = mentions!.find((mention) => mention.kind === 'country')!
  const target = { kind: 'country' as const, start, end, quote }
  await client.correct(kept[0]!, { action: 'reject', target, who: 'Asha' })
  const query = { q: 'ferry', implied: 'no' as const }
  await client.saveSearch({ name: 'ferries', query, webhook: 'https://example.org/told' })
  await settled(client, 2)

  const folder = join(temporaryFolder(), 'backup')
  const made = await runCli(['backup', folder, '--json'], { settings })
  expect([made.code, made.stderr]).toEqual([0, ''])
  expect(JSON.parse(made.stdout)).toMatchObject({ documents: 2, damaged: [] })
  const before = await answersOf(client, kept)
  await close()

  const elsewhere = temporaryFolder()
  const moved = join(elsewhere, 'carried')
  cpSync(folder, moved, { recursive: true })
  const [data, drop] = [join(elsewhere, 'data'), join(elsewhere, 'drop')]
  const empty = { ...settings, RIHLA_DATA: data, RIHLA_DROP: drop }
  const restored = await runCli(['restore', moved, '--json'], { settings: empty })
  expect([restored.code, restored.stderr]).toEqual([0, ''])
  expect(readdirSync(data)).toEqual(['store'])
  const again = await runCli(['restore', moved], { settings: empty })
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('data-folder-not-empty')])

  const { client: other } = await open(empty)
  await settled(other, 2)
  expect(await answersOf(other, kept)).toEqual(before)
  expect(before.corrections[0]!.corrections).toHaveLength(1)
  const body = await openAsBlob(join(documents, files[0]!))
  expect(await other.addFile({ name: 'again.pdf', body })).toMatchObject({ failure: { code: 'document-forgotten' } })
})

test('a backup says why it cannot be made', async () => {
  const folder = temporaryFolder()
  const settings = { RIHLA_DATA: join(folder, 'data') }
  const absent = await runCli(['backup', join(folder, 'backup')], { settings })
  expect([absent.code, absent.stderr]).toEqual([2, expect.stringContaining('archive-absent')])
  mkdirSync(join(folder, 'data', 'store', 'documents'), { recursive: true })
  const inside = await runCli(['backup', join(folder, 'data', 'store', 'backup')], { settings })
  expect([inside.code, inside.stderr]).toEqual([2, expect.stringContaining('backup-folder-refused')])
})
