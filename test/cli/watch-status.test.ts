import { join } from 'node:path'
import { expect, test } from 'vitest'
import { OpsStatus } from '../../src/contracts/ops.ts'
import { readLock } from '../../src/database/lock.ts'
import { eventually } from '../eventually.ts'
import { temporaryFolder } from '../ingest/store-kit.ts'
import { runCli, startCli } from './run-cli.ts'

const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')

test('the state is told again and again until Ctrl-C, as lines that differ or as JSON', async () => {
  const folder = temporaryFolder()
  const settings = { RIHLA_DATA: join(folder, 'data'), RIHLA_DROP: join(folder, 'drop'), RIHLA_PORT: '0' }
  startCli(['serve'], { settings })
  await eventually(() => expect(readLock(settings.RIHLA_DATA)?.url).toBeDefined())
  const lines = startCli(['status', '--watch', '--every', '1'], { settings })
  const data = startCli(['status', '--watch', '--every', '1', '--json'], { settings })
  await eventually(() => expect(lines.outcome.stdout).toContain('0 documents: 0 done'))
  await runCli(['add', join(fixtures, 'hostile', 'truncated.pdf')], { settings })
  await eventually(
    () => {
      expect(lines.outcome.stdout.trim().split('\n').at(-1)).toMatch(/Z 1 documents: 0 done, 0 partial, 1 parked/)
      const told = data.outcome.stdout.trim().split('\n')
      const { failures, workers } = OpsStatus.parse(JSON.parse(told.at(-1)!))
      expect(failures).toMatchObject([{ code: 'pdf-damaged', count: 1 }])
      expect(workers).toHaveLength(1)
    },
    { timeoutSeconds: 30 },
  )
  for (const { child, ended, outcome } of [lines, data]) {
    child.kill('SIGINT')
    expect([await ended, outcome.stderr]).toEqual([0, ''])
  }
  // what has not changed is not told again
  const told = lines.outcome.stdout.trim().split('\n')
  expect(new Set(told.map((line) => line.slice(25))).size).toBe(told.length)
})
