import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { everything, openApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { RegisterName } from '../src/contracts/registers.ts'
import { createClient, type Client } from '../src/http/client.ts'
import { pythonWith } from './export/python.ts'

const seed = 20261128
/** Only ends what hangs. */
const limitSeconds = 600
const documents = join(import.meta.dirname, '..', 'fixtures', 'documents')
const requirements = join(import.meta.dirname, 'schemathesis.txt')
const token = 'a-token-of-this-run-alone'

/**
 * Has schemathesis ask every address of a server with our fixtures for what its description allows and forbids, and ends
 * with its exit code: 0 where every answer was one that the description foresees. Requests are the same in every run.
 */
async function run(more: readonly string[]): Promise<number> {
  const packages = readFileSync(requirements, 'utf8').split('\n')
  const python = await pythonWith(
    'schemathesis',
    packages.filter((line) => /^\w/.test(line)),
  )
  if (!python) return 1
  const folder = mkdtempSync(join(tmpdir(), 'rihla-'))
  const folders = { RIHLA_DATA: join(folder, 'data'), RIHLA_DROP: join(folder, 'drop'), RIHLA_PORT: '0' }
  const limits = { RIHLA_MAX_WRONG_TOKENS_PER_MINUTE: '100000', RIHLA_MAX_SEARCHES: '10000' }
  const config = readConfig({ ...folders, ...limits, RIHLA_TOKEN: token, RIHLA_LOG_LEVEL: 'error' })
  const app = await openApp(config, everything)
  try {
    const client = createClient({ url: app.url!, token })
    await addFixtures(client)
    const signal = AbortSignal.timeout(limitSeconds * 1000)
    const start = { python, url: app.url!, folder, signal }
    const anything = await schemathesis(start, settings, ['--exclude-path', '/events', ...more])
    const known = await schemathesis(start, `${settings}\n\n${await knownPlaces(client)}`, [...behindIds, ...more])
    return anything || known
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Ends when all can be searched. */
async function addFixtures(client: Client): Promise<void> {
  for (const file of globSync('*/*.pdf', { cwd: documents }).toSorted())
    await client.addFile({ name: basename(file), body: await openAsBlob(join(documents, file)) })
  while ((await client.status()).documents.byOutcome.working > 0) await wait(200)
}

/** What no description tells, so that the answer to what it lets pass may be a refusal; and nowhere else. */
const refusals = [
  // the query language, names of countries and the like, cursors
  { of: '^GET /(search|feeds/.*|export/.*|documents)$', statuses: [400] },
  { of: `^GET /(${RegisterName.options.join('|')})(/.key.)?$`, statuses: [400] },
  // places beyond the end of a text
  { of: '^GET /documents/.id./annotation$', statuses: [400] },
  // one of two parameters, of which none is needed by itself
  { of: '^POST /ops/(retry|dismiss)$', statuses: [400] },
  { of: '^POST /searches$', statuses: [400, 422] },
  // files that are none of a kind that we read
  { of: '^POST /documents$', statuses: [400, 415, 422] },
  // fields that the corrected value does not have
  { of: '^POST /documents/.id./corrections$', statuses: [422] },
]
const usual = ['"2xx"', '"3xx"', 401, 403, 404, 409]
/** Second formats: their parameters are read by the same lines as those of the first, and need not be gone through twice. */
const twins = String.raw`^/(export/.*\\.(jsonl|xml)|feeds/.*\\.json)$`

/** By which statuses we refuse what is wrong, and what may be refused although the description lets it pass. */
const settings = [
  `[checks]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 408, 409, 413, 415, 416, 422, 431]
missing_required_header.expected-statuses = [400, 401, 403, 404, 405, 415, 422]
positive_data_acceptance.expected-statuses = [${usual.join(', ')}]`,
  ...refusals.map(
    ({ of, statuses }) => `[[operations]]
include-name-regex = "${of}"
checks.positive_data_acceptance.expected-statuses = [${[...usual, ...statuses].join(', ')}]`,
  ),
  `[[operations]]
include-path-regex = "${twins}"
phases.coverage.enabled = false`,
].join('\n\n')

const behindIds = ['--include-path-regex', '^/(documents/.id.|[a-z]+/.key.)'].concat([
  '--exclude-checks',
  'negative_data_rejection',
])

/** Ids and keys that are there, so that what lies behind them is asked for as well; none of them is ever a wrong one. */
async function knownPlaces(client: Client): Promise<string> {
  const { documents: some } = await client.documents({ outcome: 'done', size: 1 })
  const places = [{ path: '^/documents/.id.', name: 'id', value: some[0]!.documentId }]
  for (const register of RegisterName.options) {
    const { entries } = await client.register(register, { size: 1 })
    places.push({ path: `^/${register}/.key.`, name: 'key', value: entries[0]!.key })
  }
  const lines = places.map(
    ({ path, name, value }) =>
      `[[operations]]\ninclude-path-regex = "${path}"\nparameters = { ${name} = ${JSON.stringify(value)} }\n`,
  )
  return lines.join('\n')
}

type Start = { python: string; url: string; folder: string; signal: AbortSignal }

async function schemathesis(start: Start, settingsText: string, more: readonly string[]): Promise<number> {
  const { python, url, folder, signal } = start
  writeFileSync(join(folder, 'schemathesis.toml'), settingsText)
  const given = ['-m', 'schemathesis.cli', 'run', `${url}/openapi.json`, '-H', `Authorization: Bearer ${token}`]
  const options = ['--phases', 'examples,coverage,fuzzing', '--continue-on-failure', '--no-color']
  const bounds = [
    '--request-timeout',
    '30',
    '--max-examples',
    '4',
    // NUL is refused in every text, which no schema of ours says; test/http/injection.test.ts holds it
    '--generation-allow-x00',
    'false',
    '--seed',
    String(seed),
    '--generation-database',
    'none',
  ]
  const child = spawn(python, [...given, ...options, ...bounds, ...more], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const kill = () => child.kill('SIGKILL')
  signal.addEventListener('abort', kill)
  if (signal.aborted) kill()
  await once(child, 'close')
  signal.removeEventListener('abort', kill)
  if (child.exitCode === null) console.error(`schemathesis did not end within ${limitSeconds} seconds`)
  return child.exitCode ?? 1
}

process.exitCode = await run(process.argv.slice(2))
