import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdtempSync, openAsBlob, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { everything, openApp } from '../src/app.ts'
import { readConfig } from '../src/config.ts'
import { createClient } from '../src/http/client.ts'
import { pythonWith } from './export/python.ts'

const version = '4.32.5'
const seed = 20261128
const limitMinutes = 5
const documents = join(import.meta.dirname, '..', 'fixtures', 'documents')
const token = 'a-token-of-this-run-alone'

/**
 * Has schemathesis ask every address of a server with our fixtures for what its description allows and forbids, and ends
 * with its exit code: 0 where every answer was one that the description foresees. Requests are the same in every run.
 */
async function run(more: readonly string[]): Promise<number> {
  const python = await pythonWith('schemathesis', [`schemathesis==${version}`])
  if (!python) return 1
  const folder = mkdtempSync(join(tmpdir(), 'rihla-'))
  const folders = { RIHLA_DATA: join(folder, 'data'), RIHLA_DROP: join(folder, 'drop'), RIHLA_PORT: '0' }
  const limits = { RIHLA_MAX_WRONG_TOKENS_PER_MINUTE: '100000', RIHLA_MAX_SEARCHES: '10000' }
  const config = readConfig({ ...folders, ...limits, RIHLA_TOKEN: token, RIHLA_LOG_LEVEL: 'error' })
  const app = await openApp(config, everything)
  try {
    const documentId = await addFixtures(app.url!)
    const settingsFile = join(folder, 'schemathesis.toml')
    writeFileSync(settingsFile, settings)
    const one = await schemathesis(python, app.url!, folder, [...anything, ...more])
    writeFileSync(settingsFile, settingsWith(documentId))
    const other = await schemathesis(python, app.url!, folder, [...known, ...more])
    return one || other
  } finally {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The id of one of the documents, when all can be searched. */
async function addFixtures(url: string): Promise<string> {
  const client = createClient({ url, token })
  const files = globSync('*/*.pdf', { cwd: documents }).toSorted()
  let documentId = ''
  for (const file of files) {
    const added = await client.addFile({ name: basename(file), body: await openAsBlob(join(documents, file)) })
    documentId = added.documentId
  }
  while ((await client.status()).documents.byOutcome.working > 0) await wait(200)
  return documentId
}

/** Statuses by which we refuse; those of `missing_required_header` likewise. */
const settings = `
[checks]
negative_data_rejection.expected-statuses = [400, 401, 403, 404, 405, 408, 409, 413, 415, 416, 422, 431]
missing_required_header.expected-statuses = [400, 401, 403, 404, 405, 415, 422]
`

/** The same with a document that is there, so that what lies behind its address is asked for as well. */
const settingsWith = (documentId: string): string => `${settings}
[[operations]]
include-path-regex = "^/documents/.id./"
parameters = { id = "${documentId}" }
`

// What the query language, names of countries and cursors may hold no JSON Schema can tell: 400 answers what it lets pass.
const anything = ['--exclude-checks', 'positive_data_acceptance', '--exclude-path', '/events']
const ofADocument = ['--include-path-regex', '^/documents/.id./(file|pages|annotation|citation|similar|corrections)']
// An id that is always right is no wrong one where schemathesis meant it to be wrong.
const known = [...ofADocument, '--exclude-checks', 'positive_data_acceptance,negative_data_rejection']

async function schemathesis(python: string, url: string, folder: string, more: readonly string[]): Promise<number> {
  const options = ['--phases', 'examples,coverage,fuzzing', '--request-timeout', '30', '--no-color']
  const bounds = ['--max-examples', '10', '--seed', String(seed), '--generation-database', 'none']
  const given = ['-m', 'schemathesis.cli', 'run', `${url}/openapi.json`, '-H', `Authorization: Bearer ${token}`]
  const child = spawn(python, [...given, ...options, ...bounds, ...more], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMinutes * 60_000)
  await once(child, 'close')
  clearTimeout(timer)
  if (child.exitCode === null) console.error(`schemathesis did not end within ${limitMinutes} minutes`)
  return child.exitCode ?? 1
}

process.exitCode = await run(process.argv.slice(2))
