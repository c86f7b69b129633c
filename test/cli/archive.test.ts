import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DocumentAnswer, DocumentsAnswer, StatusAnswer } from '../../src/contracts/http.ts'
import { RegisterPage } from '../../src/contracts/registers.ts'
import { SearchResponse } from '../../src/contracts/search.ts'
import { readLock } from '../../src/database/lock.ts'
import { createClient } from '../../src/http/client.ts'
import { eventually } from '../eventually.ts'
import { temporaryFolder } from '../ingest/store-kit.ts'
import { launchCli, runCli, startCli, type Running } from './run-cli.ts'

// Whole processes with a database each: seconds on a free machine, more on a busy one.
const fixtures = join(import.meta.dirname, '..', '..', 'fixtures')
const fixture = (name: string) => join(fixtures, 'documents', name, `${name}.pdf`)

/** Settings that keep everything in the folder. */
function settingsFor(folder: string): Record<string, string> {
  const [data, drop] = [join(folder, 'data'), join(folder, 'drop')]
  return { RIHLA_DATA: data, RIHLA_DROP: drop, RIHLA_PORT: '0', RIHLA_DROP_STABLE_SECONDS: '0' }
}

async function urlOf({ outcome }: Running, folder: string): Promise<string> {
  const listening = () => {
    const lock = readLock(join(folder, 'data'))
    expect(lock?.url, outcome.stderr).toBeDefined()
    return lock!.url!
  }
  return eventually(listening)
}

describe('without a server', () => {
  test('a document is added, searched and shown by one process after another', async () => {
    const settings = settingsFor(temporaryFolder())
    const added = await runCli(['add', fixture('background-note-skills'), fixture('note-retour-sahel')], { settings })
    expect([added.code, added.stderr, added.stdout]).toEqual([0, '', '2 can be searched\n'])

    const found = await runCli(['search', 'convention:C189', 'country:LBN', '--json'], { settings })
    const { hits } = SearchResponse.parse(JSON.parse(found.stdout))
    expect(hits).toMatchObject([{ names: ['background-note-skills.pdf'] }])
    const { documentId } = hits[0]!

    const shown = await runCli(['show', documentId.slice(0, 8), '--json', '--mentions'], { settings })
    const document = DocumentAnswer.parse(JSON.parse(shown.stdout))
    expect(document).toMatchObject({ documentId, outcome: 'done' })
    expect(document.mentions?.length).toBeGreaterThan(20)

    const again = await runCli(['add', fixture('background-note-skills')], { settings })
    expect([again.code, again.stdout]).toEqual([0, '1 can be searched, 1 was here already\n'])
  })

  test('an archive that is not there is not made by asking', async () => {
    const folder = temporaryFolder()
    for (const command of [['search', 'nurses'], ['status'], ['show', 'abcd']]) {
      const { code, stdout, stderr } = await runCli(command, { settings: settingsFor(folder) })
      expect([code, stdout]).toEqual([1, ''])
      expect(stderr).toMatch(/no archive at .*\n.*rihla serve.*\(server-unreachable\)/)
    }
    expect(readdirSync(folder)).toEqual([])
  })

  test('an address where nobody answers is told', async () => {
    const { code, stderr } = await runCli(['status'], { settings: { RIHLA_URL: 'http://127.0.0.1:9' } })
    expect(code).toBe(1)
    expect(stderr).toContain('no server answers at http://127.0.0.1:9')
  })
})

