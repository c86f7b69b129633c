import { expect, onTestFinished, test } from 'vitest'
import { everything, openApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { createClient } from '../../src/http/client.ts'
import { reading } from '../../src/reading.ts'
import { runCli } from '../cli/run-cli.ts'
import { eventually } from '../eventually.ts'
import { bytesOf } from '../ingest/bytes.ts'
import { onServers } from '../servers/on-servers.ts'
import { pdfOf } from './pdf.ts'
import { temporarySettings } from './server-process.ts'

const servers = await onServers('reprocess')

/** One document, of which a person has taken a country away, as if older rules had read it. */
async function archive(settings: Record<string, string>) {
  const app = await openApp(readConfig({ ...settings, RIHLA_LOG_LEVEL: 'silent' }), everything)
  onTestFinished(() => app.close())
  const client = createClient({ url: app.url! })
  const bytes = bytesOf(await pdfOf(['Work', 'Nurses from Kenya went to Jordan.']))
  const { documentId } = (await app.add({ name: 'nurses.pdf', bytes })).document
  const outcome = async () => (await client.document(documentId)).outcome
  const countries = async () => (await client.register('countries', {})).entries.map(({ key }) => key).toSorted()
  const isDone = () => eventually(async () => expect(await outcome()).toBe('done'))
  await isDone()
  const { mentions = [] } = await client.document(documentId, { include: ['mentions'] })
  const { start, end, quote } = mentions.find(({ quote }) => quote === 'Jordan')!
  await client.correct(documentId, {
    action: 'reject',
    who: 'Asha',
    target: { kind: 'country', start, end, quote },
  })
  await isDone()
  await eventually(async () => expect(await countries()).toEqual(['KEN']))
  await app.store.update(documentId, { rulesVersion: 'older' })
  return { app, client, documentId, countries }
}

test.for<[string, Awaited<ReturnType<typeof onServers>>]>([
  ['one process', undefined],
  ...(servers ? [['servers', servers] as [string, typeof servers]] : []),
])(
  'on %s, what older rules have read is counted, read again by a command, and stays as people corrected it',
  async ([, on]) => {
    onTestFinished(async () => on?.remove())
    const settings = await temporarySettings(on?.settings)
    const { app, client, documentId, countries } = await archive(settings)
    expect((await client.opsStatus()).reading).toEqual({ ...reading, outdated: 1 })
    const cli = { settings: { ...settings, RIHLA_URL: app.url! } }
    expect((await runCli(['status'], cli)).stdout).toContain('1 read by older rules: rihla reprocess --outdated')
    expect(await runCli(['reprocess'], cli)).toMatchObject({ code: 2, stderr: expect.stringContaining('--outdated') })
    const { code, stdout } = await runCli(['reprocess', '--outdated'], cli)
    expect([code, stdout]).toEqual([0, `${documentId.slice(0, 8)}  nurses.pdf: done\n1 documents read again\n`])
    expect(await app.store.document(documentId)).toMatchObject({ ...reading, outcome: 'done' })
    expect(await countries()).toEqual(['KEN'])
    expect((await client.opsStatus()).reading.outdated).toBe(0)
    expect((await runCli(['status'], cli)).stdout).not.toContain('older rules')
  },
)

test('until it is read again, a document is found and shown as it was', async () => {
  const { app, client, documentId, countries } = await archive(await temporarySettings())
  await app.store.update(documentId, { state: 'recognised' })
  expect((await client.search({ q: 'nurses' })).documentCount).toBe(1)
  expect(await countries()).toEqual(['KEN'])
  const shown = await client.document(documentId)
  expect(shown.outcome).toBe('working')
  expect(shown.entities).toBeDefined()
  expect((await client.page(documentId, 1)).paragraphs).not.toEqual([])
})
