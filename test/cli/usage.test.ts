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
    'documents',
    'searches',
    'completion',
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

test('what a command does not take is told with where to read what it does', async () => {
  const { code, stderr } = await runCli(['search', 'nurses', '--facets', 'colour'])
  expect([code, stderr]).toEqual([2, expect.stringContaining('\n       rihla search --help tells what it takes (')])
})

const commandNames = async (...path: string[]): Promise<string[]> => {
  const { stdout } = await runCli([...path, '--help'])
  const list = stdout.split('\nCommands:\n')[1]?.split('\n\n')[0] ?? ''
  return [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name!).filter((name) => name !== 'help')
}

/** These answer with a file, a script, or nothing at all. */
const withoutJson = ['serve', 'export', 'completion', 'searches']

test('every command says what it does, fits a narrow terminal, and answers programs in JSON', async () => {
  const names = await commandNames()
  expect(names.length).toBeGreaterThan(20)
  const paths = [...names.map((name) => [name]), ...(await commandNames('searches')).map((name) => ['searches', name])]
  await Promise.all(
    paths.map(async (path) => {
      const { code, stdout, stderr } = await runCli([...path, '--help'])
      expect([code, stderr], path.join(' ')).toEqual([0, ''])
      expect(stdout).toMatch(/^Usage: rihla .*\n\n[a-z].{20,}/)
      for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(100)
      if (!withoutJson.includes(path.join(' '))) expect(stdout, path.join(' ')).toContain('--json')
    }),
  )
}, 120_000)

test.for(['bash', 'zsh', 'fish'])('%s is told what there is to complete', async (shell) => {
  const { code, stdout } = await runCli(['completion', shell])
  expect(code).toBe(0)
  for (const word of ['searches', 'organisations', 'facets']) expect(stdout).toContain(word)
})

test('a shell that is there completes commands and options by the script', async () => {
  const { stdout } = await runCli(['completion', 'bash'])
  const ask = 'eval "$1"; COMP_WORDS=(rihla search --f); COMP_CWORD=2; _rihla; echo "${COMPREPLY[@]}"'
  expect(execFileSync('bash', ['-c', ask, 'bash', stdout], { encoding: 'utf8' })).toBe('--facets --full\n')
})

test('a wrong setting is told with the way out', async () => {
  const { code, stdout, stderr } = await runCli(['status'], { settings: { RIHLA_PORT: 'eighty', RIHLA_COLOUR: 'red' } })
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain('RIHLA_COLOUR is no setting')
  expect(stderr).toContain('RIHLA_PORT is "eighty"')
  expect(stderr).toContain('settings-invalid')
})

test('config prints what is in force, on lines that are cut nowhere, and asks no server', async () => {
  const folder = `/tmp/${'long-'.repeat(40)}`
  const surroundings = { settings: { RIHLA_DATA: folder, RIHLA_TOKEN: 'sixteen-characters-at-least' } }
  const { code, stdout, stderr } = await runCli(['config'], surroundings)
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toMatch(new RegExp(`^RIHLA_DATA +${folder} .* environment$`, 'm'))
  expect(stdout).toMatch(/^RIHLA_SWEEP_SECONDS +60 +seconds +60 +default$/m)
  const json = await runCli(['config', '--json'], surroundings)
  expect(JSON.parse(json.stdout).settings).toContainEqual(
    expect.objectContaining({ name: 'RIHLA_DATA', value: folder, from: 'environment' }),
  )
  expect(stdout + json.stdout).not.toContain('sixteen')
})