describe('with a server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rihla-'))
  const settings = settingsFor(folder)
  const run = (...args: string[]) => runCli(args, { settings })
  let server: Running
  let url: string

  beforeAll(async () => {
    mkdirSync(join(folder, 'drop'))
    cpSync(fixture('hostile-markup'), join(folder, 'drop', 'a\u001B[31mred.pdf'))
    server = launchCli(['serve'], { settings })
    url = await urlOf(server, folder)
  })

  afterAll(() => {
    server.child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  test('files are added, and those that fail are told with the way out', async () => {
    const added = await run('add', fixture('fact-sheet-remittances'), join(fixtures, 'hostile'), '--json')
    expect(added.code).toBe(1)
    const { files, counts } = JSON.parse(added.stdout)
    expect(counts).toMatchObject({ files: 6, done: 1, parked: 5 })
    expect(codesOf(files)).toEqual({
      'empty.pdf': 'file-empty',
      'encrypted.pdf': 'pdf-encrypted',
      'fact-sheet-remittances.pdf': undefined,
      'no-pages.pdf': 'pdf-without-pages',
      'text-named.pdf': 'not-a-pdf',
      'truncated.pdf': 'pdf-damaged',
    })
    const told = await run('add', join(fixtures, 'hostile', 'encrypted.pdf'))
    expect([told.code, told.stderr]).toEqual([1, ''])
    expect(told.stdout).toMatch(/failed: .*encrypted\.pdf\n.*\[pdf-encrypted\]\n +way out: remove the password/)
  })

  test('a dropped file is there as well, and the status counts them all', async () => {
    await eventually(async () => {
      const status = StatusAnswer.parse(JSON.parse((await run('status', '--json')).stdout))
      expect(status.documents).toEqual({
        total: 7,
        byOutcome: { working: 0, done: 2, partial: 0, parked: 5, dismissed: 0 },
      })
    })
    const table = await run('status')
    expect(table.stdout).toMatch(/^7 documents$/m)
    expect(table.stdout).toMatch(/^1 +pdf-encrypted +remove the password/m)
  })

  test('passages are found with their page, as the file and its name cannot act on the terminal', async () => {
    const found = await run('search', '"gross domestic product"', 'remittances', 'Tonga')
    expect(found.stdout).toMatch(/^1 {2}Remittances to Small Island States/m)
    expect(found.stdout).toMatch(/^ +page 1 · /m)
    const hostile = await run('search', 'script', '--full')
    expect(hostile.stdout).toMatch(/a\[31mred\.pdf/)
    for (const { stdout } of [found, hostile]) expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F]/)
  })

  test('registers are listed in tables that fit, filtered, and as JSON', async () => {
    const listed = await run('countries')
    expect([listed.code, listed.stderr]).toEqual([0, ''])
    expect(listed.stdout).toMatch(/^country +key +documents$/m)
    expect(listed.stdout).toMatch(/^Tonga +TON +1$/m)
    for (const line of listed.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
    const figures = await run('figures', '--kind', 'percent', '--size', '3', '--json')
    const { entries } = RegisterPage.parse(JSON.parse(figures.stdout))
    expect(entries.length).toBeGreaterThan(0)
    for (const { values } of entries) expect(values).toMatchObject({ figureKind: 'percent' })
    const one = await run('countries', '--key', 'TON')
    expect(one.stdout).toMatch(/^Tonga\nkey TON\n/)
    // the only one that there is need not be asked for by its key
    expect((await run('countries', 'Tonga')).stdout).toBe(one.stdout)
    expect(await run('figures', '--currency', 'gold')).toMatchObject({ code: 2, stdout: '' })
  })

  test('registers and searches are exported, on stdout or into a file', async () => {
    const found = await run('export', 'search', 'Tonga', '--as', 'jsonl')
    expect([found.code, found.stderr]).toEqual([0, ''])
    expect(
      found.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).not.toEqual([])
    expect((await run('export', 'countries', '--country', 'Tonga')).stdout).toMatch(/Tonga/)
    const path = join(folder, 'projects.xml')
    expect(await run('export', 'projects', '--as', 'iati', '--output', path)).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '',
    })
    expect(readFileSync(path, 'utf8')).toMatch(/<\/iati-activities>\s*$/)
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    const wrong = await run('export', 'search', 'boats', 'contry:Nepal')
    expect(wrong).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/contry:Nepal\n {13}\^\n/) })
    expect(await run('export', 'projects', '--output', join(folder, 'nowhere', 'a.csv'))).toMatchObject({ code: 2 })
  })

  test('documents are listed with what became of them, and filtered', async () => {
    const { stdout } = await run('documents')
    expect(stdout).toMatch(/^[0-9a-f]{8} +parked .* encrypted\.pdf +pdf-encrypted$/m)
    expect(stdout).toMatch(/^7 of 7$/m)
    const failed = await run('documents', '--outcome', 'parked', '--code', 'pdf-damaged', '--json')
    expect(DocumentsAnswer.parse(JSON.parse(failed.stdout)).documents).toMatchObject([{ names: ['truncated.pdf'] }])
    expect((await run('documents', 'small', 'island')).stdout).toMatch(/Remittances to Small.*\n\n1 of 1$/m)
    expect((await run('documents', 'unicorns')).stdout).toBe('no documents\n')
  })

  test('a document is shown with what was found in it', async () => {
    const { hits } = SearchResponse.parse(JSON.parse((await run('search', 'Tonga', '--json')).stdout))
    const { stdout } = await run('show', hits[0]!.documentId.slice(0, 8))
    expect(stdout).toMatch(/^outcome +done$/m)
    expect(stdout).toMatch(/^TON +\d+ +1/m)
    const id = hits[0]!.documentId.slice(0, 8)
    const named = await run('countries', '--document', id)
    expect(named.stdout).toMatch(/^Tonga +TON +1$/m)
    expect((await run('search', `document:${id}`, '--json')).stdout).toContain(hits[0]!.documentId)
    expect((await run('countries', '--document', 'ffff')).stderr).toContain('document-unknown')
  })

  test('what failed is sent on again or let be, by its code', async () => {
    const retried = await run('retry', '--code', 'pdf-encrypted', '--json')
    expect([retried.code, JSON.parse(retried.stdout).documents]).toMatchObject([
      1,
      [{ name: 'encrypted.pdf', outcome: 'parked' }],
    ])
    const absent = await run('retry', '--code', 'file-empty')
    expect([absent.code, absent.stdout]).toEqual([1, expect.stringContaining('(original-absent)')])
    const dismissed = await run('dismiss', '--code', 'file-empty')
    expect([dismissed.code, dismissed.stdout]).toEqual([0, expect.stringMatching(/^1 documents dismissed$/m)])
    expect((await run('dismiss')).code).toBe(2)
    const { documents } = StatusAnswer.parse(JSON.parse((await run('status', '--json')).stdout))
    expect(documents.byOutcome).toMatchObject({ parked: 4, dismissed: 1 })
  })

  test('a fault in the query is shown where it stands', async () => {
    const { code, stderr } = await run('search', 'nurses contry:Nepal')
    expect(code).toBe(2)
    expect(stderr).toContain('       nurses contry:Nepal\n              ^\n')
  })

  test.skipIf(process.platform !== 'linux')('a file of 300 MB is refused, and never held in memory', async () => {
    // From here Linux measures the most that the process takes anew.
    writeFileSync(`/proc/${server.child.pid}/clear_refs`, '5')
    const before = mostMemoryOf(server)
    let chunksLeft = 300
    const body = new ReadableStream({
      pull(controller) {
        if (chunksLeft-- > 0) controller.enqueue(Buffer.alloc(1024 * 1024, '%PDF-1.7 and so on\n'))
        else controller.close()
      },
    })
    const file = await createClient({ url }).addFile({ name: 'atlas.pdf', body })
    expect(file).toMatchObject({ outcome: 'parked', failure: { code: 'file-too-large', remedy: expect.any(String) } })
    expect((await run('status')).stdout).toMatch(/^1 +file-too-large +raise RIHLA_MAX_FILE_BYTES/m)
    expect(mostMemoryOf(server) - before).toBeLessThan(100 * 1024 * 1024)
  })

  test('a second server on the same folder, or the same port, is refused', async () => {
    const sameFolder = await run('serve')
    expect(sameFolder.code).toBe(2)
    expect(sameFolder.stderr).toMatch(/data folder is in use by process \d+ at http.*\n.*\(data-in-use\)/)
    const other = { ...settingsFor(temporaryFolder()), RIHLA_PORT: new URL(url).port }
    const samePort = await runCli(['serve'], { settings: other })
    expect(samePort.code).toBe(2)
    expect(samePort.stderr).toMatch(/something listens on 127\.0\.0\.1:\d+ already[\s\S]*\(port-in-use\)/)
  })

  test('the server stops when told, and says nothing on stdout', async () => {
    server.child.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(server.outcome.stdout).toBe('')
    expect(readLock(join(folder, 'data'))).toBeUndefined()
  })
})

test.for([
  ['a host that others reach', { RIHLA_HOST: '0.0.0.0' }, /RIHLA_TOKEN is not set/, 'settings-invalid'],
  ['an unknown setting', { RIHLA_COLOUR: 'red' }, /RIHLA_COLOUR is no setting/, 'settings-invalid'],
] as const)('%s keeps the server from starting', async ([, changes, message, code]) => {
  const outcome = await runCli(['serve'], { settings: { ...settingsFor(temporaryFolder()), ...changes } })
  expect(outcome.code).toBe(2)
  expect(outcome.stderr).toMatch(message)
  expect(outcome.stderr).toContain(`(${code})`)
})

test('a data folder that is a file keeps the server from starting', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'data'), '')
  const { child: _child, outcome, ended } = startCli(['serve'], { settings: settingsFor(folder) })
  expect(await ended).toBe(2)
  expect(outcome.stderr).toContain('(folder-unwritable)')
})

/** The most resident bytes that a process has had. */
function mostMemoryOf({ child }: Running): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)![1]) * 1024
}

function codesOf(results: { name: string; failure?: { code: string } }[]): Record<string, string | undefined> {
  return Object.fromEntries(results.map(({ name, failure }) => [name, failure?.code]))
}
