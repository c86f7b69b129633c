import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { NewSearch, SearchesAnswer } from '../../src/contracts/searches.ts'
import { openSearchFiles } from '../../src/searches/saved-searches.ts'
import { startServer } from '../http/kit.ts'
import { temporaryFolder } from '../ingest/store-kit.ts'
import { runCli } from './run-cli.ts'

test('a search is saved with its secret shown once, listed, and removed', async () => {
  const { url } = await startServer()
  const searches = (...args: string[]) => runCli(['searches', ...args], { settings: { RIHLA_URL: url } })
  const webhook = ['--webhook', 'https://example.org/t']
  const made = await searches('add', 'ferry', 'country:MLI', '--name', 'ferries', ...webhook)
  expect([made.code, made.stderr]).toEqual([0, ''])
  expect(made.stdout).toMatch(/^ferries {2}[0-9a-f-]{36}\n {2}ferry country:MLI\n/)
  expect(made.stdout).toMatch(/\n[\w-]{43}\n$/)
  const other = await searches('add', 'boats', ...webhook, '--json')
  const { searchId, secret } = NewSearch.parse(JSON.parse(other.stdout))
  const listed = await searches()
  expect(listed.stdout).toContain('https://example.org/t: 0 told, 0 waiting, 0 failed')
  expect(listed.stdout).not.toContain(secret)
  expect(SearchesAnswer.parse(JSON.parse((await searches('list', '--json')).stdout)).searches).toHaveLength(2)
  const left = await searches('remove', searchId)
  expect(left.stdout).not.toContain(searchId)
  expect((await searches('remove', searchId)).code).toBe(1)
  const inside = await searches('add', 'boats', '--webhook', 'http://127.0.0.1/')
  expect([inside.code, inside.stderr]).toEqual([1, expect.stringContaining('RIHLA_WEBHOOK_PRIVATE')])
  const wrong = await searches('add', 'country:Atlantis', ...webhook)
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringMatching(/country:Atlantis\n +\^\n/)])
  expect((await searches('add', 'boats')).stderr).toContain('--webhook')
})

test('a saved search is tried, and what its webhook says is told', async () => {
  const receiver = createServer((_request, response) => void response.writeHead(503).end())
  onTestFinished(() => void receiver.close())
  await once(receiver.listen(0, '127.0.0.1'), 'listening')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = receiver.address() as AddressInfo
  const files = { folder: temporaryFolder(), maxSearches: 3, allowPrivate: true, timeoutSeconds: 20 }
  const { url } = await startServer({ searches: await openSearchFiles(files) })
  const settings = { RIHLA_URL: url }
  const made = await runCli(['searches', 'add', 'boats', '--webhook', `http://127.0.0.1:${port}/`, '--json'], {
    settings,
  })
  const { searchId } = NewSearch.parse(JSON.parse(made.stdout))
  const tried = await runCli(['searches', 'test', searchId], { settings })
  expect([tried.code, tried.stdout]).toEqual([1, 'it finds 0 passages in 0 documents\n'])
  expect(tried.stderr).toContain('it answered 503')
})
