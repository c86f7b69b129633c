import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startProgram, startServer, temporarySettings } from './server-process.ts'

// Each starts whole processes, which takes long where others use the machine as well.
/** What a program says that does not start: its sentence, and the way out below it. */
async function refusal(settings: Record<string, string>, program = 'all'): Promise<string> {
  const { said, ended } = startProgram(settings, program)
  expect((await ended).code).toBe(1)
  const lines = said().trim().split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]!.trim()).not.toBe('')
  return lines[0]!
}

test('a second server on a data folder is refused, and told where the first one is', async () => {
  const settings = await temporarySettings()
  const first = await startServer(settings)
  const sentence = await refusal({ ...settings, RIHLA_PORT: '0' })
  expect(sentence).toBe(
    `rihla: data folder is in use by process ${first.child.pid} at ${first.url}: ${settings['RIHLA_DATA']}`,
  )
  expect((await fetch(`${first.url}/healthz`)).status).toBe(200)
})

test('a port in use is said to be so, and the data folder is free again', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const address = other.address()
  const port = String(typeof address === 'object' && address ? address.port : 0)
  const settings = await temporarySettings({ RIHLA_PORT: port })
  expect(await refusal(settings)).toBe(`rihla: something listens on 127.0.0.1:${port} already`)
  const server = await startServer({ ...settings, RIHLA_PORT: '0' })
  expect((await server.end('SIGTERM')).code).toBe(0)
})

test('a data folder that cannot be made is said to be so', async () => {
  const settings = await temporarySettings()
  writeFileSync(join(settings['RIHLA_DATA']!, '..', 'file'), '')
  const folder = join(settings['RIHLA_DATA']!, '..', 'file', 'data')
  expect(await refusal({ ...settings, RIHLA_DATA: folder })).toMatch(
    /^rihla: data folder cannot be written: .*\/file\/data/,
  )
})

test.skipIf(process.getuid?.() === 0)('a read-only data folder is said to be so', async () => {
  const settings = await temporarySettings()
  mkdirSync(settings['RIHLA_DATA']!, { recursive: true })
  chmodSync(settings['RIHLA_DATA']!, 0o555)
  expect(await refusal(settings)).toMatch(/^rihla: data folder cannot be written/)
})

test('a drop folder that cannot be used is said to be so', async () => {
  const settings = await temporarySettings()
  writeFileSync(settings['RIHLA_DROP']!, '')
  expect(await refusal(settings)).toMatch(/^rihla: drop folder cannot be used/)
})

test('an unknown setting is named, with what was meant', async () => {
  expect(await refusal(await temporarySettings({ RIHLA_PROT: '1' }))).toMatch(/^rihla: RIHLA_PROT is no setting/)
})

test('a server open to others without a token does not start', async () => {
  expect(await refusal(await temporarySettings({ RIHLA_HOST: '0.0.0.0' }))).toMatch(/RIHLA_TOKEN is not set/)
})

test.for(['api', 'ingester', 'parser', 'extractor', 'indexer'])(
  'workers/%s.ts does not start without servers that others share',
  async (program) => {
    expect(await refusal(await temporarySettings(), program)).toMatch(/REDIS_URL and ELASTICSEARCH_URL must be set/)
  },
)

test.for(['SIGTERM', 'SIGINT'] as const)('%s ends a server in order, and its data folder is free', async (signal) => {
  const settings = await temporarySettings()
  const server = await startServer(settings)
  expect(await server.end(signal)).toEqual({ code: 0, signal: null })
  expect(server.said()).toContain('"msg":"stopped"')
  expect(server.said()).not.toMatch(/"level":[456]0/)
  const again = await startServer(settings)
  expect((await again.end('SIGTERM')).code).toBe(0)
})
