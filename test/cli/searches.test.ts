import { expect, test, vi } from 'vitest'
import { NewSearch } from '../../src/contracts/searches.ts'
import { startServer } from '../http/kit.ts'
import { runCli } from './run-cli.ts'

vi.setConfig({ testTimeout: 120_000 })

test('a search is saved with its secret shown once, listed, and removed', async () => {
  const { url } = await startServer()
  const searches = (...args: string[]) => runCli(['searches', ...args], { settings: { RIHLA_URL: url } })
  const made = await searches('--save', 'ferry country:MLI', '--name', 'ferries', '--webhook', 'https://example.org/t')
  expect([made.code, made.stderr]).toEqual([0, ''])
  expect(made.stdout).toMatch(/^ferries {2}[0-9a-f-]{36}\n {2}ferry country:MLI\n/)
  expect(made.stdout).toMatch(/\n[\w-]{43}\n$/)
  const other = await searches('--save', 'boats', '--webhook', 'https://example.org/t', '--json')
  const { searchId, secret } = NewSearch.parse(JSON.parse(other.stdout))
  const listed = await searches()
  expect(listed.stdout).toContain('https://example.org/t: 0 told, 0 waiting, 0 failed')
  expect(listed.stdout).not.toContain(secret)
  const left = await searches('--remove', searchId)
  expect(left.stdout).not.toContain(searchId)
  expect((await searches('--remove', searchId)).code).toBe(1)
  const inside = await searches('--save', 'boats', '--webhook', 'http://127.0.0.1/')
  expect([inside.code, inside.stderr]).toEqual([1, expect.stringContaining('RIHLA_WEBHOOK_PRIVATE')])
  expect((await searches('--name', 'boats')).code).toBe(2)
})
