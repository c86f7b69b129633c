import { mkdtempSync, openAsBlob, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everything, openApp, type App } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { RegisterName } from '../../src/contracts/registers.ts'
import { createClient, type Client } from '../../src/http/client.ts'
import { eventually } from '../eventually.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures', 'documents')
const folder = mkdtempSync(join(tmpdir(), 'rihla-'))
let app: App
let client: Client

beforeAll(async () => {
  const settings = { RIHLA_DATA: join(folder, 'data'), RIHLA_DROP: join(folder, 'drop') }
  app = await openApp(readConfig({ ...settings, RIHLA_PORT: '0', RIHLA_LOG_LEVEL: 'silent' }), everything)
  client = createClient({ url: app.url! })
  for (const name of ['background-note-skills', 'fact-sheet-remittances'])
    await client.addFile({ name: `${name}.pdf`, body: await openAsBlob(join(fixtures, name, `${name}.pdf`)) })
  await allDone()
})

afterAll(async () => {
  await app.close()
  rmSync(folder, { recursive: true, force: true })
})

const allDone = () =>
  eventually(
    async () => {
      const { byOutcome } = (await client.status()).documents
      expect(byOutcome).toMatchObject({ working: 0, done: 2 })
    },
    { timeoutSeconds: 90 },
  )

test('every register is made of the documents, and each value is found on its page', async () => {
  for (const register of RegisterName.options) {
    const { entries } = await client.register(register, { size: 3 })
    expect(entries.length, register).toBeGreaterThan(0)
    for (const { first } of entries) {
      const page = await client.page(first.documentId, first.page)
      const paragraph = page.paragraphs.find(({ start, end }) => start <= first.start && first.start < end)
      expect(paragraph?.text, register).toContain(first.quote.slice(0, 20))
      expect(first.boxes.length, register).toBeGreaterThan(0)
    }
  }
})

test('a correction goes through the queue into register and search, and survives another extraction', async () => {
  const { entries } = await client.register('countries', { size: 1 })
  const { key, first, evidenceCount } = entries[0]!
  const { start, end, quote } = first
  const target = { kind: 'country' as const, start, end, quote }
  await client.correct(first.documentId, { action: 'reject', target, who: 'Asha' })
  const remaining = async () => {
    const { evidence } = await client.registerEntry('countries', key, { size: 500 })
    return evidence.length
  }
  await eventually(async () => expect(await remaining()).toBe(evidenceCount - 1))
  await allDone()
  // As a new version of the rules has it: the document is extracted anew.
  const { generation } = (await app.store.document(first.documentId))!
  const document = await app.store.update(first.documentId, { state: 'parsed', generation: generation + 1 })
  await app.submit({ document, already: true })
  await eventually(async () => expect((await app.store.document(first.documentId))!.state).toBe('indexed'))
  expect(await remaining()).toBe(evidenceCount - 1)
  expect((await client.corrections(first.documentId)).corrections).toMatchObject([{ status: 'applied', who: 'Asha' }])
})
