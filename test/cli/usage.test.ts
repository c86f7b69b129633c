import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCli } from './run-cli.ts'

test('--help tells every command, and exits 0', async () => {
  const { code, stdout, stderr } = await runCli(['--help'])
  expect([code, stderr]).toEqual([0, ''])
  for (const name of [
    'serve',
    'add',
    'search',
    'projects',
    'countries',
    'export',
    'show',
    'status',
    'parse',
    'extract',
    'explain',
  ])
    expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'))
})

test('--help takes less than 0.3 seconds of CPU', () => {
  const cli = join(import.meta.dirname, '..', '..', 'src', 'cli.ts')
  // The shell's own clock tells of ended children; its second line is theirs: "0m0.070s 0m0.030s".
  const script = '"$0" "$1" --help > /dev/null; times'
  const times = execFileSync('sh', ['-c', script, process.execPath, cli], { encoding: 'utf8' })
  const ofChildren = times.trim().split('\n')[1]!
  const seconds = [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
  )
  expect(seconds).toHaveLength(2)
  expect(seconds[0]! + seconds[1]!).toBeLessThan(0.3)
})

test.for([
  ['an unknown command', ['frob'], 'unknown command'],
  ['a missing argument', ['add'], 'missing required argument'],
  ['an unknown option', ['status', '--colour'], 'unknown option'],
  ['a wrong count', ['search', 'a', '--size', 'many'], 'whole number'],
  ['a register of nothing', ['export', 'people'], 'there is no "people"'],
  ['a format that it has not', ['export', 'countries', '--as', 'iati'], 'cannot be written as iati'],
  ['two formats at once', ['extract', 'a.pdf', '--json', '--format', 'gold'], 'cannot be used with'],
] as const)('%s is a wrong use', async ([, args, message]) => {
  const { code, stdout, stderr } = await runCli(args)
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/^rihla: /)
  expect(stderr).toContain(message)
})

test('a wrong setting is told with the way out', async () => {
  const { code, stdout, stderr } = await runCli(['status'], { settings: { RIHLA_PORT: 'eighty', RIHLA_COLOUR: 'red' } })
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain('RIHLA_COLOUR is no setting')
  expect(stderr).toContain('RIHLA_PORT is "eighty"')
  expect(stderr).toContain('settings-invalid')
})
